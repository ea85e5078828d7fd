"""Reads of second opinions: the pairs of a stage, of one document; a fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from app.expertise.assignments.disagreement import Opinion, apart, disagree
from app.expertise.models import FrozenItem, Result
from app.expertise.opinions.models import Adjudication
from app.expertise.opinions.words import MEAN
from app.expertise.reviews.models import Review, Sending
from app.expertise.zones import cut
from app.extensions import db
from app.kernel.reads import once
from app.year.cycle.models import Stage

BOTH = {"first", "second"}


@dataclass(frozen=True)
class Pair:
    """Two sent opinions of one document, and a third if it was asked for; `rulings` are about these very sendings, the
    newest last."""

    line: FrozenItem
    first: Sending
    second: Sending
    adjudications: list[Adjudication]
    third: Sending | None = None

    @property
    def apart(self) -> Decimal | None:
        """How far the scores are from each other, in per cent of the scale."""
        return apart(_opinion(self.first), _opinion(self.second))

    @property
    def disagree(self) -> bool:
        """True beyond the threshold of the stage."""
        return disagree(_opinion(self.first), _opinion(self.second), self.line.stage.disagreement_pct)

    @property
    def adjudication(self) -> Adjudication | None:
        """The decision in force."""
        return self.adjudications[-1] if self.adjudications else None

    @property
    def given(self) -> dict[str, Sending]:
        """The opinions by the role of their authors."""
        every = {"first": self.first, "second": self.second, "third": self.third}
        return {role: one for role, one in every.items() if one is not None}

    @property
    def mean(self) -> Decimal:
        """The mean of the first two scores, cut down."""
        return cut(self.first.score + self.second.score, 2)

    @property
    def seen(self) -> str:
        """The sendings as a form carries them."""
        return "-".join(str(one.id) for one in self.given.values())

    @property
    def counts(self) -> str:
        """Whose word counts: the first's until a coordinator decides otherwise."""
        return self.adjudication.counts if self.adjudication else "first"


def _opinion(sending: Sending) -> Opinion:
    return Opinion(sending.verdict, sending.score)


@once
def pairs_in(stage: Stage) -> list[Pair]:
    """The documents of a stage with two sent opinions, those that wait for a decision first."""
    found = _pairs(select(FrozenItem.id).where(FrozenItem.stage_id == stage.id))
    return sorted(found, key=lambda pair: (not pair.disagree or pair.adjudication is not None, pair.line.id))


def pair_of(line: FrozenItem) -> Pair | None:
    """The two sent opinions of one document, or None while one is missing."""
    return next(iter(_pairs([line.id])), None)


def _pairs(line_ids: Select[int] | Sequence[int]) -> list[Pair]:
    both = (
        select(Review)
        .where(Review.frozen_item_id.in_(line_ids), Review.state == "sent")
        .options(selectinload(Review.sendings), joinedload(Review.frozen_item).joinedload(FrozenItem.stage))
    )
    by_line: dict[int, dict[str, Review]] = defaultdict(dict)
    for review in db.session.scalars(both.execution_options(populate_existing=True)).unique():
        by_line[review.frozen_item_id][review.role] = review
    adjudications = _adjudications([key for key, own in by_line.items() if own.keys() >= BOTH])
    return [_pair(own, adjudications[key]) for key, own in by_line.items() if own.keys() >= BOTH]


def _pair(own: dict[str, Review], adjudications: list[Adjudication]) -> Pair:
    first, second = own["first"].sent, own["second"].sent
    third = own["third"].sent if "third" in own else None
    ids = first.id, second.id, third.id if third else None
    exact = [one for one in adjudications if (one.first_id, one.second_id, one.third_id) == ids]
    return Pair(own["first"].frozen_item, first, second, exact, third)


def _adjudications(line_ids: list[int]) -> dict[int, list[Adjudication]]:
    found = defaultdict(list)
    for one in db.session.scalars(
        select(Adjudication).where(Adjudication.frozen_item_id.in_(line_ids)).order_by(Adjudication.number)
    ):
        found[one.frozen_item_id].append(one)
    return found


def conclusions_of_means(result_ids: list[int]) -> dict[int, str]:
    """Of the words those that are a mean: that they are, and the conclusions of both opinions."""
    made_it = (Adjudication.frozen_item_id == Result.frozen_item_id) & (Adjudication.made_at == Result.recorded_at)
    found = (
        select(Result.id, Adjudication)
        .join(Adjudication, made_it)
        .where(Result.id.in_(result_ids), Adjudication.counts == "mean")
    )
    found = found.options(joinedload(Adjudication.first), joinedload(Adjudication.second))
    return {
        word_id: "\n".join(filter(None, (MEAN, one.first.conclusion, one.second.conclusion)))
        for word_id, one in db.session.execute(found)
    }


def last_number(line: FrozenItem) -> int:
    """How many rulings there have been about the document."""
    return len(_adjudications([line.id])[line.id])

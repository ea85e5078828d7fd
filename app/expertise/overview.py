"""A stage as its page shows it: a page of its schools, and the totals of all of them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from sqlalchemy import and_, func, or_, select, true

from app.directory.narrowing import Narrow
from app.documents.models import Document
from app.documents.queries import CONCEPT, OWED
from app.expertise import rules, zones
from app.expertise.lines import Line, Word, lines_of
from app.expertise.models import Freeze, FrozenItem
from app.expertise.queries import frozen, late_count, scale_of
from app.expertise.seen import as_seen, hidden
from app.expertise.sets import set_of
from app.expertise.zones import Mean, Scale
from app.extensions import db
from app.kernel.as_of import AsOf
from app.kernel.paging import Asked, Page
from app.permissions import Actor
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import page_of_schools, windows


@dataclass(frozen=True)
class SchoolLine:
    """A school in a stage: its documents, frozen or as they stand, and what they come to."""

    id: int
    name: str
    town: str
    lines: Sequence[Line | FrozenItem]
    scale: Scale

    @cached_property
    def outcome(self) -> str:
        """One of rules.OUTCOMES."""
        return zones.school_outcome(self.lines)

    @property
    def because(self) -> str:
        """Why that is its outcome, in words."""
        return zones.because(self.lines, self.scale)

    @cached_property
    def mean(self) -> Mean:
        """Its score in per cent, and what it is of."""
        return zones.score_of(self.lines, self.scale)

    @property
    def score(self) -> Decimal | None:
        """Its score alone."""
        return self.mean.score

    @property
    def documents(self) -> list[Line | FrozenItem]:
        """Its lines, without the one that stands for all of them."""
        return [line for line in self.lines if line.kind != "set"]

    @property
    def presented(self) -> int:
        """How many documents were there."""
        return sum(line.presented for line in self.documents)

    @property
    def first(self) -> Line | FrozenItem | None:
        """The document that its sheet begins with."""
        there = [line for line in self.lines if line.presented]
        return next((line for line in there if line.asked), next((line for line in there if line.kind != "set"), None))

    @cached_property
    def waiting(self) -> list[Line | FrozenItem]:
        """The documents that wait for a result."""
        return [line for line in self.lines if rules.outcome(line) == "not_started"]

    @property
    def last_result(self) -> Word | None:
        """The newest word about the school."""
        words = [word for line in self.lines if isinstance(line, Line) for word in line.heard]
        return max(words, key=lambda word: word.id, default=None)


@dataclass(frozen=True)
class Overview:
    """The page of a stage; without a freeze, its lines are what stands at this moment."""

    freeze: Freeze | None
    schools: Sequence[SchoolLine]
    page: Page
    total: int
    documents: int
    late: int = 0
    outcomes: Counter[str] | None = None
    left: Sequence[Line | FrozenItem] = ()
    done: int = 0
    begun: bool = False

    @property
    def totals(self) -> Counter[str]:
        """Schools by outcome; those that are begun and those that are not wait alike."""
        found = Counter(self.outcomes)
        found["waiting"] = found.pop("in_progress", 0) + found.pop("not_started", 0)
        return found


def overview(
    stage: Stage, now: datetime, reader: Actor, narrow: Narrow, asked: Asked, only: Collection[int] | None = None
) -> Overview:
    """As its reader may see it; `only` are the places in the year that are listed, None for all."""
    fixed = frozen(stage)
    return _fixed(stage, fixed, reader, narrow, asked, only) if fixed else _standing(stage, now, narrow, asked, only)


def _fixed(
    stage: Stage, fixed: Freeze, reader: Actor, narrow: Narrow, asked: Asked, only: Collection[int] | None
) -> Overview:
    lines, scale = as_seen(lines_of(stage), hidden(stage, reader)), scale_of(stage)
    schools = [
        (own[0], SchoolLine(key, own[0].school, own[0].municipality, own, scale))
        for key, own in ((key, list(group)) for key, group in groupby(lines, key=lambda line: line.participation_id))
    ]
    listed = [
        school
        for line, school in schools
        if (only is None or school.id in only)
        and narrow.lets(line.municipality_id, line.school, line.full_name, line.code, line.municipality)
    ]
    page, every = Page(len(listed), asked), [school for _, school in schools]
    return Overview(
        fixed,
        page.part(listed),
        page,
        len(every),
        sum(school.presented for school in every),
        late_count(stage, fixed),
        Counter(school.outcome for school in every),
        [line for school in every for line in school.waiting],
        sum(not school.waiting for school in every),
        any(line.results for line in lines),
    )


def _standing(stage: Stage, now: datetime, narrow: Narrow, asked: Asked, only: Collection[int] | None) -> Overview:
    """What stands of the schools of the page; their number and that of their documents by SQL."""
    mine = true() if only is None else Participation.id.in_(only)
    places, page = page_of_schools(stage.cycle, and_(narrow.clause, mine), asked)
    by_school = groupby(set_of(stage, places, AsOf(now)), key=lambda line: line.participation)
    scale = scale_of(stage)
    schools = [
        SchoolLine(one.id, one.school.short_name, one.school.municipality.name, list(own), scale)
        for one, own in by_school
    ]
    here = Participation.cycle_id == stage.cycle_id, Participation.left_on.is_(None)
    total = select(func.count()).select_from(Participation).where(*here)
    looked_at = or_(CONCEPT, Document.window_id.in_([one.id for one in rules.windows_of(stage, windows(stage.cycle))]))
    presented = or_(Document.stands, Document.state.not_in(("draft", "withdrawn")))
    documents = select(func.count()).select_from(Document).join(Document.participation)
    documents = documents.where(*here, Document.trashed_at.is_(None), OWED, looked_at, presented)
    found = db.session.execute(select(total.scalar_subquery(), documents.scalar_subquery())).one()
    return Overview(None, schools, page, *found)

"""What the webinar of a stage should speak of (item 30): remarks by kind, the most frequent first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.expertise.lines import lines_of
from app.expertise.reviews.told import Told, of_stage
from app.expertise.seen import as_seen, hidden
from app.journal.kept import kept
from app.kernel.quotes import quoted
from app.permissions import Actor
from app.year.cycle.models import Stage

PAST_SHEET = "Замечания, записанные без экспертного листа"


@dataclass(frozen=True)
class Topic:
    """A kind of remark, in how many schools and lines: a ready phrase, or those in own words by criterion.

    `words` are the remarks themselves where no phrase says them.
    """

    title: str
    criterion: str
    remarks: int
    schools: int
    mended: int
    words: tuple[str, ...] = ()


def topics(stage: Stage, reader: Actor | None = None) -> list[Topic]:
    """The kinds of remarks of ОИРО in a stage, as a reader may see them; kept as long as nothing happens."""
    without = hidden(stage, reader)
    return kept(f"topics_{stage.id}", (without,), lambda: _topics(stage, without))


def _topics(stage: Stage, without: frozenset[int]) -> list[Topic]:
    told = of_stage(stage, without=without)
    return by_kind((line.participation_id, one) for line in as_seen(lines_of(stage), without) for one in told.to(line))


def by_kind(remarks: Iterable[tuple[int, Told]]) -> list[Topic]:
    """(school, remark) → the kinds. A remark in own words never borrows the title of its criterion for its text."""
    kinds = defaultdict(list)
    for school, one in remarks:
        if one.source == "regional":
            kinds[one.kind, one.kind or one.criterion].append((school, one))
    found = [_topic(ready, own) for (ready, _), own in kinds.items()]
    return sorted(found, key=lambda topic: (-topic.schools, -topic.remarks, topic.title))


def _topic(ready: str, own: list[tuple[int, Told]]) -> Topic:
    criterion = min(one.criterion for _, one in own)
    title = ready or (f"Замечания по\u00a0критерию {quoted(criterion)}" if criterion else PAST_SHEET)
    words = () if ready else tuple(dict.fromkeys(one.text for _, one in own))
    mended = sum(one.mended for _, one in own)
    return Topic(title, criterion, len(own), len({school for school, _ in own}), mended, words)

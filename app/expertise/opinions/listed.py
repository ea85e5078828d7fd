"""The documents of a stage with two opinions as its page lists them: plain rows, kept until the journal goes on."""

from decimal import Decimal
from typing import NamedTuple

from app.expertise.opinions.queries import Pair, pairs_in
from app.expertise.seen import hidden
from app.journal.kept import kept
from app.kernel.reader import current_user
from app.year.cycle.models import Stage


class Listed(NamedTuple):
    """A document with two opinions; `counts`: whose word counts by a decision, '' without one."""

    line_id: int
    title: str
    school: str
    first: Decimal
    second: Decimal
    disagree: bool
    counts: str


def pairs_listed(stage: Stage) -> list[Listed]:
    """Those that the reader may know of, the undecided first: none of which they are to give an own opinion yet."""
    found = kept(f"pairs_{stage.id}", (), lambda: [_listed(pair) for pair in pairs_in(stage)])
    without = hidden(stage, current_user) if found else frozenset()
    return [one for one in found if one.line_id not in without]


def _listed(pair: Pair) -> Listed:
    counts = pair.counts if pair.adjudication else ""
    scores = pair.first.score, pair.second.score
    return Listed(pair.line.id, pair.line.title, pair.line.school_name, *scores, pair.disagree, counts)

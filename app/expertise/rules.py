"""What a set of results says of a school. Pure: facts in, words out."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Protocol, TypeVar

from app.year.cycle.models import EvidenceWindow, Stage
from app.year.cycle.rows import Window

# domain.md §5, from the best to the worst
VERDICTS = ("ok", "ok_with_remarks", "needs_work")
SOURCES = ("regional", "federal")
OUTCOMES = (*VERDICTS, "in_progress", "not_started", "absent", "with_set")


class Spoken(Protocol):
    """A word of a source: a Result, or the same as a plain value."""

    @property
    def source(self) -> str:
        """One of SOURCES."""

    @property
    def revision(self) -> int:
        """Its number among the words of the source."""

    @property
    def verdict(self) -> str:
        """One of VERDICTS, or `absent`."""

    @property
    def score(self) -> Decimal | None:
        """In per cent."""

    @property
    def remarks(self) -> str:
        """What is to be mended."""

    @property
    def withdrawn(self) -> bool:
        """It takes back what was said before it."""

    @property
    def recorded_at(self) -> datetime:
        """When it was said."""


WindowOf = TypeVar("WindowOf", EvidenceWindow, Window)
Word = TypeVar("Word", bound=Spoken, covariant=True)


class FrozenLine(Protocol[Word]):
    """A line of a frozen set: an Examined, or the same as a plain value."""

    @property
    def id(self) -> int:
        """Its key."""

    @property
    def kind(self) -> str:
        """Of the document, or `set`."""

    @property
    def title(self) -> str:
        """How the document is called."""

    @property
    def asked(self) -> bool:
        """The sheet wants a word about it."""

    @property
    def presented(self) -> bool:
        """There is something to examine."""

    @property
    def heard(self) -> Sequence[Word]:
        """The words that the reader may know, in the order of their revisions."""


def windows_of(stage: Stage, windows: Sequence[WindowOf]) -> list[WindowOf]:
    """The windows of evidence that a stage looks at: those that have opened by its day, when it looks at evidence."""
    return [window for window in windows if stage.examines != "concept" and window.opens_on <= stage.due_on]


def by_score(score: Decimal, ok_from: int, remarks_from: int) -> str:
    """The verdict that a score in per cent comes to, by where the zones of the sheet begin."""
    return "ok" if score >= ok_from else "ok_with_remarks" if score >= remarks_from else "needs_work"


def agrees(verdict: str, score: Decimal | None, ok_from: int, remarks_from: int) -> bool:
    """The verdict is the one of the score, or there is no score to part from."""
    return score is None or by_score(score, ok_from, remarks_from) == verdict


def current(line: FrozenLine[Word], at: datetime | None = None) -> dict[str, Word]:
    """The last revision of each source, unless it was taken back; by a moment, or of today."""
    return {source: result for source, result in _last(line, at).items() if not result.withdrawn}


def withdrawn(line: FrozenLine[Word]) -> dict[str, Word]:
    """The last revision of each source that has no word now, because it was taken back."""
    return {source: result for source, result in _last(line).items() if result.withdrawn}


def revision(line: FrozenLine[Spoken], source: str) -> int:
    """The number of the last revision of a source, taken back or not; 0 before the first."""
    last = _last(line).get(source)
    return last.revision if last else 0


def _last(line: FrozenLine[Word], at: datetime | None = None) -> dict[str, Word]:
    known = (result for result in line.heard if at is None or result.recorded_at <= at)
    return {result.source: result for result in known}  # they stand in the order of their revisions


def said(line: FrozenLine[Word], at: datetime | None = None) -> Word | None:
    """The word that counts: the federal coordinator's stands before the region's own (order No. 226, item 30)."""
    found = current(line, at)
    return found.get("federal") or found.get("regional")


def outcome(line: FrozenLine[Spoken]) -> str:
    """One of OUTCOMES for a document: its verdict, or why there is none."""
    result = said(line)
    if result is not None:
        return result.verdict
    if not line.presented:
        return "absent"
    return "not_started" if line.asked else "with_set"

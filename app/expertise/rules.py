"""What a set of results says of a school. Pure: facts in, words out."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from app.cycle.models import EvidenceWindow, Round
from app.expertise.models import Examined, Result

# domain.md §5, from the best to the worst
VERDICTS = ("ok", "ok_with_remarks", "needs_work")
SOURCES = ("regional", "federal")
OUTCOMES = (*VERDICTS, "in_progress", "not_started", "absent")


def windows_of(stage: Round, windows: Sequence[EvidenceWindow]) -> list[EvidenceWindow]:
    """The windows of evidence that a stage looks at: from the second stage on, those that have opened by its day."""
    return [window for window in windows if stage.number > 1 and window.opens_on <= stage.due_on]


def current(line: Examined) -> dict[str, Result]:
    """The last revision of each source."""
    return {result.source: result for result in sorted(line.results, key=lambda result: result.revision)}


def said(line: Examined) -> Result | None:
    """The word that counts: the federal coordinator's stands before the region's own (order No. 226, item 30)."""
    found = current(line)
    return found.get("federal") or found.get("regional")


def outcome(line: Examined) -> str:
    """One of OUTCOMES for a document: its verdict, or why there is none."""
    result = said(line)
    if result is not None:
        return result.verdict
    return "absent" if line.version_id is None else "not_started"


def school_outcome(lines: Sequence[Examined]) -> str:
    """The worst of a school's documents; a missing one among others asks for work (domain.md §5)."""
    found = {outcome(line) for line in lines}
    if found == {"absent"}:
        return "absent"
    if "not_started" in found:
        return "in_progress" if found & set(VERDICTS) else "not_started"
    return max(("needs_work" if one == "absent" else one for one in found), key=VERDICTS.index)


def mean_score(lines: Iterable[Examined]) -> Decimal | None:
    """The mean of the scores that count, in tenths of a per cent, cut down; None when nobody gave one."""
    scores = [result.score for result in map(said, lines) if result and result.score is not None]
    return int(sum(scores) * 10 / len(scores)) / Decimal(10) if scores else None

"""What a reader of a report must see at once: nothing is attached, one person is both sides, the indicator is unmet."""

from collections.abc import Sequence

from app.plan.items import Answer, Report

BARE = "без подтверждающих материалов"
ALONE = "подтверждено тем\u00a0же, кто отчитался"
UNMET = "показатель не\u00a0выполнен ({})"


def marks_of(done: Report) -> list[str]:
    """The marks of a report as it stands."""
    said = done.confirmation
    return marks(done, done.proofs, said if said and said.verdict == "confirm" else None)


def marks(done: Report, proofs: Sequence, said: Answer | None) -> list[str]:
    """The same words in the list, on the page of the item and in the order, of what counts there."""
    found = [] if proofs else [BARE]
    if said and said.answered_by_id == done.executed_by_id:
        found.append(ALONE)
    if said and said.unmet:
        found.append(UNMET.format(said.unmet))
    return found

"""Whether the concept documents of a school can be approved at once: what the page offers is what the verb does."""

from collections.abc import Iterable

from app.documents.models import Document
from app.documents.queries import Line
from app.refusals import Refusal, refuse_if


def waiting_of_whole(lines: Iterable[Line]) -> list[Document]:
    """What waits for the curator in a kit without gaps and open remarks; raises Refused for any other kit."""
    lines = list(lines)
    refuse_if(not_whole(lines))
    return [one for line in _concept(lines) for one in line.documents if one.state == "submitted"]


def not_whole(lines: Iterable[Line]) -> Refusal | None:
    """Why the kit can't be approved at once, or None when it can."""
    lines = _concept(lines)
    missing = [line.slot.short_title for line in lines if line.state != "submitted" and not line.stands]
    if missing:
        return Refusal(
            "missing", f"Целиком комплект подтвердить нельзя. В\u00a0нём не\u00a0хватает: {', '.join(missing)}."
        )
    if not any(line.state == "submitted" for line in lines):
        return Refusal("nothing", "Подтверждать нечего: ни\u00a0один документ комплекта сейчас не\u00a0ждёт куратора.")
    remarked = [line.slot.short_title for line in lines if any(one.carried for one in line.documents)]
    if remarked:
        return Refusal(
            "remarks", f"Есть непринятые замечания: {', '.join(remarked)}. Решите о\u00a0них в\u00a0очереди."
        )
    return None


def _concept(lines: Iterable[Line]) -> list[Line]:
    """All but the evidence, which a window takes."""
    return [line for line in lines if line.slot.window is None]

"""Whether the concept documents of a school can be approved at once: what the page offers is what the verb does."""

from collections.abc import Iterable

from app.documents.models import Document
from app.documents.queries import Line
from app.permissions import Refused


def waiting_of_whole(lines: Iterable[Line]) -> list[Document] | Refused:
    """What waits for the curator in a kit without gaps and open remarks; or why there is no such kit."""
    lines = [line for line in lines if line.place.window is None]
    missing = [line.place.short_title for line in lines if line.state != "submitted" and not line.stands]
    if missing:
        return Refused(
            "missing", f"Целиком комплект подтвердить нельзя. В\u00a0нём не\u00a0хватает: {', '.join(missing)}."
        )
    waiting = [line.document for line in lines if line.state == "submitted"]
    if not waiting:
        return Refused("nothing", "Подтверждать нечего: ни\u00a0один документ комплекта сейчас не\u00a0ждёт куратора.")
    remarked = [line.place.short_title for line in lines if line.document.carried]
    if remarked:
        return Refused(
            "remarks", f"Есть непринятые замечания: {', '.join(remarked)}. Решите о\u00a0них в\u00a0очереди."
        )
    return waiting

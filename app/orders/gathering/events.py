"""What data can't give: an event with its programme, a free text. A clerk types them."""

from datetime import date

from app.year.cycle.models import Cycle

PARTS = ("time", "subject", "speaker")


def event(_cycle: Cycle, _on: date) -> dict:
    """O_EVENT: an empty programme, filled from what is typed."""
    return {"tables": {"rows": []}}


def free(_cycle: Cycle, _on: date) -> dict:
    """O_FREE: nothing is known beforehand."""
    return {}


def programme(typed: str) -> list[dict[str, str]]:
    """«10:00 | Открытие | Иванова А. А.», a line each; a missing part is a dash."""
    lines = [[part.strip() for part in line.split("|")] for line in typed.splitlines() if line.strip()]
    return [dict(zip(PARTS, [*line, "–", "–"], strict=False)) for line in lines]

"""When a school meets item 12, by exact counts. Pure: lines of the kit in, numbers out (domain.md §11.1, §11.4)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.documents.lines import LineOf

RULES = {
    "strict": "по каждому активированному направлению",
    "lenient": "хотя бы одно на школу",
}


@dataclass(frozen=True)
class Tally:
    """A part of a whole; nothing of nothing stays «нет данных»."""

    part: int
    whole: int


def accepted(line: LineOf) -> bool:
    """True when at least one document of the slot is accepted, whatever became of the others."""
    return line.stands


def meets(rule: str, lines: Sequence[LineOf]) -> bool:
    """Item 12 for one school and one window; a school without an activated direction meets nothing."""
    found = [accepted(line) for line in lines]
    return bool(found) and (all(found) if rule == "strict" else any(found))


def complete(lines: Sequence[LineOf]) -> bool:
    """Item 11 for one school: concept, programme and at least one anti-risk programme, all approved (§11.4)."""
    return any(line.slot.kind == "antirisk" for line in lines) and all(line.stands for line in lines)


def tally(answers: Iterable[bool]) -> Tally:
    """How many of them are true."""
    found = list(answers)
    return Tally(sum(found), len(found))

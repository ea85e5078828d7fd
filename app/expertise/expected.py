"""What a stage would examine of a school if its set were fixed now: as plain values, like the lines of a fixed set."""

from collections.abc import Sequence
from typing import NamedTuple

from app.documents.filed import ByPlace
from app.documents.kit import concept_slots, evidence_slots
from app.documents.papers import Filed
from app.expertise.lines import Word
from app.expertise.sheets.models import KINDS
from app.expertise.zones import Scale
from app.year.cycle.listed import Listed
from app.year.cycle.rows import Window

UNSENT = ("draft", "withdrawn")


class Expected(NamedTuple):
    """A document that the sheet asks about, or the whole kit; nobody has said anything of it yet."""

    kind: str
    title: str
    presented: bool
    asked: bool
    id: int = 0
    heard: Sequence[Word] = ()


def expected(school: Listed, opened: Sequence[Window], found: ByPlace, scale: Scale) -> list[Expected]:
    """As `sets.set_of` says of the moment: each document that is there, or the empty place."""
    asked = scale.points.keys() or frozenset(KINDS) - {"set"}
    lines: list[Expected] = []
    for slot in (*concept_slots(school.risks), *evidence_slots(school.risks, opened)):
        there = sum(_presented(one) for one in found.get(slot.key, ()))
        lines += [Expected(slot.kind, slot.title, there > 0, slot.kind in asked)] * max(there, 1)
    whole = Expected("set", "", any(line.presented for line in lines), True)
    return [*lines, whole] if "set" in asked else lines


def _presented(document: Filed) -> bool:
    """What was withdrawn or never sent is absent, unless an older version of it stands."""
    return document.stands or document.state not in UNSENT

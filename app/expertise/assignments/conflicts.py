"""Conflict of interest: what ties a reviewer to a school. Pure: ties in, a kind and a sentence out."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.permissions import Place

# From the gravest to the lightest: who was allowed a graver one was allowed the lighter too.
KINDS = ("curated", "school", "municipality")
BECAUSE = {
    "curated": "курирует эту школу",
    "school": "работает или работал(а) в\u00a0этой школе",
    "municipality": "работает в\u00a0этом муниципалитете",
}


@dataclass(frozen=True)
class Ties:
    """The places of a reviewer in the year: schools that they curate, schools and municipalities of their work."""

    curated: frozenset[int] = frozenset()
    schools: frozenset[int] = frozenset()
    municipalities: frozenset[int] = frozenset()


FREE = Ties()


def conflict(ties: Ties, place: Place) -> str:
    """The gravest of KINDS that ties a reviewer to the school, or nothing."""
    if place.school_id in ties.curated:
        return "curated"
    if place.school_id in ties.schools:
        return "school"
    return "municipality" if place.municipality_id in ties.municipalities else ""


def is_allowed(kind: str, overridden: Iterable[str]) -> bool:
    """True when there is no conflict, or a coordinator has let this kind or a graver one pass."""
    return not kind or any(KINDS.index(one) <= KINDS.index(kind) for one in overridden)


@dataclass(frozen=True)
class Clash:
    """A conflict that nobody has allowed."""

    participation_id: int
    school: str
    reviewer_id: int
    reviewer: str
    kind: str

    @property
    def sentence(self) -> str:
        """«Конфликт интересов: Журавлёв Пётр курирует эту школу (Заречная СОШ).»"""
        return f"Конфликт интересов: {self.reviewer} {BECAUSE[self.kind]} ({self.school})."

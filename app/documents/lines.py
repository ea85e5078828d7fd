"""A slot of the kit and what stands there. Pure: of entities and of plain rows alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Generic, TypeVar

from app.documents.kit import TITLES, RiskOf, SlotOf, WindowOf
from app.documents.models import Document
from app.documents.papers import Filed, Paper

# States from the worst news to the best.
WORST = ("returned", "draft", "withdrawn", "reopened", "submitted", "approved")


PaperOf = TypeVar("PaperOf", Document, Paper, Filed)


@dataclass(frozen=True)
class LineOf(Generic[RiskOf, WindowOf, PaperOf]):
    """A slot of the kit and what stands there."""

    slot: SlotOf[RiskOf, WindowOf]
    documents: tuple[PaperOf, ...]

    @cached_property
    def document(self) -> PaperOf | None:
        """The document of a slot; where there are several, the one with the worst news."""
        return next((d for d in self.documents if d.state == self.state), None)

    @cached_property
    def state(self) -> str:
        """The worst news of the slot: what is returned first, then what is missing or waits."""
        found = {d.state for d in self.documents}
        return next((state for state in WORST if state in found), "none")

    @property
    def stands(self) -> bool:
        """True when a document of the slot counts as approved, whatever became of the others."""
        return any(document.stands for document in self.documents)


@dataclass(frozen=True)
class Group(Generic[RiskOf, WindowOf, PaperOf]):
    """A part of the kit as a list shows it, with its day in the margin."""

    label: str
    note: str
    due_on: date
    lines: list[LineOf[RiskOf, WindowOf, PaperOf]]


def grouped(lines: Iterable[LineOf[RiskOf, WindowOf, PaperOf]], due_on: date) -> list[Group[RiskOf, WindowOf, PaperOf]]:
    """Concept and programme, anti-risk programmes, evidence by window; empty parts are left out."""
    lines = list(lines)
    concept = [ln for ln in lines if ln.slot.kind in TITLES]
    antirisk = [ln for ln in lines if ln.slot.kind == "antirisk"]
    groups = [
        Group("Концепция и\u00a0программа", "", due_on, concept),
        Group("Антирисковые программы", "одна на\u00a0каждое направление", due_on, antirisk),
    ]
    evidence = [ln for ln in lines if ln.slot.window]
    for window, own in groupby(evidence, key=lambda ln: ln.slot.window):
        if window is not None:
            groups.append(Group(f"Документы за\u00a0{window.title}", "", window.closes_on, list(own)))
    return [group for group in groups if group.lines]

"""The kit (комплект): which documents a school owes, computed from its activated directions (domain.md, point 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from app.documents.models import Document
from app.kernel.quotes import quoted
from app.refusals import Refusal
from app.year.cycle.models import EvidenceWindow, SchoolRisk
from app.year.cycle.rows import Risk, Window

CLOSED = Refusal(
    "closed",
    "Направление закрыто, документ по нему больше не требуется. Всё загруженное сохранено. Если документ снова "
    "нужен, направление активирует куратор.",
)
TITLES = {"concept": "Концепция развития", "midterm": "Среднесрочная программа развития"}
IN_ACCUSATIVE = {"concept": "концепцию развития", "midterm": "среднесрочную программу развития"}


# Of an entity or of plain rows: the words and the rules are the same.
RiskOf = TypeVar("RiskOf", SchoolRisk, Risk)
WindowOf = TypeVar("WindowOf", EvidenceWindow, Window)


@dataclass(frozen=True)
class SlotOf(Generic[RiskOf, WindowOf]):
    """One thing that is owed, whether or not a file stands there."""

    kind: str
    risk: RiskOf | None = None
    window: WindowOf | None = None

    @property
    def key(self) -> str:
        """The part of an address: concept, antirisk-7, evidence-7-1."""
        return "-".join([self.kind, *(str(part.id) for part in (self.risk, self.window) if part)])

    @property
    def title(self) -> str:
        """What the document is called."""
        if self.risk is None:
            return TITLES[self.kind]
        direction = quoted(self.risk.direction.title)
        if self.window is None:
            return f"Антирисковая программа {direction}"
        return f"Подтверждающие документы по\u00a0направлению {direction}, {self.window.title}"

    @property
    def accusative(self) -> str:
        """The same after «загрузите»."""
        if self.risk is None:
            return IN_ACCUSATIVE[self.kind]
        direction = quoted(self.risk.direction.title)
        if self.window is None:
            return f"антирисковую программу {direction}"
        return f"подтверждающие документы по направлению {direction}"

    @property
    def line_title(self) -> str:
        """In a list whose heading names the kind already."""
        return self.risk.direction.title if self.risk else self.title

    @property
    def short_title(self) -> str:
        """For a column or a queue."""
        direction = self.risk.direction.short_title if self.risk else None
        return short_title(self.kind, direction, self.window.title if self.window else None)

    @property
    def of_evidence(self) -> tuple[RiskOf, WindowOf]:
        """The direction and the window of evidence; raises LookupError for any other slot."""
        if self.risk is None or self.window is None:
            raise LookupError(f"{self.key} is no place of evidence")
        return self.risk, self.window


def short_title(kind: str, direction: str | None, window: str | None) -> str:
    """For a column or a queue, by the short title of the direction and the title of the window."""
    if direction is None:
        return TITLES[kind]
    return f"Подтверждающие документы {quoted(direction)}, {window}" if window else f"АРП {quoted(direction)}"


Slot = SlotOf[SchoolRisk, EvidenceWindow]


def concept_slots(risks: Iterable[RiskOf]) -> list[SlotOf[RiskOf, Any]]:
    """Concept, mid-term programme, one anti-risk programme per activated direction."""
    slots: list[SlotOf[RiskOf, Any]] = [SlotOf("concept"), SlotOf("midterm")]
    return slots + [SlotOf("antirisk", risk) for risk in risks if risk.activated_at]


def evidence_slots(risks: Iterable[RiskOf], windows: Sequence[WindowOf]) -> list[SlotOf[RiskOf, WindowOf]]:
    """Evidence for each activated direction in each window."""
    return [SlotOf("evidence", risk, window) for window in windows for risk in risks if risk.activated_at]


def slot_of(document: Document) -> Slot:
    """Where a document stands in the kit."""
    return Slot(document.kind, document.risk, document.window)


def is_owed(thing: Document | Slot) -> bool:
    """False while its direction is closed: what stands there is kept and seen, and nobody has to do anything."""
    return thing.risk is None or thing.risk.activated_at is not None


def by_place(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Documents by the key of their slot; evidence may be several."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(slot_of(document).key, []).append(document)
    return found

"""The kit (комплект): which documents a school owes, computed from its activated directions (domain.md, point 5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.documents.models import Document
from app.kernel.quotes import quoted
from app.refusals import Refusal
from app.year.cycle.models import EvidenceWindow, SchoolRisk

CLOSED = Refusal(
    "closed",
    "Направление закрыто, документ по нему больше не требуется. Всё загруженное сохранено. Если документ снова "
    "нужен, направление активирует куратор.",
)
TITLES = {"concept": "Концепция развития", "midterm": "Среднесрочная программа развития"}
IN_ACCUSATIVE = {"concept": "концепцию развития", "midterm": "среднесрочную программу развития"}


@dataclass(frozen=True)
class Place:
    """One thing that is owed, whether or not a file stands there."""

    kind: str
    risk: SchoolRisk | None = None
    window: EvidenceWindow | None = None

    @property
    def key(self) -> str:
        """The part of an address: concept, antirisk-7, evidence-7-1."""
        return "-".join([self.kind, *(str(part.id) for part in (self.risk, self.window) if part)])

    @property
    def title(self) -> str:
        """What the document is called."""
        if self.kind == "antirisk":
            return f"Антирисковая программа {quoted(self.risk.direction.title)}"
        if self.kind == "evidence":
            return (
                f"Подтверждающие документы по\u00a0направлению {quoted(self.risk.direction.title)}, {self.window.title}"
            )
        return TITLES[self.kind]

    @property
    def accusative(self) -> str:
        """The same after «загрузите»."""
        if self.kind == "antirisk":
            return f"антирисковую программу {quoted(self.risk.direction.title)}"
        if self.kind == "evidence":
            return f"подтверждающие документы по направлению {quoted(self.risk.direction.title)}"
        return IN_ACCUSATIVE[self.kind]

    @property
    def line_title(self) -> str:
        """In a list whose heading names the kind already."""
        return self.risk.direction.title if self.risk else self.title

    @property
    def short_title(self) -> str:
        """For a column or a queue."""
        if self.kind == "antirisk":
            return f"АРП {quoted(self.risk.direction.short_title)}"
        if self.kind == "evidence":
            return f"Подтверждающие документы {quoted(self.risk.direction.short_title)}, {self.window.title}"
        return self.title


def concept_places(risks: Iterable[SchoolRisk]) -> list[Place]:
    """Concept, mid-term programme, one anti-risk programme per activated direction."""
    active = [risk for risk in risks if risk.activated_at]
    return [Place("concept"), Place("midterm"), *(Place("antirisk", risk) for risk in active)]


def evidence_places(risks: Iterable[SchoolRisk], windows: Sequence[EvidenceWindow]) -> list[Place]:
    """Evidence for each activated direction in each window."""
    return [Place("evidence", risk, window) for window in windows for risk in risks if risk.activated_at]


def place_of(document: Document) -> Place:
    """Where a document stands in the kit."""
    return Place(document.kind, document.risk, document.window)


def is_owed(thing: Document | Place) -> bool:
    """False while its direction is closed: what stands there is kept and seen, and nobody has to do anything."""
    return thing.risk is None or thing.risk.activated_at is not None


def by_place(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Documents by the key of their place; evidence may be several."""
    found: dict[str, list[Document]] = {}
    for document in documents:
        found.setdefault(place_of(document).key, []).append(document)
    return found

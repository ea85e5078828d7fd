"""What an order states, frozen: the data behind the paper, kept with the order as JSON."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self, TypedDict

from pydantic import TypeAdapter

from app.papers.russian import ordinal_genitive
from app.region import UNNAMED, Region


@dataclass(frozen=True)
class Registration:
    """The number and the day of signing; both arrive after the signature (domain.md, "Ten things", 10)."""

    number: str
    signed_on: date


@dataclass(frozen=True)
class Inflected:
    """A person as a sentence names them, «заместителя … Фамилию И. О.», in the forms that somebody has confirmed."""

    nom: str = ""
    gen: str = ""
    dat: str = ""
    acc: str = ""

    @property
    def confirmed(self) -> bool:
        return bool(self.gen and self.dat and self.acc)


@dataclass(frozen=True)
class Signatory:
    """Who signs: the position line by line as on paper, then «И. О. Фамилия»."""

    position_lines: tuple[str, ...]
    name: str
    forms: Inflected = Inflected()


@dataclass(frozen=True)
class Controller:
    """Who answers for the execution, in the accusative: «заместителя …», «Фамилию И. О.»."""

    position_acc: str
    name_acc: str
    forms: Inflected = Inflected()


@dataclass(frozen=True)
class Basis:
    """The letter of the federal coordinator that the preamble cites: a field, never a constant."""

    title: str
    number: str
    signed_on: date


class Officials(TypedDict):
    """What every order is drawn up with: its year, the region, and who signs and controls on the day."""

    year: int
    region: Region
    signatory: Signatory | None
    controller: Controller | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What every order has; a draft may still lack its officials, and the paper then shows a template.

    `region` has the names of the bodies as they were on the day of the paper.
    `preamble` and `points` are a clerk's own words in place of the template's; `left_out` are the municipalities,
    curators and others whose rows the appendix does without.
    """

    title: str
    year: int
    signatory: Signatory | None
    controller: Controller | None
    region: Region = UNNAMED
    registration: Registration | None = None
    preamble: str | None = None
    points: tuple[str, ...] | None = None
    left_out: tuple[str, ...] = ()

    def registered(self, number: str, signed_on: date) -> Self:
        return replace(self, registration=Registration(number, signed_on))

    def to_json(self) -> str:
        return TypeAdapter(type(self)).dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str) -> Self:
        return TypeAdapter(cls).validate_json(text)


@dataclass(frozen=True)
class PlanRow:
    number: int
    title: str
    period: str
    executors: str
    indicator: str
    info_support: str


@dataclass(frozen=True, kw_only=True)
class PlanFacts(Facts):
    """O_PLAN: the Plan-grafik of a year."""

    basis: Basis | None
    rows: tuple[PlanRow, ...]


class Zone(StrEnum):
    """The verdict of a stage as a colour (domain.md §5)."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def consulted(self) -> bool:
        """Its schools get «адресные консультации», in the note and in the order alike."""
        return self in (Zone.RED, Zone.GREY)


@dataclass(frozen=True)
class StageRow:
    """One school in a stage; `approved` of `required` documents are confirmed by the curator."""

    municipality: str
    school: str
    activated: int
    approved: int
    required: int
    score_pct: float | None
    zone: Zone
    remarks: str = ""
    fix_by: date | None = None
    because: str = ""

    @property
    def confirmed(self) -> bool:
        return 0 < self.required <= self.approved


@dataclass(frozen=True, kw_only=True)
class StageFacts(Facts):
    """O_STAGE1..3: what a stage of expertise found; shares and counts follow from the rows."""

    stage_no: int
    due_on: date
    webinar_by: date
    rework_by: date
    approve_by: date
    rows: tuple[StageRow, ...]

    @property
    def confirmed(self) -> int:
        return sum(row.confirmed for row in self.rows)

    @property
    def confirmed_pct(self) -> float:
        """Cut down to a tenth and never rounded up: a threshold is not reached by rounding."""
        return self.confirmed * 1000 // len(self.rows) / 10 if self.rows else 0.0

    def count(self, zone: Zone) -> int:
        return sum(row.zone is zone for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class ListFacts(Facts):
    """Every other order or letter: what a clerk types (`days`, `typed`), what the data say, and its tables of strings.

    An empty day or word is a blank on paper, and bars the registration.
    """

    kind: str
    basis: Basis | None = None
    days: dict[str, date | None]
    typed: dict[str, str]
    said: dict[str, str]
    tables: dict[str, tuple[dict[str, str], ...]]


def plan_title(year: int) -> str:
    """The title of order No. 226 of 28.02.2022."""
    return (
        "Об утверждении регионального плана-графика реализации проекта адресной методической помощи («500+») "
        "общеобразовательным организациям, имеющим низкие образовательные результаты обучающихся, "
        f"в {year} году"
    )


def stage_title(stage_no: int, year: int) -> str:
    """The title of domain.md §7.1, O_STAGE1..3, with the year as in the other orders."""
    return (
        f"Об итогах {ordinal_genitive(stage_no)} этапа мониторинга (экспертизы документов) проекта «500+» в {year} году"
    )

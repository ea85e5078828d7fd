"""The plan of a year as plain rows: items with their days, executors, reports and proofs; verbs load the tables' own.

A page, an export and «на дату» read these; they are kept until the journal goes on (app/journal/kept.py).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import bindparam, select

from app.archive.models import Blob
from app.directory.models import Municipality, Person
from app.documents.links import Link
from app.journal.kept import kept
from app.kernel.places import Regional
from app.kernel.reads import Read
from app.kernel.words import day, moment
from app.plan.execution.models import PlanReopening, Proof
from app.plan.models import Confirmation, Execution, PlanExecutor, PlanItem, PlanWindow
from app.year.cycle.rows import OfYear


class Window(NamedTuple):
    """A period of an item; without a start it is a deadline only."""

    item_id: int
    starts_on: date | None
    ends_on: date


class Executor(NamedTuple):
    """An executor of an item by its code."""

    item_id: int
    code: str


class Shown(NamedTuple):
    """A proof as a page shows it: `size` is that of a file, in bytes; without a report it waits to go with one."""

    id: int
    item_id: int
    execution_id: int | None
    part: str
    kind: str
    title: str
    url: str | None
    order_id: int | None
    event_id: int | None
    added_at: datetime
    size: int | None

    @property
    def link(self) -> Link | None:
        """The link, when it is one."""
        return Link(self.url) if self.url else None


class Called(NamedTuple):
    """Whoever or whatever has a name."""

    id: int
    name: str


class Answer(NamedTuple):
    """What the Department said of a report."""

    verdict: str
    remark: str
    unmet: str
    answered_at: datetime
    answered_by: Called

    @property
    def answered_by_id(self) -> int:
        """Whose word it is."""
        return self.answered_by.id


class TakenBack(NamedTuple):
    """A confirmation that the Department has taken back."""

    reason: str
    reopened_at: datetime
    reopened_by: Called


class Heading(NamedTuple):
    """An item as others call it."""

    number: int
    key: str
    title: str


@dataclass(frozen=True)
class Report:
    """The executor says that the item, or the own part of it, is done; as `Execution`."""

    id: int
    item_id: int
    item: Heading
    executed_by: Called
    executed_at: datetime
    recorded_at: datetime
    interim: bool
    whole: bool
    municipality: Called | None
    note: str
    confirmation: Answer | None
    reopening: TakenBack | None
    proofs: tuple[Shown, ...] = ()

    @property
    def executed_by_id(self) -> int:
        """Who reported."""
        return self.executed_by.id

    @property
    def municipality_id(self) -> int | None:
        """Whose part it is, when it is that of a municipality."""
        return self.municipality.id if self.municipality else None

    @property
    def remark(self) -> str:
        """What the Department asked to mend: with a return, or with a confirmation taken back."""
        if self.reopening:
            return self.reopening.reason
        return self.confirmation.remark if self.confirmation else ""

    @property
    def said(self) -> str:
        """«Мероприятие № 7 исполнено 09.02.2022, записано 12.02.2022 в 10:00»."""
        what = f"мероприятие №\u00a0{self.item.number} исполнено {day(self.executed_at)}"
        return f"{what}, записано {moment(self.recorded_at)}"


@dataclass(frozen=True)
class Item(Regional):
    """One of the 32 rows of the План-график, with all that was said of it; as `PlanItem`."""

    id: int
    number: int
    key: str
    title: str
    period_text: str
    kind: str
    executors_text: str
    indicator_text: str
    threshold_pct: int | None
    info_support: str
    state: str
    windows: tuple[Window, ...] = ()
    executors: tuple[Executor, ...] = ()
    executions: tuple[Report, ...] = ()
    parts: tuple[Report, ...] = ()
    waiting: tuple[Shown, ...] = ()


AnyItem = PlanItem | Item
AnyReport = Execution | Report
Of = TypeVar("Of", Window, Executor, Shown, Report)
_OWN = PlanItem.cycle_id == bindparam("cycle_id")


def _report(
    id_: int,
    item_id: int,
    executed_at: datetime,
    recorded_at: datetime,
    interim: bool,
    whole: bool,
    note: str,
    *row: Any,  # the item, who and where, the answer, and how it was taken back
) -> Report:
    said, taken = row[7:13], row[13:]
    return Report(
        id_,
        item_id,
        Heading(*row[:3]),
        Called(*row[3:5]),
        executed_at,
        recorded_at,
        interim,
        whole,
        Called(*row[5:7]) if row[5] else None,
        note,
        Answer(said[0], said[1], said[2], said[3], Called(*said[4:])) if said[0] else None,
        TakenBack(taken[0], taken[1], Called(*taken[2:])) if taken[0] else None,
    )


_answerer, _reopener = Person.__table__.alias(), Person.__table__.alias()
ITEMS = Read(
    Item,
    select(PlanItem.id, PlanItem.number, PlanItem.key, PlanItem.title, PlanItem.period_text, PlanItem.kind)
    .add_columns(PlanItem.executors_text, PlanItem.indicator_text, PlanItem.threshold_pct, PlanItem.info_support)
    .add_columns(PlanItem.state)
    .where(_OWN)
    .order_by(PlanItem.number),
)
WINDOWS = Read(
    Window,
    select(PlanWindow.item_id, PlanWindow.starts_on, PlanWindow.ends_on)
    .join(PlanItem, PlanItem.id == PlanWindow.item_id)
    .where(_OWN)
    .order_by(PlanWindow.item_id, PlanWindow.ends_on),
)
EXECUTORS = Read(
    Executor,
    select(PlanExecutor.item_id, PlanExecutor.code)
    .join(PlanItem, PlanItem.id == PlanExecutor.item_id)
    .where(_OWN)
    .order_by(PlanExecutor.item_id, PlanExecutor.position),
)
REPORTS = Read(
    _report,
    select(Execution.id, Execution.item_id, Execution.executed_at, Execution.recorded_at, Execution.interim)
    .add_columns(Execution.whole, Execution.note, PlanItem.number, PlanItem.key, PlanItem.title)
    .add_columns(Person.id, Person.name, Municipality.id, Municipality.name)
    .add_columns(Confirmation.verdict, Confirmation.remark, Confirmation.unmet, Confirmation.answered_at)
    .add_columns(_answerer.c.id, _answerer.c.name)
    .add_columns(PlanReopening.reason, PlanReopening.reopened_at, _reopener.c.id, _reopener.c.name)
    .join(PlanItem, PlanItem.id == Execution.item_id)
    .join(Person, Person.id == Execution.executed_by_id)
    .outerjoin(Municipality, Municipality.id == Execution.municipality_id)
    .outerjoin(Confirmation, Confirmation.execution_id == Execution.id)
    .outerjoin(_answerer, _answerer.c.id == Confirmation.answered_by_id)
    .outerjoin(PlanReopening, PlanReopening.execution_id == Execution.id)
    .outerjoin(_reopener, _reopener.c.id == PlanReopening.reopened_by_id)
    .where(_OWN)
    .order_by(Execution.item_id, Execution.id),
)
PROOFS = Read(
    Shown,
    select(Proof.id, Proof.item_id, Proof.execution_id, Proof.part, Proof.kind, Proof.title, Proof.url)
    .add_columns(Proof.order_id, Proof.event_id, Proof.added_at, Blob.size)
    .join(PlanItem, PlanItem.id == Proof.item_id)
    .outerjoin(Blob, Blob.id == Proof.blob_id)
    .where(_OWN, Proof.removed_at.is_(None))
    .order_by(Proof.item_id, Proof.id),
)


def items_of(cycle: OfYear) -> tuple[Item, ...]:
    """The items of the plan, by number."""
    return kept("plan", (cycle.id,), lambda: _items(cycle.id))


def _items(cycle_id: int) -> tuple[Item, ...]:
    windows, executors = _by_item(WINDOWS.all(cycle_id=cycle_id)), _by_item(EXECUTORS.all(cycle_id=cycle_id))
    reports, proofs = _by_item(REPORTS.all(cycle_id=cycle_id)), _by_item(PROOFS.all(cycle_id=cycle_id))
    found = []
    for item in ITEMS.all(cycle_id=cycle_id):
        shown = proofs.get(item.id, ())
        own = [
            replace(one, proofs=tuple(proof for proof in shown if proof.execution_id == one.id))
            for one in reports.get(item.id, ())
        ]
        found.append(
            replace(
                item,
                windows=windows.get(item.id, ()),
                executors=executors.get(item.id, ()),
                executions=tuple(one for one in own if one.whole),
                parts=tuple(one for one in own if not one.whole),
                waiting=tuple(proof for proof in shown if proof.execution_id is None),
            )
        )
    return tuple(found)


def _by_item(rows: Iterable[Of]) -> dict[int, tuple[Of, ...]]:
    found: dict[int, list[Of]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return {key: tuple(own) for key, own in found.items()}

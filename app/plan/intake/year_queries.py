"""Reads of a year that is being prepared: its days, and what in its plan is to be looked at."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Select, func, select

from app.directory.models import Grant, Person
from app.directory.queries import in_force
from app.documents.models import Document
from app.extensions import db
from app.kernel.words import pluralize
from app.plan.intake.queries import approved_file, year_of
from app.plan.intake.shifting import UNDATED, WHOLE_MONTHS, leapt, off
from app.plan.items import Item, items_of
from app.plan.models import PlanItem
from app.plan.queries import awaiting
from app.plan.words import executors
from app.roles import Role
from app.year.cycle.models import Cycle, Deadline, EvidenceWindow, Monitoring, Participation, Stage

Dated = Deadline | EvidenceWindow | Stage | Monitoring
# Table → which of its columns are days, and how its rows are told apart.
DATED: dict[str, tuple[type[Dated], tuple[str, ...], str]] = {
    "deadline": (Deadline, ("due_on",), "key"),
    "window": (EvidenceWindow, ("opens_on", "closes_on"), "number"),
    "round": (Stage, ("opens_on", "due_on"), "number"),
    "monitoring": (Monitoring, ("on",), "number"),
}


@dataclass(frozen=True)
class Day:
    """A day of the year: which row and column it stands in, and what is to be noticed about it."""

    table: str
    row: Dated
    column: str
    before: date | None

    @property
    def name(self) -> str:
        """The name of its field in the form."""
        return f"{self.table}-{self.row.id}-{self.column}"

    @property
    def on(self) -> date:
        """The day itself."""
        return getattr(self.row, self.column)

    @property
    def remarks(self) -> list[str]:
        """A day off; a 29 February that is not there."""
        return [said for said in (off(self.on), leapt(self.before, self.on)) if said]


def days_of(cycle: Cycle) -> list[Day]:
    """Every day of the year with the one that it came from."""
    before = year_of(cycle.year - 1)
    old = {place: on for place, _, _, on in _days(before)} if before else {}
    return [Day(place[0], row, column, old.get(place)) for place, row, column, _ in _days(cycle)]


def _days(cycle: Cycle) -> Iterator[tuple[tuple[str, object, str], Dated, str, date]]:
    for table, (model, columns, key) in DATED.items():
        found: Select[Dated] = select(model)
        for row in db.session.scalars(found.where(model.cycle_id == cycle.id).order_by(model.id)):
            for column in columns:
                yield (table, getattr(row, key), column), row, column, getattr(row, column)


def plan_of(cycle: Cycle) -> list[tuple[PlanItem, list[str]]]:
    """The items with what is to be looked at in each; those with nothing to say have an empty list."""
    before = year_of(cycle.year - 1)
    old = {item.number: item for item in _items(before)} if before and approved_file(cycle) is None else {}
    return [(item, _remarks(item, old.get(item.number))) for item in _items(cycle)]


def _items(cycle: Cycle) -> Sequence[PlanItem]:
    return db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle.id).order_by(PlanItem.number)).all()


def _remarks(item: PlanItem, before: PlanItem | None) -> list[str]:
    remarks = ["Дней нет: проверьте, что границы верны."] if item.kind in UNDATED else []
    old = [day for window in before.windows for day in (window.starts_on, window.ends_on)] if before else []
    for at, day in enumerate(day for window in item.windows for day in (window.starts_on, window.ends_on)):
        if day and item.kind not in WHOLE_MONTHS:
            remarks += [said for said in (off(day), leapt(old[at] if at < len(old) else None, day)) if said]
    if before and "http" in item.info_support:
        remarks.append("Ссылка осталась от\u00a0прошлого года.")
    if before and item.title != before.title:
        remarks.append("В\u00a0названии заменён год.")
    if before and item.indicator_text != before.indicator_text:
        remarks.append("В\u00a0показателе заменён год.")
    return list(dict.fromkeys(remarks))


class Left(NamedTuple):
    """What a year is left with: how much of what, and with whom."""

    said: str
    whose: tuple[str, ...] = ()


def unfinished(cycle: Cycle, today: date) -> list[Left]:
    """What the year would be left with: items, reports and documents that wait for somebody, by person."""
    done = ("confirmed", "cancelled")
    items = Counter(_answers(item) for item in items_of(cycle) if item.state not in done)
    papers = Counter({name or "без куратора": many for name, many in db.session.execute(_waiting_for(cycle, today))})
    found = (
        (items, "не\u00a0исполнено и\u00a0не\u00a0подтверждено", ("мероприятие", "мероприятия", "мероприятий")),
        (Counter({"": len(awaiting(cycle))}), "ждут ответа Департамента", ("отчёт", "отчёта", "отчётов")),
        (papers, "ждут куратора", ("документ", "документа", "документов")),
    )
    return [
        Left(f"{said}: {pluralize(many.total(), *words)}", _by_whom(many))
        for many, said, words in found
        if many.total()
    ]


def _answers(item: Item) -> str:
    """The first of the executors, who answers for the item."""
    return executors(item).partition(", ")[0]


def _by_whom(many: Counter[str]) -> tuple[str, ...]:
    return tuple(f"{who}: {own}" for who, own in sorted(many.items()) if who)


def _waiting_for(cycle: Cycle, today: date) -> Select[str | None, int]:
    """The documents that were sent and not decided, by the curator of their school."""
    curators = (
        select(Grant.school_id, func.min(Person.name).label("name"))
        .join(Grant.person)
        .where(Grant.role == Role.CURATOR, in_force(today), Grant.ended_at.is_(None), Grant.stands_for_id.is_(None))
    )
    curator = curators.group_by(Grant.school_id).subquery()
    return (
        select(curator.c.name, func.count(Document.id))
        .join(Participation, Participation.id == Document.participation_id)
        .outerjoin(curator, curator.c.school_id == Participation.school_id)
        .where(Participation.cycle_id == cycle.id, Document.state == "submitted")
        .group_by(curator.c.name)
    )

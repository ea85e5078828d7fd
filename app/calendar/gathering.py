"""The days of one person: of the year, of the own school, of the own items of the plan, of the events.

A few statements, whatever the number of days. Nothing confidential: no school, no name, no state of a document.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple

from flask import current_app
from sqlalchemy import BindParameter, bindparam, select

from app.calendar.entries import Entry, Moves, in_order
from app.journal.kept import kept
from app.kernel.reads import Read
from app.permissions import Actor, can
from app.plan.amendments.models import AmendmentOrder, PlanAmendment
from app.plan.execution.told import told
from app.plan.items import Window, items_of
from app.plan.registers.models import ProjectEvent
from app.plan.registers.words import EVENTS
from app.roles import Role
from app.year.cycle.models import (
    Cycle,
    DayMove,
    Deadline,
    EvidenceWindow,
    LatePermission,
    Monitoring,
    Participation,
    Stage,
    StageChange,
)
from app.year.cycle.queries import current_cycle

LONGEST = 90  # letters of a title of the plan
LONG = timedelta(days=31)


class _Dated(NamedTuple):
    """A row with a title and a day."""

    id: int
    title: str
    on: date


class _Months(NamedTuple):
    """A window of evidence."""

    id: int
    title: str
    opens_on: date
    closes_on: date


class _Stage(NamedTuple):
    """A stage of expertise."""

    id: int
    number: int
    due_on: date
    publish_on: date | None


class _Monitoring(NamedTuple):
    """A monitoring of the plan."""

    id: int
    number: int
    on: date
    threshold_pct: int


class _Event(NamedTuple):
    """An event of the register."""

    id: int
    kind: str
    title: str
    on: date
    recorded_at: datetime
    voided_at: datetime | None


class _Changed(NamedTuple):
    """What somebody changed about a stage."""

    stage_id: int
    after: dict[str, object]
    changed_at: datetime


_OF_YEAR: BindParameter[int] = bindparam("cycle_id")
DEADLINES = Read(
    _Dated, select(Deadline.id, Deadline.title, Deadline.due_on.label("on")).where(Deadline.cycle_id == _OF_YEAR)
)
WINDOWS = Read(
    _Months,
    select(EvidenceWindow.id, EvidenceWindow.title, EvidenceWindow.opens_on, EvidenceWindow.closes_on).where(
        EvidenceWindow.cycle_id == _OF_YEAR
    ),
)
STAGES = Read(_Stage, select(Stage.id, Stage.number, Stage.due_on, Stage.publish_on).where(Stage.cycle_id == _OF_YEAR))
MONITORINGS = Read(
    _Monitoring,
    select(Monitoring.id, Monitoring.number, Monitoring.on, Monitoring.threshold_pct).where(
        Monitoring.cycle_id == _OF_YEAR
    ),
)
HELD = Read(
    _Event,
    select(ProjectEvent.id, ProjectEvent.kind, ProjectEvent.title, ProjectEvent.on.label("on"))
    .add_columns(ProjectEvent.recorded_at, ProjectEvent.voided_at)
    .where(ProjectEvent.cycle_id == _OF_YEAR),
)
MOVED = Read(
    lambda day, at: (day, at),
    select(DayMove.day, DayMove.moved_at).where(DayMove.cycle_id == _OF_YEAR),
)
CHANGED = Read(
    _Changed,
    select(StageChange.stage_id, StageChange.after, StageChange.changed_at)
    .join(Stage, Stage.id == StageChange.stage_id)
    .where(Stage.cycle_id == _OF_YEAR),
)
AMENDED = Read(
    lambda item_id, at: (item_id, at),
    select(PlanAmendment.item_id, AmendmentOrder.recorded_at).join(
        AmendmentOrder, AmendmentOrder.amendment_id == PlanAmendment.id
    ),
)
PERMITTED = Read(
    _Dated,
    select(LatePermission.id, EvidenceWindow.title, LatePermission.until_on.label("on"))
    .join(EvidenceWindow, EvidenceWindow.id == LatePermission.window_id)
    .join(Participation, Participation.id == LatePermission.participation_id)
    .where(EvidenceWindow.cycle_id == _OF_YEAR)
    .where(Participation.school_id.in_(bindparam("schools", expanding=True))),
)


def entries_of(actor: Actor, today: date) -> list[Entry]:
    """All days of the year that the actor is told of, in order; nothing for whoever holds no role."""
    if not actor.grants:
        return []
    cycle = current_cycle()
    moves = kept("moves of the calendar", (cycle.id,), lambda: _moves(cycle))
    found = [*_of_year(cycle, moves), *_of_expertise(cycle, moves, actor), *_events(cycle, actor)]
    found += _permissions(cycle, actor)
    if can(actor, "monitoring.view"):
        found += _monitorings(cycle, moves)
    if can(actor, "plan.report"):
        found += _items(cycle, actor, today)
    return in_order(found)


def _moves(cycle: Cycle) -> Moves:
    known = list(MOVED.all(cycle_id=cycle.id))
    for change in CHANGED.all(cycle_id=cycle.id):
        known += [(f"round-{change.stage_id}-{column}", change.changed_at) for column in change.after]
    return Moves(known)


def _path(endpoint: str, **values: object) -> str:
    return current_app.url_map.bind("").build(endpoint, values)


def _day(key: str, title: str, on: date, path: str, moves: Moves) -> Entry:
    return Entry(key, title, on, on, path, *moves.of(key))


def _of_year(cycle: Cycle, moves: Moves) -> Iterator[Entry]:
    home = _path("home.now")
    for one in DEADLINES.all(cycle_id=cycle.id):
        yield _day(f"deadline-{one.id}-due_on", one.title, one.on, home, moves)
    for window in WINDOWS.all(cycle_id=cycle.id):
        named = f"подтверждающие документы, {window.title}"
        yield _day(f"window-{window.id}-opens_on", f"Открывается приём: {named}", window.opens_on, home, moves)
        yield _day(f"window-{window.id}-closes_on", f"Последний день: {named}", window.closes_on, home, moves)


def _of_expertise(cycle: Cycle, moves: Moves, actor: Actor) -> Iterator[Entry]:
    """The last day of a stage is for everybody, the planned publication for those who lead it."""
    inside = can(actor, "stage.view")
    for stage in STAGES.all(cycle_id=cycle.id):
        path = _path("expertise.stage", stage_id=stage.id) if inside else _path("home.now")
        named = f"Экспертиза, {stage.number}-й\u00a0этап"
        yield _day(f"round-{stage.id}-due_on", f"{named}: последний день", stage.due_on, path, moves)
        if inside and stage.publish_on:
            yield _day(f"round-{stage.id}-publish_on", f"{named}: публикация", stage.publish_on, path, moves)


def _monitorings(cycle: Cycle, moves: Moves) -> Iterator[Entry]:
    path = _path("monitorings.every")
    for one in MONITORINGS.all(cycle_id=cycle.id):
        title = f"Мониторинг плана №\u00a0{one.number}: порог {one.threshold_pct}\u00a0%"
        yield _day(f"monitoring-{one.id}-on", title, one.on, path, moves)


def _events(cycle: Cycle, actor: Actor) -> Iterator[Entry]:
    """A struck one stays, cancelled: it may stand in somebody's telephone already."""
    inside = can(actor, "register.view")
    elsewhere = _path("register_events.present" if can(actor, "attendance.mark") else "home.now")
    for one in HELD.all(cycle_id=cycle.id):
        path = _path("register_events.one", event_id=one.id) if inside else elsewhere
        struck = one.voided_at is not None
        kind = EVENTS[one.kind]
        title = one.title if one.title.startswith(kind) else f"{kind}: {one.title}"
        yield Entry(
            f"event-{one.id}", title, one.on, one.on, path, int(struck), one.voided_at or one.recorded_at, struck
        )


def _permissions(cycle: Cycle, actor: Actor) -> Iterator[Entry]:
    """To what day the own school may still show evidence of a closed window."""
    schools = tuple(one.school_id for one in actor.grants if one.role == Role.SCHOOL and one.school_id)
    for one in PERMITTED.all(cycle_id=cycle.id, schools=schools) if schools else ():
        title = f"Последний день по\u00a0разрешению: подтверждающие документы, {one.title}"
        yield Entry(f"late-{one.id}", title, one.on, one.on, _path("home.now"))


def _items(cycle: Cycle, actor: Actor, today: date) -> Iterator[Entry]:
    """The own items of the plan; a run of days as such a run, whatever else by its last day."""
    own, moves = told(actor, today).own, kept("amended items", (), _amended)
    for item in items_of(cycle):
        if not any(one.code in own for one in item.executors):
            continue
        title = f"Пункт плана №\u00a0{item.number}: {shortened(item.title)}"
        path, cancelled = _path("plan.item", number=item.number), item.state == "cancelled"
        for place, window in enumerate(item.windows, 1):
            key = f"item-{cycle.year}-{item.number}-{place}"
            yield Entry(key, title, _first(item.kind, window), window.ends_on, path, *moves.of(str(item.id)), cancelled)


def _amended() -> Moves:
    return Moves((str(item), at) for item, at in AMENDED.all())


def _first(kind: str, window: Window) -> date:
    """A run of days begins where it begins; one of months would be a stripe over all of them."""
    run = kind == "range" and window.starts_on is not None and window.ends_on - window.starts_on < LONG
    return window.starts_on if run and window.starts_on else window.ends_on


def shortened(title: str) -> str:
    """The first words of a long title, cut between two words."""
    if len(title) <= LONGEST:
        return title
    return title[:LONGEST].rsplit(" ", 1)[0].rstrip(",;:–-") + "…"

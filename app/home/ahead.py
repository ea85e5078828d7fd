"""What comes next in the year: its single days, windows, stages of expertise and monitorings."""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, String, bindparam, cast, literal, select, union_all

from app.expertise.stage_rows import StageRow
from app.kernel.reads import Read
from app.year.cycle.models import EvidenceWindow, Monitoring, Stage
from app.year.cycle.rows import Year

SHOWN = 4


class Coming(NamedTuple):
    """A day that comes, and what it is."""

    on: date
    title: str


class _Row(NamedTuple):
    on: date
    kind: str
    title: str


WORDS = {
    "opens": "Откроется окно подтверждающих документов, {}",
    "closes": "Подтверждающие документы, {}",
    "stage": "Экспертиза, {}-й\u00a0этап",
    "monitoring": "Мониторинг плана, {}-й",
}


def _days(kind: str, on: Any, name: Any, model: type[EvidenceWindow | Stage | Monitoring]) -> Select[Any]:
    row = select(on.label("on"), literal(kind, String).label("kind"), cast(name, String).label("title"))
    return row.where(model.cycle_id == bindparam("cycle_id"), on >= bindparam("today"))


COMING = Read(
    _Row,
    union_all(
        _days("opens", EvidenceWindow.opens_on, EvidenceWindow.title, EvidenceWindow),
        _days("closes", EvidenceWindow.closes_on, EvidenceWindow.title, EvidenceWindow),
        _days("stage", Stage.due_on, Stage.number, Stage),
        _days("monitoring", Monitoring.on, Monitoring.number, Monitoring),
    ),
)


def coming(year: Year, today: date) -> list[Coming]:
    """The nearest days from today on, whatever they are; one statement."""
    rows = COMING.all(cycle_id=year.id, today=today)
    return _nearest(year, today, [Coming(row.on, WORDS[row.kind].format(row.title)) for row in rows])


def coming_to_reviewers(year: Year, stages: Sequence[StageRow], today: date) -> list[Coming]:
    """The same for whoever examines: the single days and the stages, which are known already."""
    days = [Coming(one.due_on, WORDS["stage"].format(one.number)) for one in stages if one.due_on >= today]
    told = [
        Coming(one.publish_on, f"Школы увидят результаты {one.number}-го\u00a0этапа")
        for one in stages
        if one.publish_on and one.publish_on >= today
    ]
    return _nearest(year, today, [*days, *told])


def _nearest(year: Year, today: date, others: list[Coming]) -> list[Coming]:
    own = [Coming(one.due_on, one.title) for one in year.days.values() if one.due_on >= today]
    return sorted([*own, *others])[:SHOWN]

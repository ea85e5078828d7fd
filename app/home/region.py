"""What waits for the Department beside the plan: papers without a number, monitorings, schools without a profile."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from flask import url_for
from sqlalchemy import bindparam, select

from app.directory.models import School
from app.home.acts import Act, Block
from app.kernel.quotes import quoted
from app.kernel.reader import current_user
from app.kernel.reads import Read
from app.orders.models import OPEN, Order
from app.permissions import can
from app.plan.models import Snapshot
from app.year.cycle.models import Monitoring, Participation, SchoolRisk
from app.year.cycle.rows import Year


class _Paper(NamedTuple):
    id: int
    series: str
    title: str
    state: str


class _Monitoring(NamedTuple):
    id: int
    number: int
    on: date
    threshold_pct: int


class _School(NamedTuple):
    id: int
    short_name: str


PAPERS = Read(
    _Paper,
    select(Order.id, Order.series, Order.title, Order.state)
    .where(Order.cycle_id == bindparam("cycle_id"), Order.state.in_(OPEN))
    .order_by(Order.id),
)
UNTAKEN = Read(
    _Monitoring,
    select(Monitoring.id, Monitoring.number, Monitoring.on, Monitoring.threshold_pct)
    .where(Monitoring.cycle_id == bindparam("cycle_id"), Monitoring.on <= bindparam("today"))
    .where(~select(Snapshot.id).where(Snapshot.monitoring_id == Monitoring.id).correlate(Monitoring).exists())
    .order_by(Monitoring.on),
)
BLANK = Read(
    _School,
    select(Participation.id, School.short_name)
    .join(School, School.id == Participation.school_id)
    .where(Participation.cycle_id == bindparam("cycle_id"), Participation.left_on.is_(None))
    .where(~select(SchoolRisk.id).where(SchoolRisk.participation_id == Participation.id).exists())
    .order_by(School.short_name, Participation.id),
)
NAMED = 5  # schools; the others are counted


def of_region(year: Year, today: date) -> Iterator[Block]:
    """Three statements whatever their number."""
    if can(current_user, "order.register") and (papers := PAPERS.all(cycle_id=year.id)):
        yield Block("papers", "Приказы и\u00a0письма без\u00a0номера", [_paper(one) for one in papers])
    if can(current_user, "monitoring.take") and (due := UNTAKEN.all(cycle_id=year.id, today=today)):
        yield Block("monitorings", "Мониторинг плана", [_monitoring(one) for one in due])
    if can(current_user, "profile.upload") and (blank := BLANK.all(cycle_id=year.id)):
        by, listing = year.days["risk_profile"].due_on, ("Все профили", url_for("profile.register"))
        acts, more = [_blank(one, by) for one in blank[:NAMED]], listing if len(blank) > NAMED else None
        yield Block("blank", "Школы без\u00a0факторов", acts, more=more, hidden=len(blank) - len(acts))


def _paper(one: _Paper) -> Act:
    thing, url = "письмо" if one.series == "letter" else "приказ", url_for("orders.order", order_id=one.id)
    if one.state == "review":
        return Act(f"Зарегистрируйте {thing} {quoted(one.title)}", "Подписан или ждёт подписи.", "Открыть", url)
    return Act(f"Закончите {thing} {quoted(one.title)}", "Проект ещё не\u00a0передан на\u00a0подпись.", "Открыть", url)


def _monitoring(one: _Monitoring) -> Act:
    why = f"Порог {one.threshold_pct}\u00a0%. Снимок делается один раз и\u00a0потом не\u00a0меняется."
    url = url_for("monitorings.every")
    return Act(f"Сделайте снимок {one.number}-го\u00a0мониторинга", why, "Открыть мониторинги", url, one.on)


def _blank(one: _School, by: date) -> Act:
    why = f"{one.short_name}: факторов риска в\u00a0программе нет, поэтому направлений тоже."
    url = url_for("profile.one", participation_id=one.id)
    return Act("Внесите рисковый профиль", why, "Открыть профиль", url, by)

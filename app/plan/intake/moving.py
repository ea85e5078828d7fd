"""A day of the opened year moves with its reason (T3): every page reads the row, so what depends on it follows."""

from datetime import date, datetime

from app.expertise.queries import frozen
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.kernel.words import day as said
from app.permissions import Actor, ensure_can
from app.plan.intake.words import DAYS
from app.plan.intake.year_queries import Day
from app.refusals import Refusal, refuse_if
from app.year.cycle.models import Cycle, DayMove, EvidenceWindow, Stage
from app.year.cycle.queries import stages_of
from app.year.cycle.stage_days import Wish, refusal

NOT_OPENED = Refusal("not_opened", "Год ещё готовится: его дни меняются все вместе на\u00a0странице года.")
NO_REASON = Refusal("reason", "Напишите причину: её увидят школы, и\u00a0она останется в\u00a0журнале.")
SAME = Refusal("same", "Это тот же день. Укажите новый.")
FROZEN = Refusal("frozen", "Набор этого этапа уже зафиксирован, его день больше не\u00a0переносится.")


def move_day(cycle: Cycle, day: Day, on: date, reason: str, actor: Actor, now: datetime) -> DayMove:
    """Put the day on another one; the journal and a row keep what it was, why, and who decided."""
    ensure_can(actor, "deadline.move")
    refuse_if(_refusal(cycle, day, on, reason, local(now).date()))
    move = DayMove(
        cycle_id=cycle.id,
        day=day.name,
        title=DAYS[day.table](day),
        was=day.on,
        became=on,
        reason=reason,
        moved_by_id=actor.person_id,
        moved_at=now,
    )
    setattr(day.row, day.column, on)
    db.session.add(move)
    db.session.flush()
    record("day:moved", move, actor, now, day=day.name, was=move.was.isoformat(), became=on.isoformat(), reason=reason)
    return move


def _refusal(cycle: Cycle, day: Day, on: date, reason: str, today: date) -> Refusal | None:
    if not cycle.opened:
        return NOT_OPENED
    if not reason:
        return NO_REASON
    if on == day.on:
        return SAME
    if abs(on.year - cycle.year) > 1:
        return Refusal("far", f"Это день не\u00a0{cycle.year} года: он слишком далеко.")
    if isinstance(day.row, Stage) and frozen(day.row):
        return FROZEN
    return _turned(day, on) or _of_stage(day, on, today)


def _turned(day: Day, on: date) -> Refusal | None:
    """Why a window or a stage would end before it begins."""
    match day.row:
        case EvidenceWindow() as window if day.column == "opens_on" and on > window.closes_on:
            return Refusal("turned", f"Окно закрывается {said(window.closes_on)}: начало не\u00a0может быть позже.")
        case EvidenceWindow() as window if day.column == "closes_on" and on < window.opens_on:
            return Refusal("turned", f"Окно открывается {said(window.opens_on)}: конец не\u00a0может быть раньше.")
        case Stage() as stage if day.column == "opens_on" and on > stage.due_on:
            return Refusal("turned", f"Последний день этапа {said(stage.due_on)}: начало не\u00a0может быть позже.")
        case Stage() as stage if day.column == "due_on" and on < stage.opens_on:
            return Refusal("turned", f"Этап начинается {said(stage.opens_on)}: конец не\u00a0может быть раньше.")
    return None


def _of_stage(day: Day, on: date, today: date) -> Refusal | None:
    """Why a stage can't have this day beside the others; how it may run beside one is written on its own page."""
    stage = day.row
    if not isinstance(stage, Stage) or day.column not in ("opens_on", "due_on"):
        return None
    days = {"opens_on": stage.opens_on, "due_on": stage.due_on, day.column: on}
    wish = Wish(**days, grace_days=stage.grace_days, out_of_order=stage.out_of_order)
    refused = refusal(stage, wish, stages_of(stage.cycle), False, today)
    if refused and refused.code == "overlap":
        return Refusal("overlap", f"{refused.sentence} Это делают на\u00a0странице этапа.")
    return refused

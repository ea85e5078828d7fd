"""The page of an event: who was present, by a list, from a table, or by a code that those present type."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.taking import named, take_only
from app.directory.queries import within_reach
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.permissions import can
from app.plan.registers import queries, services
from app.plan.registers.lists import NOT_READ, Reading, cells_of, read_lines
from app.plan.registers.models import ProjectEvent
from app.plan.registers.words import EVENTS, OF_TOWNS, PARTS, SOURCES
from app.refusals import Refused
from app.year.cycle.queries import current_cycle

bp = Blueprint("register_events", __name__)
PAGE, MARK = "plan/registers/event.html", "plan/registers/mark.html"
ABSENT = "absent"


@bp.get("/events/<int:event_id>")
@access("register.view")
def one(event_id: int) -> ResponseReturnValue:
    """The event and its list."""
    return _page(_event(event_id))


def _event(event_id: int) -> ProjectEvent:
    """An event belongs to no school: whoever sees the register sees all of its events, and of its list the own."""
    return db.session.get(ProjectEvent, event_id) or abort(404)


def _page(
    event: ProjectEvent, status: int = 200, reading: Reading | None = None, typed: str = "", error: str = ""
) -> tuple[str, int]:
    roll = queries.present(event, within_reach(current_user, "register.view"))
    context = {
        "event": event,
        "groups": (
            ("Школы", roll.schools),
            ("Кураторы", roll.curators),
            *((("Замещают кураторов", roll.substitutes),) if roll.substitutes else ()),
            ("Региональные координаторы", roll.coordinators),
            *([("От\u00a0муниципалитетов", roll.towns)] if event.kind in OF_TOWNS else []),
        ),
        "may_write": can(current_user, "register.keep") and event.voided_at is None,
        "kinds": EVENTS,
        "parts": PARTS,
        "sources": SOURCES,
        "reading": reading,
        "typed": typed,
        "error": error,
        "seen": max((one.mark.id for one in roll.everybody if one.mark), default=0),
    }
    return render_template(PAGE, **context), status


def _redrawn(act: Callable[[ProjectEvent], ResponseReturnValue]) -> Callable[[int], ResponseReturnValue]:
    """The act on the event with this id; why it was refused is said on its page, with the list as typed."""

    @wraps(act)
    def view(event_id: int) -> ResponseReturnValue:
        event = _event(event_id)
        try:
            return act(event)
        except Refused as refused:
            return _page(event, refused.status, typed=request.form.get("lines", ""), error=refused.sentence)

    return view


@bp.post("/events/<int:event_id>/attendance")
@access("register.keep")
@_redrawn
def mark(event: ProjectEvent) -> ResponseReturnValue:
    """Save the whole list as it was ticked."""
    parts = {one.key: request.form.get(one.key, ABSENT) for one in queries.present(event).everybody}
    parts = {key: part if part in PARTS else ABSENT for key, part in parts.items()}
    source = "table" if request.form.get("source") == "table" else "list"
    seen = row_id(request.form, "seen")
    services.mark(event, parts, source, current_user, clock.now(), seen)
    listed = queries.present(event).everybody
    flash(f"Отмечено: {sum(one.mark is not None for one in listed)} из\u00a0{len(listed)}.")
    return redirect(url_for(".one", event_id=event.id), 303)


@bp.post("/events/<int:event_id>/list")
@access("register.keep", streams=True)
@_redrawn
def read_list(event: ProjectEvent) -> ResponseReturnValue:
    """Read a pasted list or a table into the ticks of the page; nothing is saved before a person has looked."""
    typed = request.form.get("lines", "")
    lines = _cells() if named(request) else typed.splitlines()
    if not any(line.strip() for line in lines):
        return _page(event, 422, error="Вставьте список или выберите файл XLSX.")
    return _page(event, 200, read_lines(lines, queries.present(event).everybody), typed)


def _cells() -> list[str]:
    return cells_of(take_only(request, current_user.person_id, ("xlsx",), NOT_READ).read())


@bp.post("/events/<int:event_id>/code")
@access("register.keep")
@_redrawn
def code(event: ProjectEvent) -> ResponseReturnValue:
    """A code for those present."""
    services.open_code(event, current_user, clock.now())
    flash(f"Код: {event.code}. Покажите его участникам.")
    return redirect(url_for(".one", event_id=event.id), 303)


@bp.get("/present")
@access("attendance.mark")
def present() -> ResponseReturnValue:
    """The page where a school or a curator types the code of an event."""
    return render_template(MARK, typed="", error="")


@bp.post("/present")
@access("attendance.mark", streams=True)
def mark_self() -> ResponseReturnValue:
    """Mark oneself by the code."""
    typed = request.form.get("code", "").strip()
    begin_write()
    event = queries.open_to_mark(typed, current_cycle()) if typed else None
    keys = services.own_keys(event, current_user) if event else []
    if event is None or not keys:
        error = "Такого кода нет. Проверьте его на\u00a0экране ведущего: шесть знаков без пробелов."
        return render_template(MARK, typed=typed, error=error), 422
    services.mark_self(event, keys, current_user, clock.now())
    flash(f"Вы отмечены: {event.title}.")
    return redirect(url_for(".present"), 303)

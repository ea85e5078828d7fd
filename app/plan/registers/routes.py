"""The pages of the registers: one page for each, with its rows and the form of a new one."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.reader import current_user
from app.permissions import PERMISSIONS, can, denial
from app.plan.registers import queries, services
from app.plan.registers.forms import EntryForm, read_entry
from app.plan.registers.table import REGISTERS, Register
from app.plan.registers.words import PARTS, SOURCES
from app.refusals import Refused
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle

bp = Blueprint("registers", __name__)
PAGE = "plan/registers/register.html"


@bp.get("/registers")
@access("register.view")
def first() -> ResponseReturnValue:
    """The register of events."""
    return redirect(url_for(".one", register_key="events"))


@bp.get("/registers/<register_key>")
@access("register.view")
def one(register_key: str) -> ResponseReturnValue:
    """The rows of a register and, for who may write, the form."""
    return _page(_register(register_key))


def _register(key: str) -> Register:
    return REGISTERS.get(key) or abort(404)


def _page(
    register: Register, form: EntryForm | None = None, status: int = 200, struck: int = 0, error: str = ""
) -> tuple[str, int]:
    cycle, may_write = current_cycle(), can(current_user, register.action)
    context = {
        "register": register,
        "registers": REGISTERS,
        "rows": queries.rows(register, cycle, current_user),
        "may_write": may_write,
        "who_writes": PERMISSIONS[register.action].refusal,
        "choices": _choices(register, cycle) if may_write else {},
        "form": form or EntryForm(),
        "struck": struck,
        "error": error,
        "parts": PARTS,
        "sources": SOURCES,
    }
    return render_template(PAGE, **context), status


def _choices(register: Register, cycle: Cycle) -> dict[str, list[tuple[int, str]]]:
    """What may be chosen where a row is about a school, a municipality or a curator."""
    asked = {field.kind for field in register.fields}
    found: dict[str, list[tuple[int, str]]] = {}
    if "school" in asked:
        schools = queries.schools(cycle, current_user, register.action)
        found["school"] = [(one.id, one.school.short_name) for one in schools]
    if "municipality" in asked:
        found["municipality"] = [(one.id, one.name) for one in queries.towns(cycle, current_user, register.action)]
    if "curator" in asked:
        found["curator"] = [(one.id, one.name) for one in queries.curators(cycle, clock.today())]
    return found


@bp.post("/registers/<register_key>")
@access("register.write")
def add(register_key: str) -> ResponseReturnValue:
    """Write a row."""
    register = _register(register_key)
    if denied := denial(current_user, register.action):
        return _page(register, status=422, error=denied.sentence)
    cycle = current_cycle()
    known = {kind: frozenset(number for number, _ in rows) for kind, rows in _choices(register, cycle).items()}
    form = read_entry(register, request.form, known, clock.today())
    if form.errors:
        return _page(register, form, 422)
    entry = services.add(register, cycle, form.values, current_user, clock.now())
    flash("Записано.")
    if register.key == "events":
        return redirect(url_for("register_events.one", event_id=entry.id), 303)
    return redirect(url_for(".one", register_key=register.key), 303)


@bp.post("/registers/<register_key>/<int:entry_id>/striking")
@access("register.write")
def strike(register_key: str, entry_id: int) -> ResponseReturnValue:
    """Strike a mistaken row, with the reason."""
    register = _register(register_key)
    entry = db.session.get(register.model, entry_id)
    if entry is None or entry not in queries.rows(register, current_cycle(), current_user):
        abort(404)
    because = request.form.get("because", "").strip()
    if not because:
        return _page(register, None, 422, entry.id, "Напишите, почему вычёркиваете: причина останется в\u00a0реестре.")
    try:
        services.strike(register, entry, because, current_user, clock.now())
    except Refused as refused:
        return _page(register, None, 422, entry.id, refused.sentence)
    flash("Запись вычеркнута и\u00a0больше не\u00a0считается.")
    return redirect(url_for(".one", register_key=register.key), 303)

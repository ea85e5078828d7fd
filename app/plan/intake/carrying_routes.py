"""The page on which the schools of one year are chosen for the next; curators stay theirs, for roles go by days."""

from typing import NamedTuple

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from app.directory.models import Grant, Municipality, Person, School
from app.directory.queries import in_force
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.numbers import row_ids
from app.kernel.reader import current_user
from app.kernel.reads import Read
from app.kernel.words import pluralize
from app.plan.intake.queries import year_of
from app.roles import Role
from app.year.cycle.models import Cycle, Participation
from app.year.cycle.queries import current_cycle
from app.year.enrolment.services import enrol

bp = Blueprint("carrying", __name__)
PAGE = "plan/intake/schools.html"


class Carried(NamedTuple):
    """A school of the year before: who curates it today, and whether it is in the new year already."""

    school_id: int
    name: str
    town: str
    curator: str | None
    joined: bool


_next = aliased(Participation)
_curators = (
    select(func.min(Person.name))
    .join(Grant, Grant.person_id == Person.id)
    .where(Grant.school_id == School.id, Grant.role == Role.CURATOR, Grant.ended_at.is_(None))
    .where(Grant.stands_for_id.is_(None), in_force(bindparam("day")))
)
LAST_YEARS = Read(
    Carried,
    select(
        School.id.label("school_id"),
        School.short_name.label("name"),
        Municipality.name.label("town"),
        _curators.correlate(School).scalar_subquery().label("curator"),
        select(_next.id)
        .where(_next.school_id == School.id, _next.cycle_id == bindparam("to"), _next.left_on.is_(None))
        .correlate(School)
        .exists()
        .label("joined"),
    )
    .join(Participation, Participation.school_id == School.id)
    .join(Municipality, Municipality.id == School.municipality_id)
    .where(Participation.cycle_id == bindparam("of"), Participation.left_on.is_(None))
    .order_by(Municipality.position, School.short_name, School.id),
)


@bp.get("/plan/years/<int:year>/schools")
@access("year.prepare")
def choose(year: int) -> str:
    """The schools of the year before, those that are in the new one marked."""
    new, old = _years(year)
    return render_template(PAGE, cycle=new, before=old, schools=_of(new, old))


def _years(year: int) -> tuple[Cycle, Cycle | None]:
    """The year that is being filled, and the one before, if the house has lived it; 404 for a year that is over."""
    new = year_of(year)
    if new is None or new.year < current_cycle().year:
        abort(404)
    return new, year_of(year - 1)


def _of(new: Cycle, old: Cycle | None) -> tuple[Carried, ...]:
    return LAST_YEARS.all(of=old.id, to=new.id, day=clock.today()) if old else ()


@bp.post("/plan/years/<int:year>/schools")
@access("year.prepare")
def carry(year: int) -> ResponseReturnValue:
    """Put the ticked ones into the new year; who is there already stays as he is."""
    new, old = _years(year)
    open_to = {one.school_id for one in _of(new, old) if not one.joined}
    chosen = [school for school in row_ids(request.form, "school") if school in open_to]
    for school_id in chosen:
        enrol(new, db.session.get_one(School, school_id), current_user, clock.now())
    many = pluralize(len(chosen), "школа", "школы", "школ")
    done = f"В\u00a0{new.year}\u00a0год перенесено: {many}."
    flash(done if chosen else "Не\u00a0отмечено ни\u00a0одной новой школы.")
    return redirect(url_for(".choose", year=year), 303)

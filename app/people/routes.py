"""The pages of people: the list, a card, and the acts on it."""

from collections.abc import Callable
from functools import wraps

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.choosing import chosen_school, school_choice
from app.directory.models import Grant, Person
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.days import NO_DAY, read_day
from app.kernel.hosts import absolute
from app.kernel.paging import asked
from app.kernel.reader import current_user
from app.people import coming_in, queries, services
from app.people.accounts.services import account_of_person
from app.people.forms import PersonForm, RoleForm, read_person, read_role
from app.people.leave import Leave
from app.people.leave_services import stand_in
from app.permissions import can
from app.refusals import Refused
from app.roles import PLACES, TITLES, Role

bp = Blueprint("people", __name__)
CARD, NEW = "people/person.html", "people/new.html"


@bp.get("/people")
@access("people.view")
def every() -> ResponseReturnValue:
    """The list; a word or a role narrows it."""
    words, role = request.args.get("words", "").strip(), request.args.get("role", "")
    lines, page = queries.every(clock.today(), words, role if role in set(Role) else "", asked())
    return render_template(
        "people/every.html",
        lines=lines,
        page=page,
        words=words,
        role=role,
        titles=TITLES,
        may_edit=can(current_user, "people.edit"),
    )


@bp.get("/people/new")
@access("people.edit")
def new() -> ResponseReturnValue:
    """The empty card."""
    return render_template(NEW, form=PersonForm())


@bp.post("/people")
@access("people.edit")
def add() -> ResponseReturnValue:
    """Bring a person in; the role and the invitation are given on the card."""
    form = read_person(request.form)
    if form.errors:
        return render_template(NEW, form=form), 422
    try:
        person = services.add(form.name, form.email, form.post, form.phone, current_user, clock.now())
    except Refused as refused:
        form.errors["email"] = refused.sentence
        return render_template(NEW, form=form), 422
    return _back(person, f"{person.name}: карточка создана. Дайте роль и\u00a0выдайте приглашение.")


@bp.get("/people/<int:person_id>")
@access("people.view")
def card(person_id: int) -> ResponseReturnValue:
    """Who it is, the roles, the way in."""
    return _card(one_visible(Person, person_id, "people.view"))


def _card(person: Person, status: int = 200, **more: object) -> tuple[str, int]:
    today, account = clock.today(), account_of_person(person)
    held = sorted(person.grants, key=lambda one: (not queries.holds(one, today), one.starts_on))
    known = PersonForm(person.name, person.email, person.post, person.phone)
    now = clock.now()
    may_edit = services.edit_refusal(current_user, queries.roles_of(person, now)) is None
    may_make = {role: title for role, title in TITLES.items() if services.edit_refusal(current_user, (role,)) is None}
    context: dict[str, object] = {"form": known, "role": RoleForm(), "error": "", "link": ""}
    return render_template(
        CARD,
        person=person,
        grants=held,
        today=today,
        holds=queries.holds,
        account=account,
        way_in=queries.way_in(account),
        school_choice=school_choice(request.values) if may_edit else None,
        municipalities=queries.municipalities(today),
        curators=[one for one in queries.leading(today) if one.id != person.id],
        away=queries.away(person),
        titles=may_make,
        places=PLACES,
        may_edit=may_edit,
        kept=services.close_refusal(person, current_user, now) if can(current_user, "people.edit") else None,
        may_end=lambda grant: services.end_refusal(grant, current_user, now) is None,
        **{**context, **more},
    ), status


@bp.post("/people/<int:person_id>")
@access("people.edit")
def correct(person_id: int) -> ResponseReturnValue:
    """Save the name, the address, the post."""
    person, form = one_visible(Person, person_id, "people.edit"), read_person(request.form)
    if form.errors:
        return _card(person, 422, form=form)
    try:
        services.correct(person, form.name, form.email, form.post, form.phone, current_user, clock.now())
    except Refused as refused:
        form.errors["email"] = refused.sentence
        return _card(person, 422, form=form)
    return _back(person, "Карточка сохранена.")


@bp.post("/people/<int:person_id>/roles")
@access("people.edit")
def give_role(person_id: int) -> ResponseReturnValue:
    """A role for a place, from a day to a day."""
    person = one_visible(Person, person_id, "people.edit")
    today = clock.today()
    towns, curators = {town.id for town in queries.municipalities(today)}, {one.id for one in queries.leading(today)}
    form = read_role(request.form, chosen_school(request.form), towns, curators, today)
    if form.errors:
        return _card(person, 422, role=form)
    try:
        given = _given(person, form)
    except Refused as refused:
        form.errors["stands_for" if form.stands_for_id else "role"] = refused.sentence
        return _card(person, 422, role=form)
    return _back(person, f"Роль дана: {'; '.join(one.title for one in given)}.")


def _given(person: Person, form: RoleForm) -> list[Grant]:
    """One role, or that of an absent curator for their schools."""
    assert form.starts_on is not None  # read_role has found it, or given the form back
    now = clock.now()
    if form.stands_for_id is None:
        days = form.starts_on, form.ends_on
        return [services.give_role(person, Role(form.role), form.place, *days, current_user, now)]
    assert form.ends_on is not None  # who stands in does it till a day: read_role asks for it
    leave = Leave(db.session.get_one(Person, form.stands_for_id), person, form.starts_on, form.ends_on)
    return stand_in(leave, form.school_id, current_user, now)


@bp.post("/people/roles/<int:grant_id>/end")
@access("people.edit")
def end_role(grant_id: int) -> ResponseReturnValue:
    """The last day of a role."""
    grant = one_visible(Grant, grant_id, "people.view")
    last_day = read_day(request.form.get("ends_on", ""))
    if last_day is None:
        return _card(grant.person, 422, error=NO_DAY)
    try:
        services.end_role(grant, last_day, current_user, clock.now())
    except Refused as refused:
        return _card(grant.person, 422, error=refused.sentence)
    when = "закончена, доступ закрыт" if grant.ended_at else f"закончится {last_day:%d.%m.%Y}"
    return _back(grant.person, f"Роль {when}: {grant.title}.")


def _on_card(act: Callable[[Person], ResponseReturnValue]) -> Callable[[int], ResponseReturnValue]:
    """The act gets the person of the address; what is refused is said on the card."""

    @wraps(act)
    def view(person_id: int) -> ResponseReturnValue:
        person = one_visible(Person, person_id, "people.edit")
        try:
            return act(person)
        except Refused as refused:
            return _card(person, 422, error=refused.sentence)

    return view


@bp.post("/people/<int:person_id>/invitation")
@access("people.edit")
@_on_card
def invite(person: Person) -> ResponseReturnValue:
    """Show the link once, to be sent by whoever gave it."""
    link = coming_in.invite(person, current_user, clock.now())
    return _card(person, link=absolute("invitations.invitation", link=link))


@bp.post("/people/<int:person_id>/closing")
@access("people.edit")
@_on_card
def close(person: Person) -> ResponseReturnValue:
    """No way in any more."""
    services.close(person, clock.today(), current_user, clock.now())
    return _back(person, "Вход закрыт, роли закончены сегодняшним днём. Всё сделанное осталось.")


@bp.post("/people/<int:person_id>/opening")
@access("people.edit")
@_on_card
def reopen(person: Person) -> ResponseReturnValue:
    """The way in again."""
    account = account_of_person(person)
    if account is None:
        raise Refused.because("no_way_in", "У\u00a0человека ещё не\u00a0было входа. Выдайте приглашение.")
    services.reopen(account, current_user, clock.now())
    return _back(person, "Вход открыт. Роли дайте заново.")


def _back(person: Person, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for(".card", person_id=person.id), 303)

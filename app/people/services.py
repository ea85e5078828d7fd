"""The verbs about people: bring in, correct, give and end a role, close and open the way in."""

from datetime import date, datetime

from sqlalchemy import func, select

from app.directory.models import Grant, Person
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.people import rules
from app.people.accounts.invitations import spend
from app.people.accounts.models import Account
from app.people.accounts.services import account_of_person
from app.people.accounts.sessions import end_all
from app.people.leave import Leave
from app.people.leave import refusal as leave_refusal
from app.people.mode.demo_people import DOMAIN
from app.people.mode.rules import REAL
from app.people.mode.services import mode_of_data
from app.people.queries import admins_with_a_way_in, curators_within, roles_of
from app.permissions import Refused, can
from app.roles import Role

TAKEN = "Человек с\u00a0такой почтой уже есть в\u00a0списке: {}. Откройте его карточку и\u00a0добавьте роль."
INVENTED = Refused("invented", f"Адреса {DOMAIN} бывают только в\u00a0демонстрации. Напишите настоящую рабочую почту.")


def allowed(actor, roles) -> Refused | None:
    """The command line has no actor: who runs it holds the machine."""
    if actor is not None and not (allowed := can(actor, "people.edit")):
        return allowed
    return rules.may_touch(actor, roles)


def _first(*found: Refused | None) -> Refused | None:
    """A refusal is false, so `or` would pass it by."""
    return next((one for one in found if one is not None), None)


def add(name: str, email: str, post: str, phone: str, actor, now: datetime) -> Person | Refused:
    """A person of the directory, without a role and without a way in yet."""
    refused = _first(allowed(actor, ()), _invented(email), _taken(email))
    if refused is not None:
        return refused
    person = Person(name=name, email=email, post=post, phone=phone)
    db.session.add(person)
    db.session.flush()
    record("person:added", person, actor, now)
    return person


def _invented(email: str) -> Refused | None:
    """A real house would not start again with such an account (app/mode)."""
    return INVENTED if email.lower().endswith(DOMAIN) and mode_of_data() == REAL else None


def _taken(email: str, but: int | None = None) -> Refused | None:
    other = db.session.scalar(select(Person).where(func.lower(Person.email) == email.lower(), Person.id != (but or 0)))
    return Refused("taken", TAKEN.format(other.name)) if other else None


def correct(person: Person, name: str, email: str, post: str, phone: str, actor, now: datetime) -> Person | Refused:
    """Another name, post or address; the history keeps the person, not the words."""
    refused = _first(allowed(actor, roles_of(person, now)), _invented(email), _taken(email, person.id))
    if refused is not None:
        return refused
    person.name, person.email, person.post, person.phone = name, email, post, phone
    record("person:corrected", person, actor, now)
    return person


def give_role(
    person: Person,
    role: Role,
    place: dict,
    starts_on: date,
    ends_on: date | None,
    actor,
    now: datetime,
    stands_for: Person | None = None,
) -> Grant | Refused:
    """A role for a place from a day to a day inclusive; the same one twice is refused in words.

    Whoever holds a link that is older than the role must not come into it: such links are spent.
    """
    refused = _first(allowed(actor, (role, *roles_of(person, now))), _doubled(person, role, place, starts_on, ends_on))
    if refused is not None:
        return refused
    grant = Grant(person=person, role=role, starts_on=starts_on, ends_on=ends_on, stands_for=stands_for, **place)
    db.session.add(grant)
    db.session.flush()
    spend(person, now)
    if stands_for is None:
        record("role:given", grant, actor, now, role=str(role))
    else:
        record("role:stands_in", grant, actor, now, role=str(role), stands_for=stands_for.id)
    return grant


def _doubled(person: Person, role: Role, place: dict, starts_on: date, ends_on: date | None) -> Refused | None:
    for held in person.grants:
        same = held.role == role and all(getattr(held, name) == value for name, value in place.items())
        lasts = not held.ended_at and (held.ends_on is None or held.ends_on >= starts_on)
        if same and lasts and (ends_on is None or held.starts_on <= ends_on):
            return Refused(
                "doubled", f"Эта роль у\u00a0человека уже есть с\u00a0{held.starts_on:%d.%m.%Y}: {held.title}."
            )
    return None


def may_end(grant: Grant, actor, now: datetime) -> Refused | None:
    """Why the actor can't end the role, or None."""
    return _first(allowed(actor, (grant.role,)), _last_admin(grant.person, now, grant.role))


def may_close(person: Person, actor, now: datetime) -> Refused | None:
    """Why the actor can't shut the person out, or None."""
    roles = roles_of(person, now)
    kept = None if actor is None else _last_admin(person, now, *roles)  # the command line can invite another
    return _first(allowed(actor, roles), kept)


def end_role(grant: Grant, last_day: date, actor, now: datetime) -> Grant | Refused:
    """The role is held to the last day inclusive; when that is today or past, access ends now. What was done stays."""
    refused = may_end(grant, actor, now)
    if refused is not None:
        return refused
    if sentence := rules.days_refusal(grant.starts_on, last_day):
        return Refused("days", sentence)
    if grant.stands_for_id and last_day > grant.ends_on and (refused := _longer(grant, last_day)) is not None:
        return refused
    grant.ends_on, grant.ended_at = last_day, now if last_day <= local(now).date() else None
    record("role:ended", grant, actor, now, role=grant.role)
    return grant


def _longer(grant: Grant, last_day: date) -> Refused | None:
    """A substitute stays for longer by the same law by which he began."""
    leave = Leave(grant.stands_for, grant.person, grant.starts_on, last_day)
    others = [one for one in curators_within(grant.starts_on, last_day) if one.id != grant.id]
    return leave_refusal(leave, grant.school_id, others)


def close(person: Person, today: date, actor, now: datetime) -> Person | Refused:
    """No way in and no role from this moment."""
    refused = may_close(person, actor, now)
    if refused is not None:
        return refused
    account = account_of_person(person)
    if account and account.closed_at is None:
        account.closed_at = now
        end_all(person.id)
    for grant in person.grants:
        if grant.ends_on is None or grant.ends_on > today:
            grant.ends_on, grant.ended_at = max(today, grant.starts_on), now
    record("person:closed", person, actor, now)
    return person


def reopen(account: Account, actor, now: datetime) -> Account | Refused:
    """The way in works again with the old password; the roles are given anew."""
    refused = allowed(actor, roles_of(account.person, now))
    if refused is not None:
        return refused
    account.closed_at = None
    record("person:reopened", account.person, actor, now)
    return account


def _last_admin(person: Person, now: datetime, *roles: str) -> Refused | None:
    if Role.ADMIN in roles and admins_with_a_way_in(now) <= {person.id}:
        return rules.LAST_ADMIN
    return None

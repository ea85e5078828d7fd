"""The verbs about people: bring in, correct, give and end a role, close and open the way in."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from sqlalchemy import func, select

from app.directory.models import Grant, Person
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.people import rules
from app.people.accounts.invitations import spend
from app.people.accounts.models import Account
from app.people.accounts.services import account_of_person, spend_recoveries
from app.people.accounts.sessions import end_all
from app.people.leave import Leave
from app.people.leave import refusal as leave_refusal
from app.people.mode.demo_people import DOMAIN
from app.people.mode.rules import REAL
from app.people.mode.services import mode_of_data
from app.people.queries import admins_with_a_way_in, curators_within, roles_of
from app.permissions import Actor, denial
from app.refusals import Refusal, Refused, refuse_if
from app.roles import Role

TAKEN = "Человек с\u00a0такой почтой уже есть в\u00a0списке: {}. Откройте его карточку и\u00a0добавьте роль."
READDRESSED: list[Callable[[Person, str], None]] = []  # who hears that an account has another address, and the old one
INVENTED = Refusal("invented", f"Адреса {DOMAIN} бывают только в\u00a0демонстрации. Напишите настоящую рабочую почту.")


def edit_refusal(actor: Actor | None, roles: Iterable[str]) -> Refusal | None:
    """Why the actor can't change who has these roles. The command line has no actor: who runs it holds the machine."""
    denied = None if actor is None else denial(actor, "people.edit")
    return denied or rules.touch_refusal(actor, roles)


def add(name: str, email: str, post: str, phone: str, actor: Actor | None, now: datetime) -> Person:
    """A person of the directory, without a role and without a way in yet."""
    refuse_if(edit_refusal(actor, ()))
    refuse_if(_invented(email))
    refuse_if(_taken(email))
    person = Person(name=name, email=email, post=post, phone=phone)
    db.session.add(person)
    db.session.flush()
    record("person:added", person, actor, now)
    return person


def _invented(email: str) -> Refusal | None:
    """A real house would not start again with such an account (app/mode)."""
    return INVENTED if email.lower().endswith(DOMAIN) and mode_of_data() == REAL else None


def _taken(email: str, but: int | None = None) -> Refusal | None:
    other = db.session.scalar(select(Person).where(func.lower(Person.email) == email.lower(), Person.id != (but or 0)))
    return Refusal("taken", TAKEN.format(other.name)) if other else None


def correct(person: Person, name: str, email: str, post: str, phone: str, actor: Actor, now: datetime) -> Person:
    """Another name, post or address; the history keeps the person, not the words."""
    refuse_if(edit_refusal(actor, roles_of(person, now)))
    refuse_if(_invented(email))
    refuse_if(_taken(email, person.id))
    was = person.email
    person.name = name
    person.email = email
    person.post = post
    person.phone = phone
    record("person:corrected", person, actor, now)
    if email.lower() != was.lower():
        _readdress(person, was, actor, now)
    return person


def _readdress(person: Person, was: str, actor: Actor, now: datetime) -> None:
    """Whoever reads the old mail comes in by it no more, and is told by a letter."""
    spend_recoveries(person.id, now)
    record("person:readdressed", person, actor, now)
    account = account_of_person(person)
    for hear in READDRESSED if account and account.closed_at is None else ():
        hear(person, was)


def correct_own(person: Person, name: str, post: str, phone: str, actor: Actor, now: datetime) -> Person:
    """What a person says of oneself; the address, by which one comes in, is changed by who gives ways in."""
    if person.id != actor.person_id:
        raise Refused.because("other", "Здесь меняют только свои данные.", 403)
    person.name, person.post, person.phone = name, post, phone
    record("person:corrected", person, actor, now)
    return person


def give_role(
    person: Person,
    role: Role,
    place: dict,
    starts_on: date,
    ends_on: date | None,
    actor: Actor | None,
    now: datetime,
    stands_for: Person | None = None,
) -> Grant:
    """A role for a place from a day to a day inclusive; the same one twice is refused in words.

    Whoever holds a link that is older than the role must not come into it: such links are spent.
    """
    refuse_if(edit_refusal(actor, (role, *roles_of(person, now))))
    refuse_if(doubled(person, role, place, starts_on, ends_on))
    grant = Grant(person=person, role=role, starts_on=starts_on, ends_on=ends_on, stands_for=stands_for, **place)
    db.session.add(grant)
    db.session.flush()
    spend(person, now)
    if stands_for is None:
        record("role:given", grant, actor, now, role=str(role))
    else:
        record("role:stands_in", grant, actor, now, role=str(role), stands_for=stands_for.id)
    return grant


def doubled(person: Person, role: Role, place: dict, starts_on: date, ends_on: date | None) -> Refusal | None:
    """Why the role can't be given on these days: the person has it on one of them; or None."""
    for held in person.grants:
        same = held.role == role and all(getattr(held, name) == value for name, value in place.items())
        lasts = not held.ended_at and (held.ends_on is None or held.ends_on >= starts_on)
        if same and lasts and (ends_on is None or held.starts_on <= ends_on):
            return Refusal(
                "doubled", f"Эта роль у\u00a0человека уже есть с\u00a0{held.starts_on:%d.%m.%Y}: {held.title}."
            )
    return None


def end_refusal(grant: Grant, actor: Actor, now: datetime) -> Refusal | None:
    """Why the actor can't end the role, or None."""
    return edit_refusal(actor, (grant.role,)) or _last_admin(grant.person, now, grant.role)


def close_refusal(person: Person, actor: Actor | None, now: datetime) -> Refusal | None:
    """Why the actor can't shut the person out, or None."""
    roles = roles_of(person, now)
    kept = None if actor is None else _last_admin(person, now, *roles)  # the command line can invite another
    return edit_refusal(actor, roles) or kept


def end_role(grant: Grant, last_day: date, actor: Actor, now: datetime) -> Grant:
    """The role is held to the last day inclusive; when that is today or past, access ends now. What was done stays."""
    refuse_if(end_refusal(grant, actor, now))
    if sentence := rules.days_refusal(grant.starts_on, last_day):
        raise Refused.because("days", sentence)
    if grant.stands_for is not None:
        refuse_if(_stay_refusal(grant, grant.stands_for, last_day))
    grant.ends_on = last_day
    grant.ended_at = now if last_day <= local(now).date() else None
    record("role:ended", grant, actor, now, role=grant.role)
    return grant


def _stay_refusal(grant: Grant, absent: Person, last_day: date) -> Refusal | None:
    """A substitute stays for longer by the same law by which they began."""
    assert grant.ends_on is not None
    assert grant.school_id is not None
    if last_day <= grant.ends_on:
        return None
    leave = Leave(absent, grant.person, grant.starts_on, last_day)
    others = [one for one in curators_within(grant.starts_on, last_day) if one.id != grant.id]
    return leave_refusal(leave, grant.school_id, others)


def close(person: Person, today: date, actor: Actor | None, now: datetime) -> Person:
    """No way in and no role from this moment."""
    refuse_if(close_refusal(person, actor, now))
    account = account_of_person(person)
    if account and account.closed_at is None:
        account.closed_at = now
        end_all(person.id)
    for grant in person.grants:
        if grant.ends_on is None or grant.ends_on > today:
            grant.ends_on = max(today, grant.starts_on)
            grant.ended_at = now
    record("person:closed", person, actor, now)
    return person


def reopen(account: Account, actor: Actor, now: datetime) -> Account:
    """The way in works again with the old password; the roles are given anew."""
    refuse_if(edit_refusal(actor, roles_of(account.person, now)))
    account.closed_at = None
    record("person:reopened", account.person, actor, now)
    return account


def _last_admin(person: Person, now: datetime, *roles: str) -> Refusal | None:
    if Role.ADMIN in roles and admins_with_a_way_in(now) <= {person.id}:
        return rules.LAST_ADMIN
    return None

"""A person takes another password, and is told of it by a letter."""

from datetime import datetime

from app.directory.models import Person
from app.extensions import db
from app.journal.services import record
from app.people.accounts.invitations import spend
from app.people.accounts.models import Account
from app.people.accounts.passwords import refusal
from app.people.accounts.services import account_of, set_password
from app.permissions import Actor
from app.refusals import Refusal, Refused, refuse_if

WRONG = Refusal("current", "Нынешний пароль не\u00a0подходит. Проверьте раскладку и\u00a0Caps Lock.")
SAME = Refusal("same", "Это нынешний пароль. Придумайте другой.")


def change_password(current: str, password: str, actor: Actor, now: datetime) -> Account:
    """By the password that is known; all sessions and all links end with it. Raises Refused."""
    person = db.session.get_one(Person, actor.person_id)
    if account_of(person.email, current) is None:
        raise Refused(WRONG)
    if password == current:
        raise Refused(SAME)
    refuse_if(refusal(person.email, password))
    account = set_password(person, password, now)
    spend(person, now)
    record("account:password_set", account, actor, now, by="own")
    return account

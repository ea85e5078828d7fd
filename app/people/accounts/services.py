"""Passwords: made and checked with Argon2, at the same price for an unknown address; a new one ends all sessions."""

import hmac
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error
from sqlalchemy import func, select, update

from app.directory.models import Person
from app.extensions import db
from app.kernel.signing import secret
from app.people.accounts.models import Account, Recovery
from app.people.accounts.sessions import end_all

hasher = PasswordHasher()
nobody = hasher.hash("nobody")


def hashed(password: str) -> str:
    """The Argon2 hash to keep."""
    return hasher.hash(password)


def account_of(email: str, password: str) -> Account | None:
    """The open account with this address and password, or None; an unknown address costs as much time."""
    account = db.session.scalar(
        select(Account).join(Account.person).where(func.lower(Person.email) == email.strip().lower())
    )
    try:
        hasher.verify(account.password_hash if account else nobody, password)
    except Argon2Error:
        return None
    return account if account and account.closed_at is None else None


def account_of_person(person: Person) -> Account | None:
    """The account, closed or not; None until the person has set a password."""
    return db.session.scalar(select(Account).where(Account.person_id == person.id))


def set_password(person: Person, password: str, now: datetime) -> Account:
    """Make the account, or give it another password; open sessions, and links to a new one, end with the old."""
    account = account_of_person(person)
    if account is None:
        account = Account(person=person, created_at=now)
        db.session.add(account)
    account.password_hash = hashed(password)
    db.session.flush()
    end_all(person.id)
    spend_recoveries(person.id, now)
    return account


def spend_recoveries(person_id: int, now: datetime) -> None:
    """No link of a letter that is on its way, or has come, opens anything."""
    sent = Recovery.person_id == person_id, Recovery.used_at.is_(None), Recovery.spent_at.is_(None)
    spent = update(Recovery).where(*sent).values(spent_at=now)
    db.session.execute(spent.execution_options(synchronize_session=False))


def seed_of_tokens(account: Account) -> str:
    """What the CSRF tokens of a person are made from: the same after every sign-in, so that a page that was open before
    stays good (H7); nobody else's, and not with another password (X2)."""
    who = f"{account.id}:{account.password_hash}".encode()
    return hmac.new(secret().encode(), who, "sha256").hexdigest()

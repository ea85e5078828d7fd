"""The way in without a password: a signed link that is good for some days, and only until a password is set by it.

No table keeps it. The link holds the person and a mark of the present password (or of its absence): once a password
is set the mark is another one, and every link given before is spent.
"""

from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select

from app.accounts.models import Account
from app.accounts.services import hashed, mark_of
from app.directory.models import Person
from app.extensions import db
from app.journal.services import record
from app.permissions import Refused

SHORTEST = 10
TOO_SHORT = Refused(
    "short", f"Пароль должен быть не\u00a0короче {SHORTEST} знаков: подойдёт фраза из\u00a0нескольких слов."
)
TOO_NEAR = Refused("near", "Пароль не\u00a0должен повторять почту. Придумайте другой.")


def link_of(person: Person) -> str:
    """The secret part of the address of an invitation."""
    return _signer().dumps([person.id, _mark(account_of_person(person))])


def invited(link: str) -> Person | None:
    """Whom the link lets in; None when it is forged, too old, spent, or the way in was closed."""
    try:
        person_id, mark = _signer().loads(link, max_age=current_app.config["SETTINGS"].invitation_days * 86400)
    except BadSignature:
        return None
    person = db.session.get(Person, person_id)
    account = account_of_person(person) if person else None
    if person is None or mark != _mark(account) or (account and account.closed_at):
        return None
    return person


def account_of_person(person: Person) -> Account | None:
    """The account, closed or not; None until the person has set a password."""
    return db.session.scalar(select(Account).where(Account.person_id == person.id))


def set_password(person: Person, password: str, now: datetime) -> Account | Refused:
    """Make the account, or give it another password; open sessions end with the old one."""
    refused = password_refusal(person.email, password)
    if refused is not None:
        return refused
    account = account_of_person(person)
    if account is None:
        account = Account(person=person, created_at=now)
        db.session.add(account)
    account.password_hash = hashed(password)
    db.session.flush()
    record("account:password_set", account, None, now)
    return account


def password_refusal(email: str, password: str) -> Refused | None:
    """Length is what guards a password; the rest is asked of nobody (NIST SP 800-63B, 5.1.1.2)."""
    if len(password) < SHORTEST:
        return TOO_SHORT
    if password.strip().lower() == email.lower():
        return TOO_NEAR
    return None


def _mark(account: Account | None) -> str:
    return mark_of(account) if account else ""


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key, salt="invitation")

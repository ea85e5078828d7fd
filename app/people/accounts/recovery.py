"""«Забыли пароль?»: whoever reads the mail of an account sets a new password, once and within an hour.

The secret is a signature of the house over the row, so that no table, page or log ever holds it.
"""

from datetime import datetime, timedelta

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import func, select, update

from app.directory.models import Person
from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.kernel.changing import changed
from app.kernel.signing import secret
from app.people.accounts.models import Account, Recovery
from app.people.accounts.passwords import refusal
from app.people.accounts.services import account_of_person, set_password
from app.refusals import Refusal, Refused, refuse_if

LIFE = timedelta(hours=1)
STEP_BACK = timedelta(days=1)  # a clock that is put back makes no link older
OLD = Refusal("spent", "Эта ссылка больше не\u00a0действует. Попросите новую.")
OPEN = Recovery.used_at.is_(None), Recovery.spent_at.is_(None)


def by_mail() -> bool:
    """Whether the house can send such a link: it has mail, and knows its own address."""
    settings = current_app.config["SETTINGS"]
    return bool(settings.mail_server and settings.public_url)


def ask(email: str, now: datetime) -> Recovery | None:
    """A new link for whoever comes in by this address; None, and no other answer, for an address that nobody has."""
    found = select(Account).join(Account.person).where(func.lower(Person.email) == email.strip().lower())
    account = db.session.scalar(found.where(Account.closed_at.is_(None)))
    if account is None:
        return None
    recovery = Recovery(person=account.person, asked_at=clock.real_now())
    db.session.add(recovery)
    db.session.flush()
    record("account:recovery", account, None, now)
    return recovery


def link_of(recovery: Recovery) -> str:
    """The secret part of its address."""
    said = _signer().dumps([recovery.id, recovery.person_id])
    assert isinstance(said, str)  # of a signer that writes URLs
    return said


def stands(recovery: Recovery) -> bool:
    """Whether the link opens now."""
    unused = recovery.used_at is None and recovery.spent_at is None
    return unused and -STEP_BACK <= clock.real_now() - recovery.asked_at < LIFE


def recovery_of(link: str) -> Recovery | None:
    """What the link opens; None when it is forged, used, older than an hour, or the way in was closed."""
    try:
        number, person_id = _signer().loads(link)
    except (BadSignature, TypeError, ValueError):
        return None
    found = db.session.get(Recovery, number)
    if found is None or found.person_id != person_id or not stands(found):
        return None
    account = account_of_person(found.person)
    return found if account and account.closed_at is None else None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(secret(), salt="recovery")


def use(recovery: Recovery, password: str, now: datetime) -> Account:
    """Set the password, once: of two who are as fast one is refused."""
    person = recovery.person
    refuse_if(refusal(person.email, password))
    own = update(Recovery).where(Recovery.id == recovery.id, *OPEN).values(used_at=clock.real_now())
    if changed(own.execution_options(synchronize_session=False)) != 1:
        raise Refused(OLD)
    account = set_password(person, password, now)
    record("account:password_set", account, None, now, by="letter")
    return account

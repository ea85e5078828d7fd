"""Invitations as rows: a signed link is good for some days and once; every other end of it stands in its row.

Who may give one, and whether the giver still might at the moment of its use, is asked above (app/people/coming_in.py).
"""

from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from app.directory.models import Person
from app.extensions import db
from app.kernel.changing import changed
from app.kernel.reader import Reader
from app.kernel.signing import PatientSigner, secret
from app.kernel.words import moment
from app.people.accounts.models import Invitation
from app.people.accounts.services import account_of_person

THE_OPERATOR = "администратор сервера"
OPEN = Invitation.accepted_at.is_(None), Invitation.spent_at.is_(None)


def issue(person: Person, actor: Reader | None, now: datetime) -> Invitation:
    """A new invitation; its link is made by `link_of`."""
    by, title = (actor.person_id, f"{actor.title} ({actor.name})") if actor else (None, THE_OPERATOR)
    invitation = Invitation(person=person, issued_by_id=by, issued_as=title, issued_at=now)
    db.session.add(invitation)
    db.session.flush()
    return invitation


def link_of(invitation: Invitation) -> str:
    """The secret part of its address; its days are counted from this moment."""
    return _signer().dumps([invitation.id, invitation.person_id])


def is_open(invitation: Invitation) -> bool:
    """Whether it was neither used nor spent."""
    return invitation.accepted_at is None and invitation.spent_at is None


def invitation_of(link: str) -> Invitation | None:
    """The open invitation behind a link; None when it is forged, too old, spent, or the way in was closed."""
    try:
        number, person_id = _signer().loads(link, max_age=current_app.config["SETTINGS"].invitation_days * 86400)
    except (BadSignature, TypeError, ValueError):
        return None
    found = db.session.scalar(select(Invitation).where(*OPEN, Invitation.id == number))
    if found is None or found.person_id != person_id:
        return None
    account = account_of_person(found.person)
    return None if account and account.closed_at else found


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(secret(), salt="invitation", signer=PatientSigner)


def use(invitation: Invitation, now: datetime) -> bool:
    """The invitation is used, and all others of its person are spent; false when somebody was faster."""
    own = update(Invitation).where(Invitation.id == invitation.id, *OPEN).values(accepted_at=now)
    if changed(own) != 1:
        return False
    spend(invitation.person, now)
    return True


def spend(person: Person, now: datetime) -> int:
    """No link that was given to this person before opens anything; how many those were."""
    given = update(Invitation).where(Invitation.person_id == person.id, *OPEN).values(spent_at=now)
    return changed(given)


def accepted(person_id: int) -> list[Invitation]:
    """The links by which the password was set, the newest first."""
    found = select(Invitation).options(joinedload(Invitation.issuer))
    found = found.where(Invitation.person_id == person_id, Invitation.accepted_at.isnot(None))
    return list(db.session.scalars(found.order_by(Invitation.accepted_at.desc())))


def news(person_id: int, now: datetime) -> list[str]:
    """What its person was not told yet: whoever gave a link could have used it (and is named for that)."""
    fresh = [one for one in accepted(person_id) if one.told_at is None]
    for one in fresh:
        one.told_at = now
    return [f"{said(one)} Если это сделали не\u00a0вы, сразу сообщите администратору." for one in fresh]


def said(one: Invitation) -> str:
    """«Новый пароль задан 24.03.2022 в 16:40 по ссылке. Ссылку выдал Департамент (…).»"""
    assert one.accepted_at is not None  # `accepted` gives no other
    return f"Новый пароль задан {moment(one.accepted_at)} по\u00a0ссылке. Ссылку выдал {one.issued_as}."

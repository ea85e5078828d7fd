"""The first person of a house: comes in by a link that is printed at the start, while there is nobody else."""

from datetime import datetime

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from app.directory.models import Person
from app.extensions import db
from app.kernel.calendar import local
from app.people import coming_in, services
from app.people.mode.rules import REAL
from app.people.mode.services import mode_of_data
from app.refusals import Refusal, refuse_if
from app.roles import Role

SPENT = Refusal("spent", "Первый человек уже заведён. Войдите или попросите у\u00a0него приглашение.", 404)
BOTH = (Role.ADMIN, Role.REGIONAL)  # who sets the house up; each role can be ended when others have come


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], "first person")


def token() -> str:
    """What the operator's link ends with: whoever can read the output of the server holds the machine."""
    return str(_signer().dumps("first"))


def opens(link: str) -> bool:
    """True while the link is good: it is ours, the house is a real one, and nobody is in it yet."""
    try:
        _signer().loads(link)
    except BadSignature:
        return False
    return is_empty()


def is_empty() -> bool:
    """True of a real house without people."""
    return mode_of_data() == REAL and db.session.scalar(select(Person.id).limit(1)) is None


def come_in(name: str, email: str, now: datetime) -> str:
    """The person with both roles; what comes back is the link by which the password is chosen."""
    refuse_if(None if is_empty() else SPENT)
    person = services.add(name, email, "", "", None, now)
    for role in BOTH:
        place = {"school_id": None, "municipality_id": None}
        services.give_role(person, role, place, local(now).date(), None, None, now)
    return coming_in.invite(person, None, now)

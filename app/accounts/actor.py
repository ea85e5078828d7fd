"""Who acts: the signed-in person with the grants in force today."""

from flask import Flask
from flask_login import UserMixin, current_user
from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.accounts.services import mark_of
from app.directory.models import Grant
from app.extensions import db, login_manager
from app.kernel import clock
from app.roles import Role

WITH_PLACE = joinedload(Grant.school), joinedload(Grant.municipality)


class SignedIn(UserMixin):
    """A person as an actor; plain values, so that a rollback does not touch them."""

    def __init__(self, account: Account, grants: list[Grant]):
        self.id = key_of(account)
        self.person_id = account.person_id
        self.name = account.person.name
        self.grants = tuple(Held(g) for g in grants)
        self.title = self.grants[0].title if self.grants else "Нет действующей роли"

    def has(self, role: Role) -> bool:
        """True when the role is held today, anywhere."""
        return any(g.role == role for g in self.grants)

    def places(self, role: Role) -> list[int]:
        """The schools for which the role is held today."""
        return [g.school_id for g in self.grants if g.role == role and g.school_id]


class Held:
    """A grant in force, detached from the database."""

    def __init__(self, grant: Grant):
        self.role, self.title = Role(grant.role), grant.title
        self.school_id, self.municipality_id = grant.school_id, grant.municipality_id


def key_of(account: Account) -> str:
    """What a session remembers: a new password ends the sessions that the old one opened."""
    return f"{account.id}-{mark_of(account)}"


@login_manager.user_loader
def load(key: str) -> SignedIn | None:
    """The actor of a session; None when the account is closed or has got another password since."""
    number = key.partition("-")[0]
    account = select(Account).where(Account.id == int(number), Account.closed_at.is_(None))
    found = account.add_columns(Grant).outerjoin(Grant, and_(Grant.person_id == Account.person_id, in_force()))
    rows = db.session.execute(found.options(*WITH_PLACE).order_by(Grant.id)).all()
    if not rows or key != key_of(rows[0].Account):
        return None
    return SignedIn(rows[0].Account, [row.Grant for row in rows if row.Grant])


def grants_today(person_id: int) -> list[Grant]:
    """The grants of a person that are in force."""
    found = select(Grant).options(*WITH_PLACE).where(Grant.person_id == person_id, in_force())
    return list(db.session.scalars(found.order_by(Grant.id)))


def in_force() -> ColumnElement[bool]:
    """On this day in Moscow, both ends inclusive."""
    day = clock.today()
    return and_(Grant.starts_on <= day, or_(Grant.ends_on.is_(None), Grant.ends_on >= day))


def init_app(app: Flask) -> None:
    """Give `actor` to the templates."""
    app.context_processor(lambda: {"actor": current_user if current_user.is_authenticated else None})

"""Who acts: the signed-in person with the grants in force today."""

from flask import Flask
from flask_login import UserMixin, current_user
from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from app.accounts.models import Account
from app.directory.models import Grant
from app.extensions import db, login_manager
from app.kernel import clock
from app.roles import Role


class SignedIn(UserMixin):
    """A person as an actor; plain values, so that a rollback does not touch them."""

    def __init__(self, account: Account, grants: list[Grant]):
        self.id = str(account.id)
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


@login_manager.user_loader
def load(key: str) -> SignedIn | None:
    """The actor of a session; None when the account is closed."""
    account = db.session.get(Account, int(key))
    if account is None or account.closed_at is not None:
        return None
    return SignedIn(account, grants_today(account.person_id))


def grants_today(person_id: int) -> list[Grant]:
    """The grants in force on this day in Moscow, both ends inclusive."""
    day = clock.today()
    return list(
        db.session.scalars(
            select(Grant)
            .options(joinedload(Grant.school), joinedload(Grant.municipality))
            .where(Grant.person_id == person_id, Grant.starts_on <= day)
            .where(or_(Grant.ends_on.is_(None), Grant.ends_on >= day))
            .order_by(Grant.id)
        )
    )


def init_app(app: Flask) -> None:
    """Give `actor` to the templates."""
    app.context_processor(lambda: {"actor": current_user if current_user.is_authenticated else None})

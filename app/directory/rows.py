"""Who holds a role for a school, as plain rows."""

from datetime import date
from typing import NamedTuple

from sqlalchemy import bindparam, func, select

from app.directory.models import Grant, Person, instead_of
from app.directory.queries import in_force
from app.kernel.reads import Read
from app.roles import Role


class Holder(NamedTuple):
    """A person with a role for a school, and whom they stand in for."""

    id: int
    name: str
    email: str
    ends_on: date | None
    stands_for: str

    @property
    def instead(self) -> str:
        """As `Grant.instead`."""
        return instead_of(self.stands_for)


_absent = Person.__table__.alias()
HOLDERS = Read(
    Holder,
    select(Person.id, Person.name, Person.email, Grant.ends_on, func.coalesce(_absent.c.name, "").label("stands_for"))
    .join(Grant, Grant.person_id == Person.id)
    .outerjoin(_absent, _absent.c.id == Grant.stands_for_id)
    .where(Grant.role == bindparam("role"), Grant.school_id == bindparam("school_id"), in_force(bindparam("day")))
    .order_by(Person.name, Grant.id),
)


def holders_of(role: Role, school_id: int, day: date) -> tuple[Holder, ...]:
    """Who holds the role for the school on the day, by name."""
    return HOLDERS.all(role=role, school_id=school_id, day=day)

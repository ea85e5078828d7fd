"""The people of the demo who act in its story, found by their addresses."""

from dataclasses import dataclass

from sqlalchemy import select

from app.demo import cast
from app.directory.models import Person
from app.extensions import db
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.year.cycle.models import Cycle, Participation


@dataclass(frozen=True)
class Company:
    """Who acts: `heads` and `curators` go school by school, in the order of the cast."""

    cycle: Cycle
    schools: list[Participation]
    department: SignedIn
    expert: SignedIn
    analyst: SignedIn
    municipal: SignedIn
    heads: list[SignedIn]
    curators: list[SignedIn]
    reviewers: list[Person]


def company(cycle: Cycle) -> Company:
    """Everybody, by the addresses that the sign-in page names."""
    schools = list(
        db.session.scalars(
            select(Participation).where(Participation.cycle_id == cycle.id).order_by(Participation.id)
        ).unique()
    )[: len(cast.SCHOOLS)]
    numbers = range(len(schools))
    return Company(
        cycle,
        schools,
        actor("department"),
        actor("expert"),
        actor("rcoko"),
        actor("municipal"),
        [actor(numbered("school", number)) for number in numbers],
        [actor(numbered("curator", number // cast.SCHOOLS_OF_CURATOR)) for number in numbers],
        [db.session.scalars(select(Person).where(Person.email == who)).one() for who, _ in cast.REVIEWERS],
    )


def numbered(word: str, number: int) -> str:
    """«school», «school2» …"""
    return word if number == 0 else f"{word}{number + 1}"


def actor(who: str) -> SignedIn:
    """Somebody who acts in a story."""
    found = select(Account).join(Account.person).where(Person.email == f"{who}@example.org")
    account = db.session.scalars(found).one()
    return SignedIn(account, grants_today(account.person_id) or account.person.grants)

"""Who acts on an item in these tests, and when."""

from datetime import UTC, datetime

from sqlalchemy import select

from app.directory.models import Person
from app.extensions import db
from app.people.accounts.actor import SignedIn
from app.people.accounts.models import Account

NOW = datetime(2022, 3, 24, 9, tzinfo=UTC)


def actor(who: str) -> SignedIn:
    found = select(Account).join(Account.person).where(Person.email == f"{who}@example.org")
    account = db.session.scalars(found).one()
    return SignedIn(account, account.person.grants)

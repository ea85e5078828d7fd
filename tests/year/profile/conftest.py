"""People and schools of the profile tests: actors by their address, and the demo schools by number."""

import pytest
from sqlalchemy import func, select

from app.demo.files import risk_profile
from app.directory.models import Person
from app.extensions import db
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.year.cycle.models import Participation

NOT_VISITED = 12


@pytest.fixture
def house(app):
    """Inside the application."""
    with app.app_context():
        yield app


@pytest.fixture
def ask(app):
    """A look into the database between two requests of a browser: ask(lambda: …)."""

    def look(question):
        with app.app_context():
            return question()

    return look


@pytest.fixture
def count(ask):
    """How many rows there are: count(Model)."""
    return lambda model: ask(lambda: db.session.scalar(select(func.count(model.id))))


@pytest.fixture
def actor(house):
    """A person as an actor: actor("curator")."""

    def find(who: str) -> SignedIn:
        account = db.session.scalars(
            select(Account).join(Account.person).where(Person.email == f"{who}@example.org")
        ).one()
        return SignedIn(account, grants_today(account.person_id))

    return find


@pytest.fixture
def zarechnaya(house):
    """The first demo school."""
    return db.session.get(Participation, 1)


@pytest.fixture
def paper():
    """A PDF of a profile; another text makes another file."""
    return lambda text="Заречная": risk_profile(text, [("Дефицит педагогических кадров", "высокая")])

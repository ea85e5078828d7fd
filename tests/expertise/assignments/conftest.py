"""Three reviewers of ОИРО: Соловьёва leads (expert), Крылова (expert2), Зайцев (expert3, works in Кромской район)."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from app.directory.models import Grant, Person
from app.expertise.assignments.models import Assignment
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel.transaction import begin_write
from app.year.cycle.models import Participation
from tests.rules.places import school_named

KROMY = "МБОУ «Рябиновская СОШ» (демо)"
FROZEN = (2022, 4, 30, 9)


class Region:
    """What the tests ask of the database."""

    def __init__(self, app):
        self.app = app

    def person(self, who: str) -> str:
        """The id of somebody as a form carries it."""
        with self.app.app_context():
            return str(db.session.scalars(select(Person.id).where(Person.email == f"{who}@example.org")).one())

    def place(self, name: str) -> int:
        """The place of a school in the year."""
        with self.app.app_context():
            found = select(Participation.id).where(Participation.school_id == school_named(name).id)
            return db.session.scalars(found).one()

    def rows(self, number: int = 1) -> list[tuple]:
        """(place, address of the reviewer, ended) of each first assignment of a stage."""
        with self.app.app_context():
            found = select(Assignment).join(Assignment.stage).where(Assignment.role == "first")
            rows = db.session.scalars(found.order_by(Assignment.id)).all()
            return [
                (one.participation_id, one.reviewer.email.partition("@")[0], one.until is not None)
                for one in rows
                if one.stage.number == number
            ]

    def now(self, number: int = 1) -> dict[int, str]:
        """Place → reviewer of those that hold."""
        return {place: who for place, who, ended in self.rows(number) if not ended}

    def count(self, model) -> int:
        """How many rows."""
        with self.app.app_context():
            return db.session.scalar(select(func.count()).select_from(model))

    def grant(self, who: str, **words) -> None:
        """A role for somebody."""
        with self.app.app_context():
            person = db.session.get(Person, int(self.person(who)))
            db.session.add(Grant(person=person, **words))
            db.session.commit()


@pytest.fixture
def region(app) -> Region:
    return Region(app)


@pytest.fixture
def lead(browser):
    return browser("expert")


@pytest.fixture
def frozen(app, at):
    """The first stage on the morning after its day; Зайцев is on leave and Крылова stands in."""
    at(*FROZEN)
    with app.app_context():
        begin_write()
        freeze_due(datetime(*FROZEN, tzinfo=UTC))
        db.session.commit()


def tick(who, number: int, *names: str) -> list[str]:
    """The values of the boxes beside these schools."""
    who.get(f"/rounds/{number}/assignments")
    found = {}
    for box in who.page.xpath('//input[@name="school"]'):
        name = re.sub(r"\s+", " ", box.getparent().text_content()).strip()
        found[name] = box.get("value")
    return [found[name] for name in names]

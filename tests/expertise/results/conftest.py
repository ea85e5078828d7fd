"""Beginnings that several stories of the results share; those of an expertise are its own."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.demo import federal_table as demo
from app.directory.models import Person
from app.expertise.queries import examined_in
from app.expertise.services import Said, append
from app.extensions import db
from app.kernel.transaction import begin_write
from app.people.accounts.models import Account
from app.year.cycle.queries import current_cycle, stages_of
from tests.expertise.conftest import expert, freeze_due, frozen, line  # noqa: F401


@pytest.fixture
def told(app, at):
    """The first stage as the demo tells it, and a word about every document that was left."""
    at(2022, 5, 5, 9)
    now = datetime(2022, 5, 5, 9, tzinfo=UTC)
    with app.app_context():
        begin_write()
        demo.play(now)
        own = select(Account).join(Account.person).where(Person.email == "expert@example.org")
        expert = db.session.scalars(own).one()
        for line in examined_in(stages_of(current_cycle())[0]):
            if line.presented and line.asked and not line.results:
                append(line, "regional", Said("ok", Decimal("81.2"), "=1+1"), expert, now)
        db.session.commit()
    return app

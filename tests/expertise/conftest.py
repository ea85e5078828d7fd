"""The first stage the morning after its day, and a reviewer before it."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.expertise import services
from app.expertise.models import FrozenItem
from app.extensions import db
from app.kernel.transaction import begin_write
from app.year.cycle.models import Participation
from tests.expertise.filling import note, sent, sheet

DAY_AFTER = (2022, 4, 30, 9)


@pytest.fixture
def expert(browser):
    """The reviewer of ОИРО."""
    return browser("expert")


@pytest.fixture
def freeze_due(app):
    """What the worker does each minute, at this moment UTC."""

    def run(*moment: int) -> int:
        with app.app_context():
            begin_write()
            done = services.freeze_due(datetime(*moment, tzinfo=UTC))
            db.session.commit()
            return len(done)

    return run


@pytest.fixture
def frozen(freeze_due, at):
    """The first stage the morning after."""
    assert freeze_due(*DAY_AFTER) == 1
    at(*DAY_AFTER)


@pytest.fixture
def line(frozen, app):
    """The id of a frozen line of a school: line(1, "concept")."""

    def find(school: int = 1, kind: str = "concept") -> int:
        with app.app_context():
            own = select(FrozenItem.id).join(FrozenItem.participation)
            own = own.where(Participation.school_id == school, FrozenItem.kind == kind, FrozenItem.sha256.is_not(None))
            return db.session.scalars(own.order_by(FrozenItem.id)).first()

    return find


@pytest.fixture
def reviewed(expert, line):
    """A sent review of the own school's concept, and a draft about its mid-term programme."""
    sent(
        expert,
        line(),
        note("c3", "Раздел 2", "СЛОВОЗАМЕЧАНИЯ"),
        note("c4", "Раздел 3", "СЛОВОЗАМЕЧАНИЯ"),
        c3=1,
        c4=1,
        conclusion="СЛОВОВЫВОДА",
    )
    address = sheet(expert, line(kind="midterm"))
    expert.post(address, {"seen": 0, "answer-c1": 0, "conclusion": "СЛОВОЧЕРНОВИКА"}, htmx=True)

"""The demo year on the day after the first stage: every kind of thing is there."""

from datetime import UTC, datetime

import pytest

from app.demo.reviewing import play
from app.extensions import db
from app.kernel.transaction import begin_write
from tests.documents.steps import sent_by
from tests.plan.made import order_226

MORNING = (2022, 4, 30, 9)


@pytest.fixture
def whole_year(app, at, browser):
    """A frozen stage with its reviews, a drafted order, and a plan from a file under review."""
    at(*MORNING)
    with app.app_context():
        begin_write()
        play(datetime(*MORNING, tzinfo=UTC))
        db.session.commit()
    department = browser("department")
    department.get("/orders")
    assert department.post("/orders", {"kind": "O_PLAN"}).status_code == 200
    department.get("/plan/imports")
    department.upload("/plan/imports", order_226(), "Приказ 226.docx")
    return app


@pytest.fixture
def sent(school) -> int:
    """A document of the school that waits for the curator."""
    return sent_by(school)

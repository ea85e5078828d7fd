"""Steps of the Department that brings a plan from a file."""

import pytest
from sqlalchemy import delete, update

from app.extensions import db
from app.plan.models import Confirmation, Execution, PlanItem
from tests.plan.made import order_226


@pytest.fixture
def department(browser):
    """The coordinator of the Department at the form of plans."""
    person = browser("department")
    person.get("/plan/imports")
    return person


@pytest.fixture
def loaded(department, nobody_began):
    """The same with order No. 226 under review."""
    department.upload("/plan/imports", order_226(), "Приказ 226.docx")
    return department


@pytest.fixture
def nobody_began(app):
    """The plan of 2022 as on its first day."""
    with app.app_context():
        for model in (Confirmation, Execution):
            db.session.execute(delete(model))
        db.session.execute(update(PlanItem).values(state="not_started"))
        db.session.commit()

"""Steps of the Department that changes the plan."""

import pytest

from tests.plan.amendments.steps import amend


@pytest.fixture
def department(browser):
    return browser("department")


@pytest.fixture
def change(department):
    """The address of a draft that cancels row 29 and moves row 24; the order that it changes has its number."""
    department.get("/orders/past")
    typed = {"number": "226", "signed_on": "2022-02-28", "title": "Об утверждении плана-графика", "kind": "O_PLAN"}
    department.submit("/orders/past", **typed)
    amend(department, 29, move="cancel", period_text="")
    amend(department, 24, period_text="ноябрь 2022 г.")
    department.get("/plan/editions")
    department.submit("/orders")
    return department.last.request.path

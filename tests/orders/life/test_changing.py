"""One order changes another: signed no earlier, about it by its kind; O_CHANGE marks the order that it names."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from app.extensions import db
from app.orders.life.changing import may_concern, too_early
from app.orders.models import Order
from app.orders.queries import later_than
from app.orders.register.legacy import LegacyOrder, enter
from app.orders.register.registering import register_order
from app.orders.services import draft_order
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.refusing import refusal_of

PLAN, CHANGE = date(2022, 2, 25), date(2022, 2, 28)


def numbered(clerk, number: str, on: date, kind: str, title: str = "Об утверждении") -> Order:
    return enter(current_cycle(), LegacyOrder(0, number, on, title, kind), clerk, NOON)


@pytest.fixture
def change(house, clerk) -> Order:
    """A draft that changes order No. 226 of 25 February, where a point says what is changed."""
    numbered(clerk, "226", PLAN, "O_PLAN")
    order = draft_order("O_CHANGE", current_cycle(), clerk, NOON)
    facts = dict(order.facts)
    facts["typed"] = {"points": "Пункт 3 приказа исключить."}
    order.facts = facts
    db.session.commit()
    return order


def test_an_order_is_not_changed_by_one_of_the_day_before_and_is_by_one_of_its_day(house, clerk):
    plan = numbered(clerk, "226", PLAN, "O_PLAN")
    assert "подписан 25.02.2022" in too_early(plan, date(2022, 2, 24))
    assert too_early(plan, PLAN) == ""


def test_a_change_that_is_dated_before_its_order_gets_no_number(change, clerk):
    refused = refusal_of(register_order, change, "900", date(2022, 2, 24), clerk, NOON)
    assert refused.code == "by"
    assert "подписан раньше" in refused.sentence
    assert change.number is None
    assert register_order(change, "900", PLAN, clerk, NOON) is change


def test_the_order_that_is_named_is_marked_and_the_workbook_says_by_which(change, clerk, browser):
    register_order(change, "951", CHANGE, clerk, NOON)
    db.session.commit()
    assert change.effects[0].order.state == "changed"
    assert change.effects[0].happened_on == CHANGE
    book = load_workbook(io.BytesIO(browser().get("/orders/register.xlsx?year=2022").data)).active
    rows = {row[0]: row[6] for row in book.iter_rows(min_row=2, values_only=True)}
    assert rows == {"951": None, "226": "Изменён приказом № 951 от 28.02.2022"}


def test_a_cancelled_order_is_changed_no_more(change, clerk):
    plan = db.session.query(Order).filter_by(number="226").one()
    plan.state = "cancelled"
    refused = refusal_of(register_order, change, "951", CHANGE, clerk, NOON)
    assert refused.code == "by"
    assert "отменён" in refused.sentence


@pytest.mark.parametrize(
    ("kind", "title", "offered"),
    [
        ("O_CHANGE", "О внесении изменений", True),
        ("O_FREE", "Об отмене", True),
        ("O_PLAN", "Об утверждении плана", True),
        ("O_MUN", "Об утверждении списка", False),
        ("O_MUN", "Об утверждении списка и о приказе № 226", True),
        ("O_MUN", "Об утверждении списка и о приказе № 2261", False),
    ],
)
def test_the_list_offers_only_what_can_be_about_the_order(house, clerk, kind, title, offered):
    plan = numbered(clerk, "226", PLAN, "O_PLAN")
    other = numbered(clerk, "950", CHANGE, kind, title)
    assert may_concern(other, plan) is offered
    assert (other in later_than(plan)) is offered


def test_a_number_is_of_the_calendar_year_of_the_signature_and_not_of_the_project(house, clerk):
    past = numbered(clerk, "1", date(2021, 12, 20), "O_MUN")
    assert (past.register_year, past.cycle.year) == (2021, 2022)
    order = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    order.cycle.year = 2023
    order.facts = dict(order.facts) | {"basis": {"title": "О начале", "number": "1", "signed_on": "2022-11-22"}}
    db.session.commit()
    assert register_order(order, "1", CHANGE, clerk, NOON) is order
    assert order.register_year == 2022

"""An order of outside that changed the plan is said of the order that approved it, once, and written nowhere twice."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from app.extensions import db
from app.orders.life.acts import act
from app.orders.models import Order, OrderAct
from app.orders.register.legacy import LegacyOrder, enter
from app.orders.register.outside import approved_then, changes
from app.plan.amendments.services import propose, put_in_force
from app.plan.models import PlanItem
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON

SIGNED, CHANGED = date(2022, 2, 25), date(2022, 2, 28)
BECAME = {"period_text": "май 2022 г.", "kind": "month", "windows": []}


def entered(clerk, number: str, on: date, kind: str) -> Order:
    return enter(current_cycle(), LegacyOrder(0, number, on, "Об утверждении", kind), clerk, NOON)


def changed(clerk, number: str, on: date, item: int = 24) -> None:
    """An item moved by an order whose number and day were typed beside the change."""
    asked = propose(
        db.session.query(PlanItem).filter_by(number=item).one(), "move", "Нет площадки.", BECAME, clerk, NOON
    )
    assert put_in_force(asked, number, on, clerk, NOON)
    db.session.commit()


@pytest.fixture
def plan(house, clerk) -> Order:
    """Order No. 226, changed by № 57 that the register does not have."""
    order = entered(clerk, "226", SIGNED, "O_PLAN")
    changed(clerk, "57", CHANGED)
    return order


def workbook(client) -> dict[str, tuple]:
    """State and «чем изменён» by number, as the file of the register has them."""
    book = load_workbook(io.BytesIO(client.get("/orders/register.xlsx?year=2022").data)).active
    return {row[0]: (row[4], row[6]) for row in book.iter_rows(min_row=2, values_only=True)}


def text(client, address: str) -> str:
    return client.get(address).text.replace("\u00a0", " ").replace("&nbsp;", " ")


def test_page_register_and_workbook_say_which_order_of_outside_changed_the_plan(plan, browser):
    client, said = browser(), "изменён приказом № 57 от 28.02.2022, в реестр не внесён"
    for address in (f"/orders/{plan.id}", "/orders?year=2022"):
        page = text(client, address)
        assert page.count(said) == 1, address
        assert "Изменён</" in page, address
        assert "/orders/past?number=57&amp;signed_on=2022-02-28&amp;kind=O_CHANGE" in page
    assert workbook(client) == {"226": ("Изменён", "Изменён приказом № 57 от 28.02.2022, в реестр не внесён")}
    assert plan.state == "signed"
    assert db.session.query(OrderAct).count() == 0
    form = client.get("/orders/past?number=57&signed_on=2022-02-28&kind=O_CHANGE").text
    assert 'value="57"' in form
    assert 'value="2022-02-28"' in form
    assert '"O_CHANGE" selected' in form


def test_when_that_order_is_entered_the_two_agree_and_nothing_is_said_twice(plan, clerk, browser):
    client, other = browser(), entered(clerk, "57", CHANGED, "O_CHANGE")
    db.session.commit()
    for _ in range(2):
        page = " ".join(text(client, f"/orders/{plan.id}").split())
        assert page.count("изменён приказом <a") == 1
        assert "не внесён" not in page
        assert text(client, "/orders?year=2022").count("изменён приказом") == 1
        assert workbook(client)["226"] == ("Изменён", "Изменён приказом № 57 от 28.02.2022")
        assert text(client, f"/orders/{other.id}").count("Этот приказ изменяет приказ") == 1
        act(plan, "change", CHANGED, clerk, NOON, by=other)  # and somebody picks it by hand as well
        db.session.commit()


def test_one_order_that_moved_several_items_is_said_once(plan, clerk):
    changed(clerk, "57", CHANGED, item=29)
    assert [one.number for one in changes([plan])[plan.id]] == ["57"]


def test_a_number_is_of_its_calendar_year(plan, clerk):
    entered(clerk, "57", date(2021, 12, 28), "O_FREE")
    assert changes([plan])[plan.id][0].entered is None


def approved(number: int, on: date, cancelled_on: date | None = None) -> Order:
    order = Order(id=number, number=str(number), signed_on=on)
    order.acts = [OrderAct(kind="cancel", happened_on=cancelled_on)] if cancelled_on else []
    return order


@pytest.mark.parametrize(
    ("on", "number"),
    [
        (date(2022, 2, 24), None),
        (date(2022, 2, 25), 226),
        (date(2022, 2, 27), 226),
        (date(2022, 2, 28), 300),
        (date(2022, 3, 1), 226),
    ],
)
def test_a_change_is_of_the_order_that_stood_on_its_day(on, number):
    plans = [approved(226, SIGNED), approved(300, CHANGED, cancelled_on=date(2022, 3, 1))]
    found = approved_then(plans, on)
    assert (found and found.id) == number


def test_no_statement_more_for_thirty_orders_of_outside_than_for_one(plan, clerk, browser):
    client, seen = browser(), []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))

    def statements(orders: int) -> int:
        db.session.rollback()
        text(client, "/orders?year=2022")  # the first page fills what a process keeps
        seen.clear()
        page = text(client, "/orders?year=2022")
        count = len(seen)
        assert page.count("в реестр не внесён") == orders
        return count

    few = statements(1)
    for number in range(58, 87):
        changed(clerk, str(number), CHANGED, item=1 + number % 32)
    assert statements(30) == few

"""«Довести приказ до …»: what is marked on the page of the order is a letter of the register, and feeds the plan."""

from datetime import date

import pytest
from sqlalchemy import select

from app.extensions import db
from app.orders.models import Order
from app.orders.register.registering import register_order
from app.plan.indicators.reading import values
from app.plan.items import items_of
from app.plan.registers.models import SentLetter
from tests.browser_like import chosen
from tests.orders.conftest import NOON
from tests.orders.draft.test_ready import of_kind

STAMP = {"number": "226", "signed_on": "2022-02-28"}
DAY = date(2022, 2, 28)


@pytest.fixture
def signed(browser):
    """The Department before the plan order No. 226, registered."""
    client = browser()
    client.post("/orders", data={"kind": "O_PLAN"})
    assert client.post("/orders/1/registration", data=STAMP).status_code == 303
    return client


def sent(client, *receivers: str, **typed):
    """Send the form of the order as it stands on the page."""
    words = {"subject": "plan", "sent_on": "2022-02-28", "receivers": list(receivers)} | typed
    return client.post("/orders/1/sendings", data=words)


def letters_of_item_13() -> int:
    """How many letters the item of the plan «отправлен федеральному координатору» counts."""
    db.session.rollback()
    order = db.session.get(Order, 1)
    item = next(one for one in items_of(order.cycle) if one.number == 13)
    tallies = values(order.cycle, DAY)[item.id].tallies
    return next(one.part for one in tallies if one.label == "план отправлен федеральному координатору")


def test_the_plan_order_sent_to_the_federal_coordinator_feeds_its_item(signed):
    assert "plan" in chosen(signed.get("/orders/1").text)
    assert letters_of_item_13() == 0
    assert sent(signed, "federal", "oiro").status_code == 303
    assert letters_of_item_13() == 1
    page = signed.get("/orders/1").text
    assert "план её засчитает" in page
    assert "разослан: ОИРО" in page.replace("Федеральный координатор, ", "")
    letter = db.session.scalars(select(SentLetter)).one()
    assert (letter.subject, letter.number, letter.on) == ("plan", "226", DAY)
    assert "226" in letter.note


def test_the_plan_order_sent_to_our_own_institutions_is_no_letter_to_the_federal_coordinator(signed):
    assert sent(signed, "oiro", "rcoko", "mouo").status_code == 303
    assert letters_of_item_13() == 0
    assert "план её засчитает" not in signed.get("/orders/1").text
    assert [one.addressee for one in db.session.scalars(select(SentLetter))] == ["ОИРО, ОРЦОКО, Все МОУО"]


def test_a_letter_knows_to_whom_and_about_what_it_goes(signed, clerk):
    letter = register_order(of_kind("L_FIOKO_PLAN"), "5", DAY, clerk, NOON)
    db.session.commit()
    ready = chosen(signed.get(f"/orders/{letter.id}").text)
    assert {"plan", "federal"} <= ready
    assert "mouo" not in ready


def test_what_was_marked_stays_marked_when_the_day_is_amiss(signed):
    answer = sent(signed, "rcoko", sent_on="завтра")
    assert answer.status_code == 422
    assert "rcoko" in chosen(answer.text)
    assert letters_of_item_13() == 0
    assert sent(signed).status_code == 422

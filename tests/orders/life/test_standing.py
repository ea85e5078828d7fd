"""What stands: scans, sendings, orders that change others, and a letter that is spoken of as a letter."""

import io
from datetime import date

import pytest

from app.extensions import db
from app.journal.models import Event
from app.orders.life.acts import act, send_out
from app.orders.models import OrderScan
from app.orders.queries import Wanted, later_than, register
from app.orders.register.registering import register_order
from tests.orders.conftest import NOON
from tests.orders.draft.test_ready import SIGNED, of_kind
from tests.refusing import refusal_of

PDF = b"%PDF-1.4\nscan"


@pytest.fixture
def signed(house, clerk):
    """An order with its number."""
    return register_order(of_kind("O_FREE"), "9", SIGNED, clerk, NOON)


def test_a_scan_is_a_pdf_or_a_picture_and_a_mistaken_one_is_struck_in_sight(signed, browser):
    db.session.commit()
    client, url = browser(), f"/orders/{signed.id}"
    wrong = client.post(f"{url}/scans", data={"file": (io.BytesIO(b"PK"), "скан.xlsx")})
    assert wrong.status_code == 422
    assert "PDF, JPG или PNG" in wrong.text
    client.post(f"{url}/scans", data={"file": (io.BytesIO(PDF), "чужой.pdf")})
    assert "есть скан" in client.get("/orders").text
    assert client.post("/orders/scans/1/strike", data={"reason": " "}).status_code == 422
    assert client.post("/orders/scans/1/strike", data={"reason": "Другой приказ"}).status_code == 303
    page = client.get(url).text
    assert "чужой.pdf" in page
    assert "Вычеркнут" in page
    assert "Другой приказ" in page
    assert "есть скан" not in client.get("/orders").text
    assert client.get("/orders/scans/1").data == PDF
    assert db.session.get(OrderScan, 1).void_reason == "Другой приказ"
    assert db.session.query(Event).order_by(Event.id.desc()).first().kind == "order:scan_struck"


def test_nothing_is_sent_before_it_is_signed(signed, clerk):
    early = refusal_of(send_out, signed, "plan", ["oiro"], date(2022, 2, 27), clerk, NOON)
    assert early.code == "early"
    assert "28.02.2022" in early.sentence


def test_only_a_standing_order_changes_another_and_no_letter_is_changed(signed, clerk):
    second = register_order(of_kind("O_FREE"), "10", SIGNED, clerk, NOON)
    third = register_order(of_kind("O_FREE"), "11", SIGNED, clerk, NOON)
    act(second, "cancel", SIGNED, clerk, NOON, by=third)
    assert later_than(signed) == [third]
    assert refusal_of(act, signed, "cancel", SIGNED, clerk, NOON, by=second).code == "by"
    letter = register_order(of_kind("L_FIOKO_PLAN"), "5", SIGNED, clerk, NOON)
    assert later_than(letter) == []
    assert refusal_of(act, letter, "cancel", SIGNED, clerk, NOON, by=third).code == "letter"


def test_a_letter_is_spoken_of_as_a_letter(house, clerk, browser):
    letter = register_order(of_kind("L_FIOKO_PLAN"), "5", SIGNED, clerk, NOON)
    db.session.commit()
    page = browser().get(f"/orders/{letter.id}").text
    assert "Письмо зарегистрировано" in page
    assert "подписанного письма" in page
    assert "Приказ зарегистрирован" not in page
    assert "Изменён или отменён" not in page


def test_the_register_goes_by_number_within_the_day(signed, clerk):
    register_order(of_kind("O_FREE"), "100", SIGNED, clerk, NOON)
    register_order(of_kind("O_FREE"), "11", SIGNED, clerk, NOON)
    assert [one.number for one in register(Wanted(2022))] == ["100", "11", "9"]

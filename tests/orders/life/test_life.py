"""The life of an order after its text: agreed, numbered without doubles, published, changed, its paper scanned."""

import io
from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from openpyxl import load_workbook
from sqlalchemy import event

from app.directory.models import Grant
from app.extensions import db
from app.kernel.spreadsheet import Sheet, workbook
from app.orders.life.acts import act
from app.orders.models import Order
from app.orders.queries import numbers_of
from app.orders.register.legacy import HEADS, LegacyOrder, compared, enter, of_row, read_past
from app.orders.register.registering import register_order
from app.orders.services import amend_order, draft_order, stored
from app.roles import Role
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.sample_lists import listing
from tests.refusing import refusal_of

SIGNED = date(2022, 2, 28)
PDF = b"%PDF-1.4\nscan"


def drafts(count: int) -> list[int]:
    """Orders that are ready for their number."""
    facts = listing("O_FREE")
    rows = [
        Order(cycle=current_cycle(), kind="O_FREE", title=facts.title, facts=stored(facts), drafted_by_id=1)
        for _ in range(count)
    ]
    for row in rows:
        row.drafted_at = NOON
    db.session.add_all(rows)
    db.session.commit()
    return [row.id for row in rows]


def test_an_order_is_agreed_signed_published_and_changed_by_another(house, clerk):
    first, second, third = (db.session.get(Order, key) for key in drafts(3))
    act(first, "submit", SIGNED, clerk, NOON)
    assert refusal_of(amend_order, first, {}, clerk, NOON).sentence.startswith("Приказ на\u00a0согласовании")
    act(first, "return", SIGNED, clerk, NOON, note="Уточнить пункт 2")
    act(first, "submit", SIGNED, clerk, NOON)
    register_order(first, "226", SIGNED, clerk, NOON)
    assert refusal_of(act, first, "publish", date(2022, 2, 27), clerk, NOON).code == "early"
    act(first, "publish", SIGNED, clerk, NOON)
    assert refusal_of(act, first, "change", SIGNED, clerk, NOON, by=second).code == "by"
    register_order(second, "", SIGNED, clerk, NOON)
    act(first, "change", SIGNED, clerk, NOON, by=second)
    register_order(third, "", SIGNED, clerk, NOON)
    act(first, "cancel", SIGNED, clerk, NOON, by=third)
    assert (first.state, second.number, third.number) == ("cancelled", "227", "228")
    assert [one.order.number for one in second.effects + third.effects] == ["226", "226"]
    assert refusal_of(act, first, "change", SIGNED, clerk, NOON, by=second).code == "state"


def test_of_two_refusals_the_first_is_said(house, clerk):
    """The first was lost while a refusal was false: whoever may not publish was told of the day."""
    (order,) = (db.session.get(Order, key) for key in drafts(1))
    director = SimpleNamespace(person_id=2, grants=(Grant(role=Role.SCHOOL, school_id=1),))
    tomorrow = SIGNED + timedelta(1)
    assert refusal_of(act, order, "publish", tomorrow, director, NOON).code == "forbidden"
    assert refusal_of(act, order, "publish", tomorrow, clerk, NOON).code == "state"
    register_order(order, "226", SIGNED, clerk, NOON)
    assert refusal_of(act, order, "publish", tomorrow, clerk, NOON).code == "future"


def test_an_order_is_not_changed_by_one_that_was_signed_before_it(house, clerk):
    before, first = (db.session.get(Order, key) for key in drafts(2))
    register_order(before, "1", date(2022, 2, 25), clerk, NOON)
    register_order(first, "2", SIGNED, clerk, NOON)
    for kind in ("change", "cancel"):
        refused = refusal_of(act, first, kind, SIGNED, clerk, NOON, by=before)
        assert refused.code == "by"
        assert "подписан раньше" in refused.sentence
    assert first.state == "signed"
    assert before.effects == []


def test_a_letter_and_an_order_may_bear_one_number(house, clerk):
    (order,) = (db.session.get(Order, key) for key in drafts(1))
    facts = listing("L_FIOKO_PLAN")
    letter = Order(cycle=current_cycle(), kind="L_FIOKO_PLAN", series="letter", title="О", facts=stored(facts))
    letter.drafted_by_id, letter.drafted_at = 1, NOON
    db.session.add(letter)
    db.session.flush()
    assert register_order(order, "57", SIGNED, clerk, NOON) is order
    assert register_order(letter, "57", SIGNED, clerk, NOON) is letter


def test_the_pages_of_the_register_tell_the_whole_life(house, browser):
    client = browser()
    first, second = drafts(2)
    assert client.post(f"/orders/{first}/acts", data={"act": "submit"}).status_code == 303
    for order, number in ((first, "226"), (second, "230")):
        client.post(f"/orders/{order}/registration", data={"number": number, "signed_on": "2022-02-28"})
    told = {"act": "publish", "happened_on": "2022-02-28", "note": "https://example.org"}
    assert client.post(f"/orders/{first}/acts", data=told).status_code == 303
    assert client.post(f"/orders/{first}/acts", data={"act": "change", "by_order": ""}).status_code == 422
    assert client.post(f"/orders/{first}/acts", data={"act": "change", "by_order": second}).status_code == 303
    assert "№&nbsp;230" in client.get(f"/orders/{first}").text
    assert "Этот приказ изменяет" in client.get(f"/orders/{second}").text
    page = client.get("/orders?year=2022&words=226").text
    assert "1–225" in page
    assert "227–229" in page
    assert "изменён приказом" in page
    assert client.post("/orders/skipped", data={"year": 2022, "first": "1", "last": "9"}).status_code == 422
    why = {"year": 2022, "series": "order", "first": "1", "last": "225", "reason": "Не о проекте"}
    assert client.post("/orders/skipped", data=why).status_code == 303
    assert client.post("/orders/skipped", data=why | {"last": "226"}).status_code == 422
    assert "Не о проекте" in client.get("/orders").text
    book = load_workbook(io.BytesIO(client.get("/orders/register.xlsx?year=2022").data)).active
    assert [[cell.value for cell in row][:2] for row in book.iter_rows(min_row=2)] == [
        ["230", "28.02.2022"],
        ["226", "28.02.2022"],
    ]
    scan = client.post(f"/orders/{first}/scans", data={"file": (io.BytesIO(b""), "скан.pdf")})
    assert scan.status_code == 422
    assert "0 байт" in scan.text
    assert client.post(f"/orders/{first}/scans", data={"file": (io.BytesIO(PDF), "скан.pdf")}).status_code == 303
    assert client.get("/orders/scans/1").data == PDF


def test_past_orders_come_by_hand_and_by_a_table_that_is_shown_first(house, browser):
    client = browser()
    typed = {"number": "№ 1715", "signed_on": "2021-12-20", "title": "Утверждение координаторов", "kind": "O_MUN"}
    assert client.post("/orders/past", data=typed | {"signed_on": "вчера"}).status_code == 422
    answer = client.post("/orders/past", data=typed | {"file": (io.BytesIO(PDF), "1715.pdf")})
    assert answer.status_code == 303
    assert "1715.pdf" in client.get(answer.location).text
    assert client.post("/orders/past", data=typed).status_code == 422
    table = workbook(
        [Sheet("Приказы", HEADS, [("1715", "20.12.2021", "О", ""), ("226", "28.02.2022", "=О плане", "")])]
    )
    review = client.post("/orders/past/lists", data={"file": (io.BytesIO(table), "реестр.xlsx")}).text
    assert "Новых: 1" in review
    assert "Уже в" in review
    sha256 = review.partition("/orders/past/lists/")[2][:64]
    assert client.post(f"/orders/past/lists/{sha256}").status_code == 303
    assert "О плане" in client.get("/orders?year=2022").text
    assert client.get(f"{answer.location}/file").status_code == 404


@pytest.mark.parametrize(
    ("words", "trouble"),
    [
        ({"number": "2 6", "signed_on": "28.02.2022", "title": "О"}, "Номер"),
        ({"number": " № ", "signed_on": "28.02.2022", "title": "О"}, "Нет номера"),
        ({"number": "226", "signed_on": "31.02.2022", "title": "О"}, "Дата"),
        ({"number": "226", "signed_on": "2022-02-28 00:00:00", "title": ""}, "заголовка"),
        ({"number": "226", "signed_on": "28.02.2022", "title": "О", "kind": "Указ"}, "вида"),
    ],
)
def test_a_row_that_is_amiss_says_what(words, trouble):
    assert [text for text in of_row(2, words).troubles if trouble in text]


def test_a_number_twice_in_a_table_is_told(house):
    rows = [("226", "28.02.2022", "О", ""), ("226", "01.03.2022", "Об", "")]
    found = compared(read_past(workbook([Sheet("П", HEADS, rows)])), date(2022, 3, 2))
    assert [bool(one.troubles) for one in found] == [False, True]


def test_no_statement_more_for_thirty_orders_than_for_one(house, browser, clerk):
    client, seen = browser(), []
    event.listen(db.engine, "before_cursor_execute", lambda *args: seen.append(args[2]))

    def statements() -> int:
        seen.clear()
        assert client.get("/orders?year=2022").status_code == 200
        return len(seen)

    def numbered(count: int) -> None:
        first = len(numbers_of("order", 2022))
        for number in range(first + 1, first + 1 + count):
            enter(current_cycle(), LegacyOrder(0, str(number), SIGNED, "О", "O_FREE"), clerk, NOON)
        db.session.commit()

    numbered(2)
    few = statements()
    numbered(30)
    assert statements() == few


def test_a_draft_is_drawn_up_beside_one_that_is_being_agreed(house, clerk):
    first = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    act(first, "submit", SIGNED, clerk, NOON)
    assert draft_order("O_PLAN", current_cycle(), clerk, NOON).id != first.id

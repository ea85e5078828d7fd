"""The sheets of an appendix are counted by the house from its own PDF; what a clerk has typed stands."""

import pytest
from sqlalchemy import delete, select

from app.documents.office import program
from app.extensions import db
from app.orders import sheets
from app.orders.models import Order, OrderDraft
from app.orders.services import seen, stated
from tests.servers import lacking


@pytest.fixture
def letter(browser, app):
    """A draft of a letter with an appendix."""
    department = browser("department")
    department.get("/orders")
    department.submit("/orders", kind="L_MOUO_START")
    return department


def order() -> Order:
    return db.session.scalars(select(Order).where(Order.kind == "L_MOUO_START")).one()


def test_what_was_counted_stands_in_the_letter_until_it_is_changed_and_the_clerk_may_say_otherwise(letter, app):
    with app.app_context():
        one, words = order(), seen(order())
        one.sheets = 3
        db.session.commit()
        assert stated(one).typed["sheets"] == "3"
        assert seen(one) == words
    path = letter.last.request.path
    letter.get(path)
    assert "на 3 л. в 1 экз." in letter.page.xpath('//*[@id="paper"]')[0].text_content().replace("\xa0", " ")
    assert "Листов в приложении" not in letter.page.xpath('//*[@id="checks"]')[0].text_content()
    letter.submit(f"{path}/text", addressee="Руководителям", sheets="5")
    with app.app_context():
        assert order().sheets is None
        assert stated(order()).typed["sheets"] == "5"


def test_the_pages_after_the_mark_of_the_appendix_are_counted(letter, app):
    program() or lacking("LibreOffice (soffice)")
    with app.app_context():
        sheets.count_sheets()
        assert order().sheets == 1


def test_a_letter_that_was_changed_meanwhile_is_counted_anew(letter, app, monkeypatch):
    def changed_meanwhile(_docx, _ending):
        one = order()
        one.facts = one.facts | {"title": "О другом"}
        db.session.commit()
        return b""

    monkeypatch.setattr(sheets, "program", lambda: "soffice")
    monkeypatch.setattr(sheets, "as_pdf", changed_meanwhile)
    monkeypatch.setattr(sheets, "sheets_in", lambda _pdf: 9)
    with app.app_context():
        sheets.count_sheets()
        assert order().sheets is None


def test_a_letter_that_is_dropped_before_its_turn_is_no_failure(letter, app, monkeypatch):
    letter.get("/orders")
    letter.submit("/orders", kind="L_MOUO_START")

    def other_dropped(_docx, _ending):
        latest = db.session.scalars(select(Order.id).order_by(Order.id.desc())).first()
        db.session.execute(delete(OrderDraft).where(OrderDraft.order_id == latest))
        db.session.execute(delete(Order).where(Order.id == latest))
        db.session.commit()
        return b""

    monkeypatch.setattr(sheets, "program", lambda: "soffice")
    monkeypatch.setattr(sheets, "as_pdf", other_dropped)
    monkeypatch.setattr(sheets, "sheets_in", lambda _pdf: 9)
    with app.app_context():
        sheets.count_sheets()
        assert order().sheets == 9
        assert not app.extensions["failed"]

"""The journal is read to its first record, narrowed, and names whom and what it is about."""

import re

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Event
from app.journal.queries import PAGE


@pytest.fixture
def rows(browser):
    """What the page of the journal with these words of the address shows, row by row."""
    reader = browser("department")

    def read(query: str = "") -> list[str]:
        reader.get(f"/journal{query}")
        return [" ".join(one.text_content().split()) for one in reader.page.xpath("//tbody/tr")]

    return read


def test_the_first_record_is_reached(rows, app):
    with app.app_context():
        total = db.session.scalar(select(func.count(Event.id)))
    last = -(-total // PAGE)
    assert last > 1 and len(rows()) == PAGE
    assert len(rows(f"?page={last}")) == total - (last - 1) * PAGE and rows(f"?page={last + 1}") == []


def test_a_kind_a_day_and_a_name_narrow_it(rows):
    approved, of_day = rows("?kind=document:approved"), rows("?on=2022-03-16")
    assert approved and all("Документ подтверждён" in one for one in approved)
    assert of_day and all(one.startswith("16.03.2022") for one in of_day)
    of_school = rows("?words=заречная+сош&kind=document:approved")
    assert of_school and all("Заречная СОШ" in one for one in of_school)
    assert rows("?words=соколова") and rows("?words=Никто") == []


def test_it_names_the_person_and_the_school_and_not_their_numbers(rows):
    signed_in, sent = rows("?kind=account:signed_in"), rows("?kind=document:submitted")
    assert signed_in and not [one for one in signed_in if re.search(r"учётная запись \d", one)]
    assert sent and all("(демо)" in one for one in sent)


def test_it_asks_as_often_for_a_full_page_as_for_one_record(browser, statements):
    reader = browser("department")
    reader.get("/journal")
    few = statements(lambda: reader.client.get("/journal?kind=round:frozen"))
    assert statements(lambda: reader.client.get("/journal")) <= few + 2

"""The journal is read to its first record, narrowed, and names whom and what it is about."""

import csv
import re

import pytest
from sqlalchemy import func, select, text, update

from app.directory.models import Person
from app.extensions import db
from app.journal import queries
from app.journal.models import Event
from app.kernel.paging import SIZE as PAGE


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
    assert last > 1
    assert len(rows()) == PAGE
    assert len(rows(f"?page={last}")) == total - (last - 1) * PAGE
    assert rows(f"?page={last + 1}") == rows(f"?page={last}")


def test_a_kind_a_day_and_a_name_narrow_it(rows):
    approved, of_day = rows("?kind=document:approved"), rows("?on=2022-03-16")
    assert approved
    assert all("Документ подтверждён" in one for one in approved)
    assert of_day
    assert all(one.startswith("16.03.2022") for one in of_day)
    of_school = rows("?words=заречная+сош&kind=document:approved")
    assert of_school
    assert all("Заречная СОШ" in one for one in of_school)
    assert rows("?words=соколова")
    assert rows("?words=Никто") == []


def test_it_names_the_person_and_the_school_and_not_their_numbers(rows):
    signed_in, sent = rows("?kind=account:signed_in"), rows("?kind=document:submitted")
    assert signed_in
    assert not [one for one in signed_in if re.search(r"учётная запись \d", one)]
    assert sent
    assert all("(демо)" in one for one in sent)


def test_it_asks_as_often_for_a_full_page_as_for_one_record(browser, statements):
    reader = browser("department")
    reader.get("/journal")
    few = statements(lambda: reader.client.get("/journal?kind=round:frozen"))
    assert statements(lambda: reader.client.get("/journal")) <= few + 2


def exported(reader, query: str = "") -> list[list[str]]:
    answer = reader.client.get(f"/journal.csv{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    words = answer.get_data().decode("utf-8-sig")
    assert len(answer.get_data()) == int(answer.headers["Content-Length"])
    return list(csv.reader(words.splitlines(), delimiter=";"))


def test_the_table_holds_what_the_page_is_narrowed_to_with_the_seal_of_each(browser, rows, app):
    reader = browser("department")
    heads, *found = exported(reader, "?words=заречная+сош&kind=document:approved")
    assert len(found) == len(rows("?words=заречная+сош&kind=document:approved")) > 0
    assert heads[-1] == "Печать записи"
    assert all("Заречная СОШ" in one[2] for one in found)
    with app.app_context():
        total = db.session.scalar(select(func.count(Event.id)))
        newest = db.session.scalars(select(Event).order_by(Event.id.desc())).first()
        said = newest.id, newest.seal
    _, *every = exported(browser("admin"))
    assert len(every) > total > PAGE  # whoever has signed in since is there
    assert list(said) in [[int(one[5]), one[6]] for one in every]


def test_the_table_is_bounded_and_says_so(browser, app, monkeypatch):
    monkeypatch.setattr(queries, "MOST", PAGE + 1)
    monkeypatch.setattr("app.journal.table.MOST", PAGE + 1)
    _, *found, last = exported(browser("department"))
    assert len(found) == PAGE + 1
    assert last[0].startswith(f"Это не весь отбор: в таблице последние {PAGE + 1} записей")


def test_no_cell_of_the_table_becomes_a_formula(browser, app):
    with app.app_context():
        db.session.execute(update(Person).where(Person.email == "curator@example.org").values(name="=1+1"))
        db.session.commit()
    _, *found = exported(browser("department"), "?words==1%2B1")
    assert found
    assert {one[3] for one in found} == {"'=1+1"}


@pytest.mark.parametrize("who", ["school", "curator", "municipal", "expert", "rcoko"])
def test_the_table_is_for_those_who_see_the_page(who, browser):
    client = browser(who).client
    assert client.get("/journal").status_code == client.get("/journal.csv").status_code == 403


def test_the_state_of_the_house_tells_of_the_seals_of_the_journal(browser):
    admin = browser("admin")
    admin.get("/archive")
    assert "Последние 200 записей стоят так, как были сделаны." in admin.text
    assert "Печати журнала" in admin.text
    admin.get("/journal")
    assert admin.page.xpath('//main//a[@href="/archive"]')
    assert "контрольная сумма записи" in admin.text


@pytest.mark.sqlite
@pytest.mark.parametrize("back", [0, 199])
def test_a_record_that_was_altered_past_the_house_is_told(back, browser, app):
    admin = browser("admin")
    with app.app_context():
        triggers = db.session.execute(text("SELECT name FROM sqlite_master WHERE type='trigger' AND tbl_name='events'"))
        for (name,) in triggers.all():
            db.session.execute(text(f"DROP TRIGGER {name}"))
        key = db.session.scalars(select(Event.id).order_by(Event.id.desc()).offset(back)).first()
        db.session.execute(update(Event).where(Event.id == key).values(actor_id=1, subject_id=77))
        db.session.commit()
    app.extensions["health"].asked_at = float("-inf")
    admin.get("/archive")
    assert "Требует внимания: печати журнала" in admin.text
    assert f"первая такая – № {key}" in admin.text
    assert app.test_client().get("/health").text == "degraded: journal"

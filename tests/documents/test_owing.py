"""After its day the matrix shows those who still owe documents, and nobody else."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from app.directory.models import School
from app.documents.models import Document
from app.documents.owing import owing
from app.extensions import db
from app.year.cycle.queries import current_cycle

APRIL = datetime(2022, 4, 6, 9, tzinfo=UTC)
ROWS = "//table[contains(@class, 'matrix')]//tbody//th//a"


@pytest.fixture
def april(app):
    """A week after 30 March."""
    app.extensions["clock"] = lambda: APRIL
    return app


def names(person) -> list[str]:
    return [" ".join(one.text_content().split()) for one in person.page.xpath(ROWS)]


def person_row(person, name: str) -> tuple[int, int]:
    """«3 из 5» of the last column."""
    row = next(one for one in person.page.xpath("//table//tbody//tr") if name in " ".join(one.text_content().split()))
    done, _, whole = row.xpath("td[last()]")[0].text_content().partition("из")
    return int(done), int(whole)


def test_whoever_owes_something_is_shown_alone_and_goes_when_it_stands(april, browser):
    person = browser("department")
    person.get("/matrix")
    assert "Подтверждено не всё" in person.text
    assert "Срок был 30.03.2022 23:59 мск, прошло 7 дней." in person.text
    every = names(person)
    person.get("/matrix?late=1")
    late = names(person)
    assert set(late) < set(every)
    for name in every:  # the margin of each school says how many of its documents stand
        row = person_row(person, name) if name in late else None
        assert row is None or row[0] < row[1], name
    with april.app_context():
        assert set(late) == set(db.session.scalars(select(School.short_name).where(owing(current_cycle().id))))
        db.session.execute(update(Document).values(state="approved").where(Document.window_id.is_(None)))
        db.session.commit()
    person.get("/matrix?late=1")
    assert set(names(person)) < set(late)


def test_before_its_day_and_in_the_past_nobody_is_late(app, browser):
    person = browser("department")
    person.get("/matrix?late=1")
    whole = names(person)
    assert "Подтверждено не всё" not in person.text
    person.get("/matrix")
    assert names(person) == whole


def test_the_workbook_holds_the_same_schools(april, browser):
    person = browser("department")
    person.get("/matrix?late=1")
    link = person.page.xpath("//a[contains(@href, 'matrix.xlsx')]/@href")[0]
    assert "late=1" in link
    assert person.get(link).status_code == 200

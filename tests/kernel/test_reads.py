"""Plain reads: what is asked twice is asked once, and nothing that is kept is another's or older than a commit."""

from typing import NamedTuple

import pytest
from sqlalchemy import bindparam, select

from app.directory.models import Grant, Person
from app.extensions import db
from app.kernel.reads import Read, once
from app.kernel.transaction import begin_write, end_write
from app.roles import Role


class Named(NamedTuple):
    """A person."""

    id: int
    name: str


NAMED = Read(Named, select(Person.id, Person.name).where(Person.id.in_(bindparam("ids", expanding=True))))


@pytest.fixture
def reading(app):
    """A request that reads."""
    with app.test_request_context("/"):
        db.session.connection()  # BEGIN is a statement too
        yield


@once
def person_of(key: int) -> Person | None:
    """A person as an entity."""
    return db.session.scalars(select(Person).where(Person.id == key)).first()


def test_a_read_of_entities_is_asked_once_and_another_thing_anew(reading, statements):
    assert statements(lambda: (person_of(1), person_of(1), person_of(2))) == 2
    assert (person_of(1).id, person_of(2).id) == (1, 2)


def test_who_has_begun_to_write_reads_entities_again(reading, statements):
    person_of(1)
    begin_write()
    db.session.connection()  # BEGIN again
    assert statements(lambda: (person_of(1), person_of(1))) == 2
    end_write()


def test_a_row_whose_fields_are_not_the_columns_is_refused(reading):
    with pytest.raises(AssertionError, match="the columns are"):
        Read(Named, select(Person.name, Person.id)).all()


def test_rows_are_plain_and_frozen(reading):
    (found,) = NAMED.all(ids=(1,))
    assert type(found) is Named
    with pytest.raises(AttributeError):
        found.name = "Другой"


def test_no_row_is_none_for_first_and_an_error_for_one(reading):
    assert NAMED.first(ids=()) is None
    with pytest.raises(LookupError):
        NAMED.one(ids=())


def test_a_request_asks_the_same_once_and_another_thing_anew(reading, statements):
    assert statements(lambda: (NAMED.all(ids=(1,)), NAMED.all(ids=(1,)))) == 1
    assert NAMED.one(ids=(2,)).id == 2


def test_without_a_request_nothing_is_kept(app, statements):
    with app.app_context():
        db.session.connection()
        assert statements(lambda: (NAMED.all(ids=(1,)), NAMED.all(ids=(1,)))) == 2


def test_whoever_writes_reads_what_is_written(reading):
    NAMED.one(ids=(1,))
    begin_write()
    db.session.get(Person, 1).name = "Новое имя"
    assert NAMED.one(ids=(1,)).name == "Новое имя"
    end_write()
    assert NAMED.one(ids=(1,)).name == "Новое имя"


def test_what_another_process_has_written_is_read_by_the_next_request(app):
    for name in ("Первое имя", "Второе имя"):
        with app.app_context():
            db.session.get(Person, 1).name = name
            db.session.commit()
        with app.test_request_context("/"):
            assert NAMED.one(ids=(1,)).name == name


def test_of_two_people_in_turns_on_one_thread_each_reads_the_own(app, browser):
    people = {who: browser(who) for who in ("school", "school2", "curator", "department")}
    first = {who: _told(person) for who, person in people.items()}
    assert len(set(first.values())) == len(people)
    for who in (*reversed(people), *people):
        assert _told(people[who]) == first[who]
    with app.app_context():
        for grant in db.session.scalars(select(Grant).where(Grant.role == Role.SCHOOL)):
            grant.school_id = 3
        db.session.commit()
    assert "Ключевская" in _told(people["school2"])
    assert _told(people["curator"]) == first["curator"]


def _told(person) -> str:
    """Whose page it is, and what it lists."""
    person.get("/")
    who = " ".join(person.page.xpath('//*[@class="me__who"]')[0].text_content().split())
    return f"{who}: {' '.join(person.page.xpath('//main')[0].text_content().split())}"

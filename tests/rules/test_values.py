"""Whatever stands in a query or in a field, no page fails: the names are found in the code and in the forms (A9)."""

import os
import re
from pathlib import Path

import pytest
import sqlalchemy
from sqlalchemy import String, event
from sqlalchemy.orm import Session

import app as house
from app.kernel.numbers import LARGEST, number, numbers, row_id
from app.permissions import PERMISSIONS
from tests.rules.hostile import names_asked, room_of
from tests.rules.places import OWN, PEOPLE, addresses, guarded, school_named

CODE = Path(house.__file__).parent
WORST, LONG = str(2**63), "Я" * 5000
ON_POSTGRES = os.environ.get("OPORA_TEST_DATABASE") == "postgres"
OF_COLUMNS = (str(2**31), WORST, "\0", LONG)  # what a column may stumble at, each database in its way
VALUES = OF_COLUMNS if ON_POSTGRES else (*OF_COLUMNS, "-1", "²")  # and what a parser or a page may: the same on either
NO_NUMBERS = (*VALUES, str(10**30), "1e9", "", "ё", None, "٣", "+5", "1_0", "1.0", " ")


def own_names(view) -> list[str]:
    """The names that may mean something to this route."""
    return names_asked(room_of(view))


class Visitor:
    """Goes where the role is let in, and remembers each address that failed."""

    def __init__(self, browser):
        self.browser, self.people, self.failed = browser, {}, []

    def person(self, action: str):
        who = next(name for name, role in PEOPLE.items() if role in PERMISSIONS[action].roles)
        return self.people.get(who) or self.people.setdefault(who, self.browser(who))

    def go(self, action: str, url: str, method: str, values: dict) -> None:
        person = self.person(action)
        sent = {"query_string": values} if method == "GET" else {"data": {"csrf_token": person.token, **values}}
        if method != "GET" and not hasattr(person, "page"):
            person.get("/")
        try:
            failed = person.client.open(url, method=method, **sent).status_code >= 500
        except Exception as error:  # whatever is not answered by a page is what we look for
            failed = f"{type(error).__name__} {str(error)[:60]}"
        if failed:
            self.failed.append(f"{failed} {method} {url} " + " ".join(f"{k}={v[:9]}" for k, v in values.items()))


@pytest.fixture
def visitor(browser):
    event.listen(Session, "before_flush", as_strict_as_postgres)
    yield Visitor(browser)
    event.remove(Session, "before_flush", as_strict_as_postgres)


def as_strict_as_postgres(session, *_more) -> None:
    """SQLite keeps words of any length: here it refuses what the other database refuses."""
    for row in (*session.new, *session.dirty):
        for column in sqlalchemy.inspect(type(row)).column_attrs:
            kind, kept = column.columns[0].type, getattr(row, column.key)
            assert not (isinstance(kind, String) and kind.length and kept and len(kept) > kind.length), column


@pytest.mark.long
def test_no_query_fails(whole_year, visitor):
    with whole_year.app_context():
        own = school_named(OWN)
        doors = [
            (address, own_names(whole_year.view_functions[rule.endpoint]))
            for rule in guarded(whole_year)
            for address in addresses(whole_year, rule, own)
            if address.method == "GET"
        ]
    assert len(doors) > 100
    for address, names in doors:
        for value in VALUES:
            visitor.go(address.action, address.url, "GET", dict.fromkeys(names, value))
        for name in set(names) - set(names_asked("kernel")):
            visitor.go(address.action, address.url, "GET", {name: WORST})
    assert visitor.failed == []


def fields_of(form) -> dict[str, str]:
    """What a browser would send of the form as it stands."""
    return {name: value or "" for name, value in form.fields.items() if name and name != "csrf_token"}


@pytest.mark.long
def test_no_field_fails(forms, whole_year, visitor):
    tried = 0
    for endpoint, own in forms.items():
        action = getattr(whole_year.view_functions[endpoint], "action", None)
        if action is None or "data-sign-out" in own[0].attrib:
            continue
        standing = fields_of(own[0])
        for value in VALUES:
            visitor.go(action, own[0].get("action"), "POST", dict.fromkeys(standing, value))
            tried += 1
        for name in standing:
            for value in (WORST, LONG):
                visitor.go(action, own[0].get("action"), "POST", standing | {name: value})
    assert tried > 500
    assert visitor.failed == []


@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_no_column_holds_is_no_number(typed):
    assert number(typed) is None
    assert number(typed, 7) == 7
    assert row_id({"x": typed}, "x") is None
    assert numbers([typed or ""]) == []


def test_a_number_in_plain_digits_is_read():
    assert number("0") == 0
    assert number(" 007 ") == 7
    assert number(str(LARGEST)) == LARGEST
    assert row_id({}, "x") is None
    assert numbers(["1", "ё", "2"]) == [1, 2]


def test_there_is_one_reader_of_numbers():
    """Digits are looked at where they are read; the words of files are no numbers of a form."""
    aside = {"numbers.py", "settings.py", "calendar.py", "tables.py", "registering.py"}
    for path in CODE.rglob("*.py"):
        said = path.read_text()
        of_files = path.name in aside or path.parent.name == "reading"
        assert not re.search(r"\.get(list)?\([^()]*\bint\)", said), path
        assert of_files or not re.search(r"\.is(decimal|digit|numeric)\(", said), path

"""How people are brought in: a card, a link, a password."""

from urllib.parse import urlsplit

import pytest

from app.directory.models import Person
from app.extensions import db

PASSWORD = "три слова подряд"
IVANOVA = "ivanova@example.org"


@pytest.fixture
def department(browser):
    return browser("department")


@pytest.fixture
def admin(browser):
    return browser("admin")


@pytest.fixture
def number(app):
    """The id of the person with this address."""

    def find(email: str) -> int:
        with app.app_context():
            return db.session.query(Person.id).filter_by(email=email).scalar()

    return find


@pytest.fixture
def ivanova(department, number) -> int:
    """A person who has just been brought in: no role, no password."""
    newcomer(department)
    return number(IVANOVA)


def newcomer(who, email: str = IVANOVA):
    who.get("/people/new")
    return who.submit("/people", name="Иванова Ирина (демо)", email=email, post="", phone="")


def invite(who, person: int) -> str:
    """The path of a fresh invitation."""
    who.post(f"/people/{person}/invitation", {})
    return urlsplit(who.page.xpath('//input[@id="link"]/@value')[0]).path


def accept(guest, link: str, password: str = PASSWORD):
    guest.get(link)
    return guest.post(link, {"password": password})


def sign_in(guest, email: str, password: str):
    guest.get("/sign-in")
    return guest.submit("/sign-in", email=email, password=password)

"""A real house with nothing in it, in November 2026, and the first person of an invented region."""

from datetime import UTC, datetime

import pytest

from app import create_app
from app.extensions import db
from app.founding import found
from app.settings import Settings
from app.setup.first import token
from tests.browser_like import Browser
from tests.house import SECRET

EVENING = datetime(2026, 11, 29, 18, tzinfo=UTC)  # already the 30th in UTC+7
REGION = {
    "name": "Таёжный край",
    "name_gen": "Таёжного края",
    "city": "г. Кедровск",
    "department": "Министерство образования Таёжного края",
    "department_gen": "Министерства образования Таёжного края",
    "unit_dat": "Отделу общего образования",
    "institute_short": "ТИРО",
    "institute": "Таёжный институт развития образования",
    "institute_gen": "Таёжного института развития образования",
    "institute_dat": "Таёжному институту развития образования",
    "centre_short": "РЦОКО",
    "zone": "Asia/Krasnoyarsk",
}
TOWNS = "город Кедровск\nЛесной район\nРечной муниципальный округ\tмуниципальный округ\nСеверный район"


@pytest.fixture
def empty(tmp_path):
    """The house as it is after its set-up."""
    settings = Settings(
        database=f"sqlite:///{tmp_path / 'opora.db'}",
        archive=f"file:{tmp_path / 'archive'}",
        secret_key=SECRET,
        queue="at-once",
    )
    app = create_app(settings)
    app.extensions["clock"] = lambda: EVENING
    with app.app_context():
        db.create_all()
        found(False, EVENING)
        db.session.commit()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def first(empty) -> Browser:
    """Who came in by the printed link, chose a password and stands on «Готовность»."""
    with empty.app_context():
        link = token()
    person = Browser(empty, None)
    person.get(f"/setup/first/{link}")
    person.submit(f"/setup/first/{link}", name="Кедрова Анна", email="kedrova@taiga.example")
    person.submit(person.last.request.path, password="к1едр-и-тайга-большая")
    person.submit("/sign-in", email="kedrova@taiga.example", password="к1едр-и-тайга-большая")
    return person

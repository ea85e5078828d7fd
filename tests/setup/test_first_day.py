"""An empty house of an invented region in UTC+7, from the printed link to its opened year and back."""

from datetime import UTC, datetime

from sqlalchemy import select

from app.expertise.models import Freeze
from app.extensions import db
from app.jobs import freeze_stages
from app.kernel.calendar import end_of, is_late
from app.notices.reminders.planning import reminders
from app.setup.first import token
from tests.setup.conftest import REGION, TOWNS

OF_ANOTHER = ("Орловск", "ОИРО", "ОРЦОКО", "Орёл", "2022")
PAGES = ("/", "/plan", "/plan/1", "/plan/31", "/people", "/participants", "/orders", "/rounds/1", "/setup/region")
LATER = datetime(2027, 6, 21, 18, tzinfo=UTC)  # the days of the first two stages are over
SCHOOL = {"short_name": "Кедровская СОШ", "full_name": "Кедровская средняя школа", "code": "071"}


def set_up(person) -> None:
    person.submit("/setup/region", **REGION) if person.get("/setup/region") else None
    person.get("/setup/municipalities")
    person.submit("/setup/municipalities", towns=TOWNS)
    person.get("/setup/year")
    person.submit("/setup/year", year="2027", plan="pattern")


def with_a_school(person) -> None:
    person.get("/participants")
    town = person.page.xpath("//select[@name='municipality']/option[contains(., 'Лесной')]/@value")[0]
    person.submit("/participants", municipality=town, **SCHOOL)


def open_it(person) -> None:
    person.get("/plan/years/2027")
    person.submit("/plan/years/2027/opening", sure="1")


def test_whoever_comes_first_is_led_from_step_to_step(first):
    assert "Готовность" in first.page.xpath("//h1")[0].text_content()
    assert "Чтобы открыть год, осталось: регион, муниципалитеты, первый год, школы" in first.text
    set_up(first)
    assert "Чтобы открыть год, осталось: школы" in first.text
    first.get("/plan/years/2027")
    first.submit("/plan/years/2027/opening", sure="1")
    assert first.status == 422
    assert "ещё нет ни одной школы" in first.text
    with_a_school(first)
    open_it(first)
    assert "Открыт 2027 год" in first.text


def test_the_link_of_the_first_person_opens_once(empty, first):
    with empty.app_context():
        link = token()
    first.client.get("/setup/first/" + link)
    first.get("/setup/first/" + link)
    assert first.status == 404
    assert "Первый человек уже заведён" in first.text


def test_a_year_that_is_not_opened_freezes_nothing_and_reminds_nobody(empty, first):
    set_up(first)
    with_a_school(first)
    empty.extensions["clock"] = lambda: LATER
    with empty.app_context():
        freeze_stages()
        assert db.session.scalars(select(Freeze)).all() == []
        assert reminders(LATER.date()) == {}
    first.get("/plan")
    assert first.last.request.path == "/setup"
    assert "просрочено" not in first.text.replace("ничего не просрочено", "")


def test_every_page_is_free_of_another_region(first):
    set_up(first)
    with_a_school(first)
    open_it(first)
    for page in (
        "/",
        "/plan",
        "/plan/1",
        "/plan/31",
        "/people",
        "/participants",
        "/orders",
        "/rounds",
        "/setup/region",
    ):
        first.get(page)
        assert first.status == 200, page
        assert [word for word in OF_ANOTHER if word in first.last.get_data(as_text=True)] == [], page
    assert "Министерство образования Таёжного края" in first.page.xpath("//footer")[0].text_content()


def test_a_day_ends_by_the_clock_of_the_region(empty, first):
    set_up(first)
    with empty.app_context():
        day = datetime(2027, 3, 30, tzinfo=UTC).date()
        assert end_of(day) == datetime(2027, 3, 30, 17, tzinfo=UTC)
        assert is_late(datetime(2027, 3, 30, 17, tzinfo=UTC), day)
        assert not is_late(datetime(2027, 3, 30, 16, 59, 59, tzinfo=UTC), day)


def test_an_opening_is_taken_back_with_a_reason_while_nothing_is_done(first):
    set_up(first)
    with_a_school(first)
    open_it(first)
    first.get("/plan/years/2027")
    first.submit("/plan/years/2027/taking-back")
    assert first.status == 422
    first.submit("/plan/years/2027/taking-back", reason="Рано")
    assert "2027 год снова готовится" in first.text
    first.get("/")
    assert first.last.request.path == "/setup"

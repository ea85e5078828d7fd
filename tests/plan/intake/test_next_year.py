"""The next year: one year on, nothing lost, nothing silent, and nobody lives in it before it is opened."""

from calendar import isleap
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.directory.models import Person
from app.documents.models import Document
from app.extensions import db
from app.journal.models import Event
from app.kernel import clock
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.plan.intake import next_year
from app.plan.intake.next_year import is_early
from app.plan.intake.shifting import leapt, off, reworded, year_on
from app.plan.models import PlanItem
from app.plan.periods import Frame, read_period
from app.year.cycle.models import Cycle, Deadline, EvidenceWindow, Participation, Stage
from app.year.cycle.queries import current_cycle
from tests.plan.intake.steps import answer, plan
from tests.plan.made import docx_of, heading, raw_rows
from tests.refusing import refusal_of

days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@given(days)
def test_a_day_moves_to_the_same_day_of_the_next_year(day):
    moved = year_on(day)
    if (day.month, day.day) == (2, 29):
        assert moved == date(day.year + 1, 2, 28)
        assert leapt(day, moved)
    else:
        assert (moved.month, moved.day, moved.year) == (day.month, day.day, day.year + 1)
        assert not leapt(day, moved)


def test_a_day_on_which_nobody_is_at_work_is_said():
    assert [off(date(2023, *day)) for day in ((4, 29), (3, 8), (3, 9))] == [
        "29.04.2023\u00a0– суббота.",
        "08.03.2023\u00a0– праздник: Международный женский день.",
        "",
    ]


@given(days)
def test_the_end_of_a_month_stays_its_end(day):
    ends = (day + timedelta(1)).day == 1
    moved = year_on(day, month_end=True)
    assert (moved + timedelta(1)).day == 1 or not ends
    assert ends or moved == year_on(day)
    assert moved.day != 29 or moved.month != 2 or isleap(moved.year)


def test_words_move_with_their_years():
    assert reworded("проекта в 2022 году, приказ 02-21/2022") == "проекта в 2023 году, приказ 02-21/2022"


@pytest.fixture
def department(browser):
    """The coordinator with the year 2023 prepared."""
    person = browser("department")
    person.get("/plan/years")
    person.submit("/plan/years")
    return person


def cycle_of(year: int) -> Cycle:
    return db.session.scalars(select(Cycle).where(Cycle.year == year)).one()


def count(model, year: int) -> int:
    return db.session.scalar(select(func.count(model.id)).where(model.cycle_id == cycle_of(year).id))


def test_everything_dated_is_copied_and_schools_are_not(department, app):
    assert "Подготовлен 2023 год" in department.text
    with app.app_context():
        for model in (Deadline, EvidenceWindow, Stage, PlanItem):
            assert count(model, 2023) == count(model, 2022) > 0
        assert count(Participation, 2023) == 0
        stages = db.session.scalars(select(Stage.due_on).where(Stage.cycle_id == cycle_of(2023).id))
        assert set(stages) == {date(2023, 4, 29), date(2023, 6, 20), date(2023, 11, 15)}
        assert set(db.session.scalars(select(PlanItem.state).where(PlanItem.cycle_id == cycle_of(2023).id))) == {
            "not_started"
        }


def test_the_words_of_each_period_say_the_days_that_stand_beside_them(department, app):
    for before, item in zip(plan(app, 2022), plan(app, 2023), strict=True):
        period = read_period(item["period_text"], Frame(2023, date(2022, 12, 16)), item["key"] == "kickoff_webinar")
        said = [{"start": w.start and w.start.isoformat(), "end": w.end.isoformat()} for w in period.windows]
        assert (period.kind, said) == (item["kind"], item["windows"]), item["number"]
        assert (item["key"], item["executors"]) == (before["key"], before["executors"])


def test_what_is_undated_on_a_weekend_or_linked_to_last_year_is_listed(department):
    assert "29.04.2023 – суббота" in department.text  # the first stage
    assert "04.02.2023 – суббота" in department.text  # item 6
    undated = department.page.xpath('//section[@aria-labelledby="plan"]//p[contains(., "Дней нет")]')
    assert len(undated) == 10  # all year and by schedule
    assert "Ссылка осталась от прошлого года" in department.text
    assert "Нет письма" in department.text


def test_a_29_february_is_said(app, browser):
    with app.app_context():
        cycle = cycle_of(2022)
        cycle.year = 2024
        stages = db.session.scalars(select(Stage).order_by(Stage.number.desc()))
        for stage, on in zip(stages, (date(2024, 11, 15), date(2024, 6, 20), date(2024, 2, 29)), strict=True):
            stage.opens_on = stage.due_on = on
            db.session.flush()  # the last stage goes first: they may not overlap on the way
        db.session.commit()
    person = browser("department")
    person.get("/plan/years")
    person.submit("/plan/years")
    assert "29 февраля в 2025 году нет, поставлено 28" in person.text


def test_nobody_lives_in_a_year_that_is_being_prepared(department, browser, app):
    with app.app_context():
        assert current_cycle().year == 2022
    school = browser("school")
    school.get("/")
    assert "30 марта" in school.text
    department.get("/plan")
    assert "План-график 2022" in department.text
    assert "9 из 32" in department.text


def test_the_year_is_opened_with_open_eyes(department, browser, app):
    department.submit("/plan/years/2023/opening")
    assert department.status == 422
    assert "Отметьте, что год можно открывать" in department.text
    department.submit("/plan/years/2023/opening", sure="1", reason="Новый набор школ")
    assert "План-график 2023" in department.text
    assert "0 из 32" in department.text
    with app.app_context():
        assert current_cycle().year == 2023
        assert db.session.scalar(select(func.count(Document.id))) > 0  # last year's work is where it was
    for who in ("school", "curator", "expert", "municipal", "rcoko", "admin", "department"):
        person = browser(who)
        for link in {"/", *person.page.xpath("//nav//a/@href")}:
            assert person.get(link).status_code == 200, (who, link)


def test_a_year_is_not_opened_before_the_old_one_ends_unless_a_reason_is_written(department, app):
    department.get("/plan/years/2023")
    for said in ("не исполнено и не подтверждено: 23 мероприятия", "ждут куратора:", "Соколова Мария (демо): "):
        assert said in department.text
    department.submit("/plan/years/2023/opening", sure="1")
    assert department.status == 422
    assert "Прежний год ещё идёт. Напишите, почему новый открывают раньше" in department.text
    with app.app_context():
        assert current_cycle().year == 2022
    department.submit("/plan/years/2023/opening", sure="1", reason="Новый  набор школ")
    with app.app_context():
        assert current_cycle().year == 2023
        opened = db.session.scalars(select(Event).where(Event.kind == "year:opened").order_by(Event.id.desc())).first()
        assert opened.data["reason"] == "Новый набор школ"


@pytest.mark.parametrize(("today", "early"), [(date(2022, 12, 31), True), (date(2023, 1, 1), False)])
def test_a_year_lasts_to_its_last_day(today, early):
    assert is_early(Cycle(id=2, year=2023), Cycle(id=1, year=2022), today) == early
    assert not is_early(Cycle(id=1, year=2022), Cycle(id=1, year=2022), today)


def test_of_two_who_open_at_once_one_does(department, browser, app):
    other = browser("department")
    other.get("/plan/years/2023")
    department.submit("/plan/years/2023/opening", sure="1", reason="Новый набор школ")
    other.submit("/plan/years/2023/opening", sure="1", reason="И мы")
    assert other.status == 422
    assert "Год уже открыт" in other.text
    with app.app_context():
        opened = db.session.scalars(select(Event).where(Event.kind == "year:opened")).all()
        assert [one.data["year"] for one in opened].count(2023) == 1


def test_the_demo_day_goes_with_the_opened_year(department, app):
    department.submit("/plan/years/2023/opening", sure="1", reason="Новый набор школ")
    with app.app_context():
        assert cycle_of(2023).demo_offset == cycle_of(2022).demo_offset is not None


def typed(person) -> dict:
    form = person.page.xpath('//form[@action="/plan/years/2023/days"]')[0]
    return dict(form.form_values())


def test_the_days_are_set_by_hand_and_the_remark_goes(department, app):
    values = typed(department)
    stage = next(name for name, value in values.items() if value == "2023-04-29")
    department.post("/plan/years/2023/days", values | {stage: "2023-04-28", "basis_letter": "от 01.12.2022 № 1 «О»"})
    assert "Дни года сохранены" in department.text
    assert "29.04.2023 – суббота" not in department.text.split("План:")[0]
    with app.app_context():
        assert cycle_of(2023).basis_letter == "от 01.12.2022 № 1 «О»"


@pytest.mark.parametrize(
    ("day", "sentence"), [("", "Такого дня нет"), ("2013-04-29", "слишком далеко"), ("2022-01-01", "Конец раньше")]
)
def test_a_day_that_cannot_stand_saves_nothing(day, sentence, department, app):
    values = typed(department)
    name = next(name for name, value in values.items() if value == "2023-05-31")
    department.post("/plan/years/2023/days", values | {name: day, "basis_letter": "моё письмо"})
    assert department.status == 422
    assert sentence in department.text
    assert department.page.xpath('//input[@name="basis_letter"]/@value') == ["моё письмо"]
    with app.app_context():
        assert cycle_of(2023).basis_letter == ""


def test_a_year_is_prepared_once_and_an_opened_one_is_not_dated_here(department, app):
    again = department.post("/plan/years", {})
    assert again.status_code == 200
    assert "Подготовлен 2024" in department.text
    assert not department.page.xpath('//form[@action="/plan/years/2022/days"]')
    values = typed_of_2022(department)
    assert department.post("/plan/years/2022/days", values).status_code == 422
    assert department.post("/plan/years/2022/opening", {"sure": "1"}).status_code == 422


def test_the_year_after_one_is_prepared_once_whoever_comes_late(department, app):
    """Two of the Department may have had the page of 2022 open."""
    with app.app_context():
        account = db.session.scalars(select(Account).join(Person).where(Person.email == "department@example.org")).one()
        late = SignedIn(account, grants_today(account.person_id))
        refused = refusal_of(next_year.prepare, cycle_of(2022), late, clock.now())
        assert (refused.code, refused.sentence) == ("exists", "Год 2023 уже есть.")


def typed_of_2022(person) -> dict:
    from app.plan.intake.year_queries import days_of

    with person.app.app_context():
        return {day.name: day.on.isoformat() for day in days_of(cycle_of(2022))}


def test_a_plan_from_a_file_goes_into_the_prepared_year(department, app):
    rows = [[cell.replace("2022", "2023").replace("2021", "2022") for cell in row] for row in raw_rows()]
    department.get("/plan/imports")
    lines = [line.replace("2022", "2023") for line in heading()]
    department.upload("/plan/imports", docx_of(rows, before=lines), "план 2023.docx")
    for position in range(1, 33):
        answer(department, position)
    department.submit("/plan/imports/1/approval")
    assert "План 2023 года утверждён: 32" in department.text
    assert [item["number"] for item in plan(app, 2023)] == list(range(1, 33))
    assert len(plan(app, 2022)) == 32


def test_the_page_of_a_year_costs_the_same_for_few_items_and_for_many(department, statements, app):
    whole = statements(lambda: department.get("/plan/years/2023"))
    with app.app_context():
        for item in db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle_of(2023).id)).all()[1:]:
            for part in (*item.windows, *item.executors, item):
                db.session.delete(part)
        db.session.commit()
    assert statements(lambda: department.get("/plan/years/2023")) == whole

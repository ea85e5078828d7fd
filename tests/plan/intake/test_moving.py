"""A day of the year moves with its reason, and every page that lives by it follows (T3, T2)."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from app.documents.models import Document
from app.expertise.services import freeze_due
from app.extensions import db
from app.journal.models import Event
from app.kernel.transaction import begin_write
from app.year.cycle.models import DayMove, Deadline, EvidenceWindow, Stage
from tests.documents.steps import docx, empty_place, upload_to

REASON = "Половодье: дороги закрыты"


@pytest.fixture
def department(browser):
    return browser("department")


@pytest.fixture
def named(app):
    """The name of a day on the page."""

    def name(model, column: str, **where) -> str:
        table = {Deadline: "deadline", EvidenceWindow: "window", Stage: "round"}[model]
        with app.app_context():
            return f"{table}-{db.session.scalars(select(model.id).filter_by(**where)).first()}-{column}"

    return name


def move(person, day: str, on: str, reason: str = REASON) -> int:
    person.get(f"/plan/days/{day}")
    return person.submit(f"/plan/days/{day}", on=on, reason=reason).status_code


def test_a_moved_deadline_is_on_every_page_with_its_reason(department, school, named, app, at):
    place = empty_place(school)
    assert move(department, named(Deadline, "due_on", key="concept_documents"), "2022-04-06") == 200
    assert "Срок перенесён: было 30.03.2022, стало 06.04.2022" in department.text
    assert REASON in department.text
    for url in ("/", "/schools/1/kit", place):
        school.get(url)
        assert "06.04.2022" in school.text, url
    school.get("/")
    assert "Срок перенесён. " in school.text
    assert "было 30.03.2022, стало 06.04.2022. " + REASON in school.text
    at(2022, 4, 6, 20, 59)
    upload_to(school, place, docx("В новый срок"))
    with app.app_context():
        document = db.session.scalars(select(Document).order_by(Document.id.desc()).limit(1)).one()
        assert not document.late_for(date(2022, 4, 6))
        assert document.late_for(date(2022, 3, 30))


def test_a_moved_window_takes_files_to_its_new_day(department, school, named, at):
    at(2022, 6, 5, 9)
    school.get("/schools/1/kit/evidence-2-1")
    assert "Новые файлы не принимаются" in school.text
    assert move(department, named(EvidenceWindow, "closes_on", number=1), "2022-06-10") == 200
    school.get("/schools/1/kit/evidence-2-1")
    assert "до 10.06.2022" in school.text
    assert school.page.xpath('//input[@type="file"]')


def test_the_journal_and_a_row_keep_what_it_was_why_and_by_whom(department, named, app):
    day = named(Deadline, "due_on", key="concept_documents")
    move(department, day, "2022-04-06")
    with app.app_context():
        event = db.session.scalars(select(Event).where(Event.kind == "day:moved")).one()
        assert event.data == {"day": day, "was": "2022-03-30", "became": "2022-04-06", "reason": REASON}
        row = db.session.scalars(select(DayMove)).one()
        assert (row.moved_by.name, event.actor.name) == ("Орлова Вера (демо)",) * 2


@pytest.mark.parametrize(
    ("on", "reason", "said"),
    [
        ("2022-04-06", "  ", "Напишите причину"),
        ("", REASON, "Такого дня нет"),
        ("2022-03-30", REASON, "Это тот же день"),
        ("2032-03-30", REASON, "слишком далеко"),
    ],
)
def test_a_day_that_can_not_stand_moves_nothing_and_what_was_typed_stays(on, reason, said, department, named, app):
    assert move(department, named(Deadline, "due_on", key="concept_documents"), on, reason) == 422
    assert said in department.text
    assert department.page.xpath('//input[@name="on"]/@value') == [on]
    assert reason.strip() in department.text
    with app.app_context():
        assert db.session.scalars(select(DayMove)).all() == []


def test_a_window_does_not_end_before_it_begins(department, named):
    assert move(department, named(EvidenceWindow, "closes_on", number=1), "2022-02-01") == 422
    assert "Окно открывается" in department.text


@pytest.mark.parametrize(
    ("column", "on", "said"),
    [("opens_on", "2022-05-01", "Последний день этапа"), ("due_on", "2022-01-31", "Этап начинается")],
)
def test_a_stage_does_not_end_before_it_begins(column, on, said, department, named):
    assert move(department, named(Stage, column, number=1), on) == 422
    assert said in department.text


@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2022-06-10", "1-й этап закончится, когда уже идёт 2-й"),
        ("2022-03-10", "набор пришлось бы фиксировать задним числом"),
    ],
)
def test_a_stage_moves_neither_over_another_nor_into_the_past(on, said, department, named, app):
    assert move(department, named(Stage, "due_on", number=1), on) == 422
    assert said in department.text
    with app.app_context():
        assert db.session.scalars(select(DayMove)).all() == []


def test_a_stage_that_may_run_beside_another_moves_over_it(department, named, app):
    with app.app_context():
        db.session.scalars(select(Stage).where(Stage.number == 1)).one().out_of_order = "Половодье"
        db.session.commit()
    assert move(department, named(Stage, "due_on", number=1), "2022-06-10") == 200


def test_the_first_day_of_a_stage_moves(department, named, app):
    assert move(department, named(Stage, "opens_on", number=1), "2022-04-04") == 200
    with app.app_context():
        assert db.session.scalars(select(Stage.opens_on).where(Stage.number == 1)).one() == date(2022, 4, 4)


def test_the_day_of_a_stage_whose_set_is_frozen_stays(department, named, app):
    with app.app_context():
        begin_write()
        freeze_due(datetime(2022, 4, 30, 9, tzinfo=UTC))
        db.session.commit()
    assert move(department, named(Stage, "due_on", number=1), "2022-05-06") == 422
    assert "уже зафиксирован" in department.text


def test_only_the_department_moves_days(school, curator, browser, named):
    day = named(Deadline, "due_on", key="concept_documents")
    for person in (school, curator, browser("municipal"), browser("expert")):
        assert person.get(f"/plan/days/{day}").status_code == 403

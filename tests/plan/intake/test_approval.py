"""What a file replaces when it is approved, and what is asked before that."""

from sqlalchemy import select, update

from app.extensions import db
from app.journal.models import Event
from app.plan.intake.models import PlanImport
from app.plan.intake.queries import begun_items
from app.plan.models import PlanItem
from app.year.cycle.queries import current_cycle
from tests.plan.intake.steps import PLAN, answer, answer_all, plan
from tests.plan.made import docx_of, heading, raw_rows


def wanted() -> list[dict]:
    hidden = ("auto", "computed_from", "source_row")
    return [{key: value for key, value in row.items() if key not in hidden} for row in PLAN]


def test_an_approved_file_is_the_plan_of_the_year_word_for_word(loaded, nobody_began, app):
    answer_all(loaded)
    loaded.submit("/plan/imports/1/approval")
    assert "План 2022 года утверждён: 32" in loaded.text
    assert plan(app) == wanted()
    loaded.get("/plan")
    assert "0 из 32" in loaded.text
    with app.app_context():
        assert db.session.scalar(select(Event.kind).order_by(Event.id.desc())) == "import:approved"


def test_an_unanswered_doubt_refuses_a_forged_approval(loaded, nobody_began, app):
    loaded.post("/plan/imports/1/approval", {})
    assert loaded.status == 422
    assert "Сначала ответьте на вопросы в строках № 1, 7, 8" in loaded.text
    with app.app_context():
        assert db.session.get(PlanImport, 1).state == "draft"


def test_a_plan_that_is_being_executed_is_not_replaced(loaded, app):
    before = plan(app)
    with app.app_context():
        db.session.execute(update(PlanItem).where(PlanItem.number == 3).values(state="in_progress"))
        db.session.commit()
    loaded.get("/plan/imports/1")
    assert "Отвечать на вопросы в строках не нужно" in loaded.text
    loaded.get("/plan/imports")
    assert "уже исполняется: начато 1 мероприятие" in loaded.text
    answer_all(loaded)
    assert not loaded.page.xpath('//button[text()="Утвердить план"]')
    loaded.post("/plan/imports/1/approval", {})
    assert loaded.status == 422
    assert "уже исполняется: начато 1 мероприятие" in loaded.text
    assert plan(app) == before


def test_an_item_in_work_is_enough_to_keep_the_plan(nobody_began, app):
    with app.app_context():
        assert begun_items(current_cycle()) == 0
        db.session.execute(update(PlanItem).where(PlanItem.number == 3).values(state="in_progress"))
        assert begun_items(current_cycle()) == 1


def test_a_short_file_says_what_will_vanish_and_is_taken_only_when_that_is_agreed_to(department, nobody_began, app):
    short = docx_of([raw_rows()[0], raw_rows()[4], raw_rows()[5]], before=heading())
    department.upload("/plan/imports", short, "короткий.docx")
    for position in (1, 2):
        answer(department, position)
    assert "Сейчас в плане 32 мероприятия, станет 2. Исчезнут № 1, 2, 5, 6" in department.text
    assert "войдут 2 строки" in department.text
    department.post("/plan/imports/1/approval", {})
    assert department.status == 422
    assert "Отметьте, что так и нужно" in department.text
    assert len(plan(app)) == 32
    department.post("/plan/imports/1/approval", {"agreed": ["fewer", "year"]})
    assert "План 2022 года утверждён: 2 мероприятия." in department.text
    assert len(plan(app)) == 2


def test_days_of_another_year_than_the_heading_are_asked_about(department, nobody_began, app):
    lines = [line.replace("2022", "2023") for line in heading()]
    department.get("/plan/years")
    department.submit("/plan/years")
    department.get("/plan/imports")
    department.upload("/plan/imports", docx_of(raw_rows(), before=lines), "план.docx")
    for position in range(1, 33):
        answer(department, position)
    assert "План на 2023 год, а в сроках чаще всего стоит 2022." in department.text
    department.post("/plan/imports/1/approval", {})
    assert department.status == 422
    department.post("/plan/imports/1/approval", {"agreed": ["year"]})
    assert "План 2023 года утверждён: 32 мероприятия." in department.text
    department.get("/plan/years/2023")
    assert "План утверждён из файла" in department.text
    assert "черновик по прошлому году" not in department.text
    assert "заменён год" not in department.text


def test_a_year_is_opened_by_who_has_seen_what_stays_unfinished_in_this_one(department):
    department.get("/plan/years")
    department.submit("/plan/years")
    assert "В 2022 году останется незаконченным" in department.text
    assert "ждут куратора" in department.text
    assert "открытие можно отменить" in department.text

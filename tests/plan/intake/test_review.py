"""A plan from a file under review: what is asked, what is answered, and when it becomes the plan of a year."""

import json

import pytest
from sqlalchemy import delete, func, select, update

from app.extensions import db
from app.journal.models import Event
from app.plan.intake.models import PlanImport, RowDecision
from app.plan.intake.queries import begun_items
from app.plan.known import DATA
from app.plan.models import Confirmation, Execution, PlanItem
from app.year.cycle.queries import current_cycle
from tests.plan.made import docx_of, heading, order_226, raw_rows

PLAN = json.loads(DATA.read_text())
ASKED = [1, 7, 8, 9, 14, 16, 17, 18, 26, 28]


@pytest.fixture
def department(browser):
    """The coordinator of the Department at the form of plans."""
    person = browser("department")
    person.get("/plan/imports")
    return person


@pytest.fixture
def loaded(department, nobody_began):
    """The same with order No. 226 under review."""
    department.upload("/plan/imports", order_226(), "Приказ 226.docx")
    return department


@pytest.fixture
def nobody_began(app):
    """The plan of 2022 as on its first day."""
    with app.app_context():
        for model in (Confirmation, Execution):
            db.session.execute(delete(model))
        db.session.execute(update(PlanItem).values(state="not_started"))
        db.session.commit()


def fields(person, position: int) -> dict:
    """What the form of a row would send when nothing is touched."""
    form = person.page.xpath(f'//form[@action="/plan/imports/1/rows/{position}"]')[0]
    return dict(form.form_values()) | {
        name: [one.get("value", "") for one in form.xpath(f'.//input[@name="{name}"]') if mark(one)]
        for name in ("accept", "executor", "start", "end")
    }


def mark(field) -> bool:
    return field.get("type") != "checkbox" or field.get("checked") is not None


def answer(person, position: int, htmx: bool = False, **changed):
    return person.post(f"/plan/imports/1/rows/{position}", fields(person, position) | changed, htmx=htmx)


def answer_all(person) -> None:
    person.get("/plan/imports/1")
    for position in ASKED:
        answer(person, position)


def plan(app, year: int = 2022) -> list[dict]:
    """The plan of a year as it stands, with the keys of plan-2022.json."""
    with app.app_context():
        items = db.session.scalars(
            select(PlanItem).join(PlanItem.cycle).where(PlanItem.cycle.has(year=year)).order_by(PlanItem.number)
        )
        return [
            {
                "number": item.number,
                "key": item.key,
                "title": item.title,
                "period_text": item.period_text,
                "kind": item.kind,
                "windows": [
                    {"start": w.starts_on and w.starts_on.isoformat(), "end": w.ends_on.isoformat()}
                    for w in item.windows
                ],
                "executors": [one.code for one in item.executors],
                "executors_text": item.executors_text,
                "indicator_text": item.indicator_text,
                "threshold": item.threshold_pct,
                "info_support": item.info_support,
            }
            for item in items
        ]


def wanted() -> list[dict]:
    hidden = ("auto", "computed_from", "source_row")
    return [{key: value for key, value in row.items() if key not in hidden} for row in PLAN]


def test_an_upload_is_read_row_by_row_and_changes_no_plan(loaded, app):
    assert "Прочитано строк: 32" in loaded.text
    assert "Нужен ответ: 10 строк из 32" in loaded.text
    assert "Исполнитель назван предложением, прочитано: Департамент." in loaded.text
    assert "«оценки качества образования»" in loaded.text
    assert "рискованных → рисковых" in loaded.text
    assert not loaded.page.xpath('//button[text()="Утвердить план"]')
    assert len(plan(app)) == 32


def test_each_answer_takes_one_off_and_the_last_opens_the_approval(loaded):
    for at, position in enumerate(ASKED, 1):
        answer(loaded, position)
        left = len(ASKED) - at
        assert (f"Нужен ответ: {left}" if left else "Вопросов не осталось") in loaded.text
    assert loaded.page.xpath('//button[text()="Утвердить план"]')


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


def test_a_refused_repair_leaves_the_words_of_the_file(loaded, nobody_began, app):
    kept = [key for key in fields(loaded, 26)["accept"] if key != "title.lost_word"]
    answer(loaded, 26, accept=kept)
    answer_all(loaded)
    loaded.submit("/plan/imports/1/approval")
    assert plan(app)[25]["title"] == PLAN[25]["source_row"]["title"]


def test_days_executors_and_words_are_as_the_department_answered(loaded, nobody_began, app):
    answer(
        loaded,
        17,
        kind="range",
        start=["2022-09-01", ""],
        end=["2022-12-31", ""],
        executor=["OIRO", "SCHOOL"],
        indicator_text="Обучено не менее 60% учителей",
    )
    answer_all(loaded)
    loaded.submit("/plan/imports/1/approval")
    item = plan(app)[16]
    assert (item["kind"], item["windows"]) == ("range", [{"start": "2022-09-01", "end": "2022-12-31"}])
    assert (item["executors"], item["threshold"]) == (["OIRO", "SCHOOL"], 60)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"start": [""], "end": [""]}, "Поставьте хотя бы один срок"),
        ({"start": ["2022-12-31"], "end": ["2022-01-01"]}, "Начало позже конца"),
        ({"start": [""], "end": ["2022-12-31"]}, "У этого вида есть начало"),
        ({"start": ["2022-01-01"], "end": [""]}, "Такого дня нет"),
        ({"start": ["2022-01-01", "2022-03-01"], "end": ["2022-01-31", "2022-03-31"]}, "У этого вида один срок"),
        ({"kind": "dates"}, "У нескольких отдельных дней нет начала"),
        ({"kind": ""}, "Выберите вид срока"),
        ({"executor": []}, "Отметьте хотя бы одного исполнителя"),
        ({"number": "семь"}, "Номер – целое число"),
        ({"title": " "}, "Напишите задачу"),
    ],
)
@pytest.mark.parametrize("htmx", [False, True])
def test_an_answer_that_cannot_stand_is_shown_again_with_what_was_typed(changed, sentence, htmx, loaded):
    said = answer(loaded, 17, htmx, info_support="Моё слово", **changed)
    assert said.status_code == 422
    assert sentence in said.text.replace("\xa0", " ")
    assert "Моё слово" in said.text
    assert ('id="summary"' in said.text) == (not htmx)


def test_htmx_gets_the_row_and_the_count(loaded):
    said = answer(loaded, 8, htmx=True)
    assert said.text.partition("</title>")[2].lstrip().startswith('<div class="leaf__block" id="row-8"')
    assert 'hx-swap-oob="true" id="summary"' in said.text
    assert "Нужен ответ: 9" in said.text.replace("\xa0", " ")


def test_two_rows_with_one_number_are_not_approved(loaded, nobody_began):
    answer(loaded, 18, number="19")
    answer_all(loaded)
    answer(loaded, 18, number="19")
    loaded.submit("/plan/imports/1/approval")
    assert loaded.status == 422
    assert "Номер стоит дважды: № 19" in loaded.text
    answer(loaded, 18, number="18")
    loaded.submit("/plan/imports/1/approval")
    assert "План 2022 года утверждён" in loaded.text


def test_an_approved_file_takes_no_more_answers(loaded, nobody_began, app):
    answer_all(loaded)
    typed = fields(loaded, 1)
    loaded.submit("/plan/imports/1/approval")
    assert loaded.post("/plan/imports/1/rows/1", typed).status_code == 422
    assert loaded.post("/plan/imports/1/approval", {}).status_code == 422
    with app.app_context():
        assert db.session.scalar(select(func.count(RowDecision.id))) == len(ASKED)


def test_a_file_put_away_leaves_the_plan_alone(loaded, app):
    loaded.submit("/plan/imports/1/withdrawal")
    assert "Проект плана убран" in loaded.text
    assert "Убран" in loaded.text
    assert plan(app)[0]["number"] == 1


def test_the_file_comes_back_byte_for_byte(department):
    data = order_226()
    department.upload("/plan/imports", data, "План №1 «500+».docx")
    assert department.download("/plan/imports/1/file") == data


@pytest.mark.parametrize(
    ("data", "name", "year", "sentence"),
    [
        (b"hello", "план.docx", "", "Содержимое файла не похоже на DOCX"),
        (b"", "план.docx", "", "Файл пустой"),
        (docx_of([["Имя", "День"], ["А", "Б"]]), "план.docx", "", "Таблицы плана в файле нет"),
        (docx_of(raw_rows(), before=["План на 2031 год"]), "план.docx", "", "такого года ещё нет"),
        (order_226(), "план.docx", "2031", "В файле план на 2022 год, а выбран 2031"),
        (docx_of([raw_rows()[0], ["1.", "А", "В течение года", "ОИРО", "", ""]]), "a.docx", "", "Выберите год"),
    ],
    ids=["no docx", "empty", "no plan", "unknown year", "other year", "no year"],
)
def test_what_cannot_be_taken_is_said_and_nothing_is_kept(data, name, year, sentence, department, app):
    department.upload("/plan/imports", data, name, year=year)
    assert department.status == 422
    assert sentence in department.text
    with app.app_context():
        assert db.session.scalar(select(func.count(PlanImport.id))) == 0


def test_only_the_department_sees_plans_from_files(loaded, browser):
    for who in ("expert", "municipal", "curator", "rcoko", "school", "admin"):
        person = browser(who)
        for url in ("/plan/imports", "/plan/imports/1", "/plan/imports/1/file", "/plan/years", "/plan/years/2022"):
            assert person.get(url).status_code == 403, (who, url)
    assert loaded.get("/plan/imports/99").status_code == 404


def test_the_list_and_the_review_cost_the_same_for_one_row_and_for_many(department, statements, app):
    one = docx_of([raw_rows()[0], raw_rows()[3]], before=heading())
    department.upload("/plan/imports", one, "короткий.docx")
    department.get("/plan/imports")
    department.upload("/plan/imports", order_226(), "полный.docx")
    short, whole = (statements(lambda at=at: department.get(f"/plan/imports/{at}")) for at in (1, 2))
    assert short == whole


def test_the_command_puts_a_file_under_review(app, tmp_path, department, nobody_began):
    path = tmp_path / "план.docx"
    path.write_bytes(order_226())
    result = app.test_cli_runner().invoke(args=["plan", "import", str(path)])
    assert result.exit_code == 0
    assert result.stdout.strip() == "/plan/imports/1"
    department.get("/plan/imports/1")
    assert "Нужен ответ: 10 строк из 32" in department.text
    refused = app.test_cli_runner().invoke(args=["plan", "import", str(path), "--year", "2030"])
    assert refused.exit_code == 1
    assert "выбран 2030" in refused.stderr


def test_the_kind_of_a_whole_year_needs_no_days(loaded, app):
    answer(loaded, 17, kind="all_year", start=[""], end=[""])
    with app.app_context():
        row = db.session.get(PlanImport, 1).rows[16]
        assert row.decision.answer["windows"] == [{"start": "2022-01-01", "end": "2022-12-31"}]


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
    assert "только администратор" in department.text

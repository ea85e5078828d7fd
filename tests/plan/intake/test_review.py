"""A plan from a file under review: row by row, answered, approved or put away."""

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.plan.intake.models import PlanImport
from tests.plan.intake.steps import ASKED, answer, plan
from tests.plan.made import docx_of, heading, order_226, raw_rows


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

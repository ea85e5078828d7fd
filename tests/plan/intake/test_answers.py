"""Answers about the rows of a plan from a file: what was typed stands, what cannot stand comes back."""

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.plan.intake.models import RowDecision
from tests.plan.intake.steps import ASKED, PLAN, answer, answer_all, fields, plan


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

"""What a reader would stop at is told before an order has its number, and the house's own words give no cause."""

from dataclasses import replace
from datetime import date

import pytest

from app.extensions import db
from app.orders.gathering import gather
from app.orders.register.registering import register_order
from app.orders.services import amend_order, draft_order
from app.papers.checklist import checks, text_checks
from app.papers.drawing import draw
from app.papers.kinds import KINDS
from app.papers.proofreading import empty_points, lone_sub_points, omitted_in, past_days, quotes_in
from app.papers.templates.samples import sample
from app.refusals import Refused
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.draft.test_ready import SIGNED, of_kind
from tests.orders.sample_facts import school, stage
from tests.orders.sample_lists import listing
from tests.refusing import refusal_of

DAY = date(2022, 2, 28)


def test_a_point_without_words_bars_the_registration(house, clerk):
    order = of_kind("O_FREE")
    amend_order(order, {"points": ("1. Назначить.", "2.")}, clerk, NOON)
    refused = refusal_of(register_order, order, "57", SIGNED, clerk, NOON)
    assert refused.code == "not_ready"
    assert "Пункт\u00a02 пуст" in refused.sentence


def test_points_that_say_nothing_and_sub_points_that_stand_alone():
    assert empty_points(("1. Слово", "2.", "3.1. ", "Без номера")) == ["2", "3.1"]
    assert lone_sub_points(("4. Кому:", "4.1. Что", "5. Кому:", "5.1. Что;", "5.2. Ещё")) == ["4.1"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("мероприятий по задаче № ….", True),
        ("приказ № , дата", True),
        ("по пункту №", True),
        ("и так далее...", True),
        ("пункт № 5.", False),
        ("Целое предложение.", False),
    ],
)
def test_a_gap_of_every_form_is_found(text, found):
    assert bool(omitted_in([text])) is found


def test_quotes_in_the_same_quotes_are_found():
    assert quotes_in(("«Управление «Школа»»", "«А», «Б»", "«А „Б“»")) == ["«Управление «Школа»»"]


@pytest.mark.parametrize(
    ("point", "found"),
    [
        ("Провести вебинар до 27 февраля 2022 г.", ["27 февраля 2022"]),
        ("Провести вебинар до 28 февраля 2022\u00a0г.", []),
        ("в срок с 1 февраля 2022 г. по 27.02.2022", ["27.02.2022"]),
        ("по состоянию на 1 февраля 2022 г., приказом от 01.02.2022 № 5", []),
        ("вместо «до 01.02.2022» изложить в редакции «до 01.04.2022»", []),
        ("до 31 февраля 2022 г.", []),
        ("Направить до 27.02.2022.", ["27.02.2022"]),
    ],
)
def test_a_day_that_the_order_asks_for_is_past_on_the_day_after_it(point, found):
    assert past_days([point], DAY) == found


@pytest.mark.parametrize("code", KINDS)
def test_the_words_of_the_house_give_no_cause(code):
    assert text_checks(draw(code, sample(code)), date(2021, 12, 1)) == []


def test_nor_do_they_with_the_data_of_the_demo(app):
    with app.app_context():
        for code in KINDS.keys() - {"O_FREE", "O_EVENT"}:
            try:
                facts = gather(code, current_cycle(), date(2021, 12, 1))
            except Refused:
                continue
            odd = [one.sentence for one in text_checks(draw(code, facts), date(2021, 12, 1))]
            assert [one for one in odd if "остался пропуск" not in one] == [], code


def test_dashes_are_asked_about_with_the_card_that_fills_them(house, clerk, browser):
    order = draft_order("O_REG", current_cycle(), clerk, NOON)
    db.session.commit()
    page = browser().get(f"/orders/{order.id}").text
    assert 'места работы: <a href="/people/1">Сотрудник Департамента</a>' in page.replace("место", "места")


def test_a_row_that_is_left_out_is_not_asked_about_and_a_draft_of_before_has_no_links():
    rows = tuple({**row, "post": "–"} for row in listing("O_MUN").tables["rows"][:2])
    facts = replace(listing("O_MUN"), tables={"rows": rows, "cards": ({"person": "4"}, {"person": "7"})})
    (asked,) = [one for one in checks(facts, DAY) if one.cards]
    assert [(card.name, card.place) for card in asked.cards] == [
        ("Примерова Анна Петровна", (("person_id", 4),)),
        ("Образцов Илья Ильич", (("person_id", 7),)),
    ]
    (asked,) = [one for one in checks(replace(facts, left_out=("город Ливны",)), DAY) if one.cards]
    assert [card.name for card in asked.cards] == ["Образцов Илья Ильич"]
    (asked,) = [one for one in checks(replace(facts, tables={"rows": rows}), DAY) if one.cards]
    assert {card.page for card in asked.cards} == {""}


def test_a_gap_in_a_cell_is_told_with_its_row():
    rows = ({"school": "А", "remarks": "Целое."}, {"school": "Б", "remarks": "Мероприятия по задаче № …."})
    asked = checks(replace(listing("L_SCHOOL_RETURN"), tables={"rows": rows}), DAY)
    assert [one.sentence for one in asked if "пропуск" in one.sentence] == [
        "В\u00a0приложении пропуск, строка\u00a02: «Мероприятия по задаче № ….»"
    ]


ODD = {
    "1. Провести до 1 февраля 2022 г.": "уже прошли дни",
    "4. Поручить:\n4.1. Довести.": "Подпункт 4.1 один",
    "1. Мероприятия, школы, … и другие": "В тексте многоточие",
    "1. Обеспечить работу «Управления «Школа»»": "Кавычки внутри кавычек",
    "1. До ____ направить": "В тексте остался пропуск",
    "2. —": "Пункт 2 пуст",
    "2. «»": "Пункт 2 пуст",
    "1. Приказ от « » мая": "В тексте остался пропуск",
    "1. Приказ от «__» ____ 2022 г.": "В тексте остался пропуск",
    "1. Провести до 01.02.22.": "уже прошли дни",
    "1. Приказ № __ от 1 мая": "В тексте остался пропуск",
}


@pytest.mark.parametrize(("point", "told"), ODD.items())
def test_what_is_odd_in_a_point_stands_on_the_list_of_the_order(house, clerk, browser, point, told):
    order = of_kind("O_FREE")
    assert told not in browser().get(f"/orders/{order.id}").text.replace("\u00a0", " ")
    amend_order(order, {"points": tuple(point.splitlines())}, clerk, NOON)
    db.session.commit()
    assert told in browser().get(f"/orders/{order.id}").text.replace("\u00a0", " ")


@pytest.mark.parametrize("gap", ("Мероприятия по задаче № ….", "Мероприятия приказа от ____ мая"))
def test_a_gap_is_told_in_the_cells_of_a_stage_and_of_a_plan_alike(gap):
    rows = (school(0, "А"), replace(school(1, "А"), remarks=gap))
    assert _gaps(stage(rows=rows)) == [f"строка\u00a02: «{gap}»"]
    plan = sample("O_PLAN")
    first, *rest = plan.rows
    for column in ("title", "period", "executors", "indicator"):
        told = _gaps(replace(plan, rows=(replace(first, **{column: gap}), *rest)))
        assert told == [f"строка\u00a01: «{gap}»"], column


def _gaps(facts) -> list[str]:
    told = [one.sentence for one in checks(facts, DAY) if not one.good]
    return [one.partition("пропуск, ")[2] for one in told if "пропуск" in one]

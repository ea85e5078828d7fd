"""A stage order says what the frozen stage says: worst verdict, mean score, the federal word first."""

from datetime import date

from app.expertise.reviews.told import Told
from app.orders.gathering.stages import first_remarks
from app.orders.services import amend_order, docx_of, draft_order, facts_of
from app.papers.facts import Zone
from app.papers.rendering import text_of
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON


def test_the_facts_of_a_stage(stage, clerk):
    facts = facts_of(draft_order("O_STAGE1", current_cycle(), clerk, NOON))
    assert [(row.zone, row.score_pct, row.approved, row.required) for row in facts.rows] == [
        (Zone.GREEN, 85.0, 2, 2),
        (Zone.RED, 30.0, 1, 2),
        (Zone.GREY, 0.0, 0, 2),
    ]
    assert facts.rows[0].remarks == "regional needs_work.\nФедеральный координатор: federal ok. federal ok."
    assert [row.because for row in facts.rows[1:]] == [
        "не\u00a0представлено 2 из\u00a02; худший документ: Документ, 60,0\u00a0%",
        "не\u00a0представлено 2 из\u00a02",
    ]
    assert [row.fix_by for row in facts.rows] == [None, facts.rework_by, facts.rework_by]


def test_a_long_list_of_remarks_becomes_its_number_and_the_first_of_them():
    few = [Told("regional", "Раз."), Told("regional", "Два.\nТри.", "Раздел 2")]
    assert first_remarks(few) == "Раз. Раздел 2: Два. Три."
    many = [*few, *(Told("regional", word) for word in ("Четыре.", "Пять.")), Told("federal", "Нет.")]
    assert first_remarks(many) == (
        "Всего 4\u00a0замечания. Раз. Раздел 2: Два. Три. Четыре. Остальные – в\u00a0выводах экспертизы.\n"
        "Федеральный координатор: Нет."
    )


def test_a_day_of_rework_reaches_the_points_and_the_rows(stage, clerk):
    order = draft_order("O_STAGE1", current_cycle(), clerk, NOON)
    days = {"webinar_by": date(2022, 5, 11), "rework_by": date(2022, 5, 25), "approve_by": date(2022, 5, 27)}
    amend_order(order, days, clerk, NOON)
    text = text_of(docx_of(order)).replace("\u00a0", " ")
    assert "приказу, до 25 мая 2022 г." in text
    assert text.count("25.05.2022") == 2
    assert "составила 33,3 % (1 из 3)" in text
    assert "в пунктах 2, 3 приложения" in text
    again = facts_of(draft_order("O_STAGE1", current_cycle(), clerk, NOON))
    assert (again.rework_by, again.rows[1].fix_by) == (date(2022, 5, 25), date(2022, 5, 25))

"""Every kind of order and letter: its golden words, its table, its templates, and the data that fill it."""

import io
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from sqlalchemy import select, true

from app.expertise.sheets.models import Criterion, Sheet
from app.expertise.sheets.queries import sheet_of
from app.extensions import db
from app.kernel import clock
from app.orders.draft.typed import worded
from app.orders.gathering import gather
from app.orders.gathering.events import programme
from app.papers.checklist import checks
from app.papers.facts import ListFacts
from app.papers.kinds import KINDS
from app.papers.rendering import render, text_of
from app.papers.templates import given
from app.papers.templates.samples import sample
from app.plan.models import PlanItem
from app.refusals import Refused
from app.year.cycle.queries import current_cycle, participations, stages_of
from tests.orders.sample_lists import PEOPLE, listing, rows
from tests.refusing import refusal_of

GOLDEN = Path(__file__).parents[2] / "golden"
LISTS = [code for code, kind in KINDS.items() if kind.shape is ListFacts]
TABLED = [code for code in LISTS if code not in ("O_CHANGE", "O_FREE", "L_FIOKO_PLAN")]
HOSTILE = 'МБОУ "<b>" & «Ёлочка» {{ x }} {% y %}'


def plain(docx: bytes) -> str:
    return text_of(docx).replace("\u00a0", " ")


@pytest.mark.parametrize("code", LISTS)
def test_the_text_is_golden(code):
    golden, text = GOLDEN / f"{code}.txt", text_of(render(code, listing(code).registered("57", date(2022, 4, 1))))
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("code", LISTS)
def test_facts_survive_json_and_give_the_same_bytes(code):
    facts = listing(code)
    assert render(code, ListFacts.from_json(facts.to_json())) == render(code, facts)


@pytest.mark.parametrize("code", TABLED)
def test_the_header_repeats_no_row_is_split_and_a_hundred_rows_stand(code):
    facts = replace(listing(code), tables={"rows": rows(PEOPLE * 34), "criteria": ()})
    table = Document(io.BytesIO(render(code, facts))).tables[0]
    assert len(table.rows) == 1 + 102
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@pytest.mark.parametrize("code", TABLED)
def test_any_name_stage_trips(code):
    facts = replace(listing(code), tables={"rows": (dict.fromkeys(rows()[0], HOSTILE),), "criteria": ()})
    assert HOSTILE in plain(render(code, facts))


@pytest.mark.parametrize("code", [code for code in LISTS if not KINDS[code].letter])
def test_number_and_date_stand_in_the_head_and_in_every_appendix(code):
    text = plain(render(code, listing(code).registered("57", date(2022, 4, 1))))
    assert text.count("от 1 апреля 2022 г. № 57") == text.count("\nПриложение")
    assert "1 апреля 2022 г.\tг. Орёл\t№ 57" in text
    assert text.count("приказываю:") == 1


@pytest.mark.parametrize("code", KINDS)
def test_the_data_of_the_year_fill_it_or_a_sentence_says_why_not(app, code):
    with app.app_context():
        try:
            facts = gather(code, current_cycle(), clock.today())
        except Refused as refused:
            assert refused.sentence.endswith(".")
        else:
            assert "{{" not in plain(render(code, facts))
            assert code not in LISTS or held(facts) == held(sample(code))


def held(facts: ListFacts) -> tuple:
    """The names of what the data gave: what a template may use is what a draft will have."""
    columns = {name: {key for row in rows for key in row} for name, rows in facts.tables.items() if rows}
    return set(facts.said), columns.get("criteria"), columns.get("rows") or sample_columns(facts)


def sample_columns(facts: ListFacts) -> set | None:
    """A programme is empty until it is typed."""
    return set(given.ROWS[facts.kind]) if "rows" in facts.tables else None


def test_without_schools_nobody_is_told_that_all_is_confirmed(app):
    with app.app_context():
        for school in participations(current_cycle(), true()):
            school.left_on, school.left_because = date(2022, 3, 1), "Закрыта (демо)"
        assert refusal_of(gather, "L_MOUO_REMIND", current_cycle(), clock.today()).code == "empty"


def test_a_plan_is_approved_without_what_an_order_has_cancelled(app):
    with app.app_context():
        db.session.scalars(select(PlanItem).where(PlanItem.number == 29)).one().state = "cancelled"
        rows = gather("O_PLAN", current_cycle(), clock.today()).rows
        assert 29 not in [row.number for row in rows]
        assert len(rows) == 31


def test_what_is_left_blank_bars_the_registration_and_is_named():
    facts = listing("O_REG")
    empty = replace(facts, days={"data_by": None})
    (bar,) = [check for check in checks(empty, date(2022, 4, 1)) if check.fatal and not check.good]
    assert bar.sentence == "Не заполнено: Направить данные федеральному координатору, до"
    assert not [check for check in checks(facts, date(2022, 4, 1)) if check.fatal and not check.good]


def test_a_school_without_a_curator_is_asked_about():
    alone = ({"municipality": "Верховский район", "school": "МБОУ «Заречная СОШ»", "name": "–", "post": "–"},)
    asked = checks(replace(listing("O_CUR"), tables={"rows": alone}), date(2022, 4, 1))
    (check,) = [check for check in asked if check.sentence == "Без куратора"]
    assert [card.name for card in check.cards] == ["МБОУ «Заречная СОШ»"]


def test_one_change_and_one_item_are_said_in_the_singular():
    facts = worded(listing("O_CHANGE"), {"typed": {"points": "1.1. Строку 29 исключить."}})
    assert "следующее изменение:" in plain(render("O_CHANGE", facts))
    facts = listing("O_PLANMON")
    facts = replace(facts, said=facts.said | {"open": "14"})
    assert "Исполнителям мероприятия № 14 Плана-графика" in plain(render("O_PLANMON", facts))


def test_who_leads_the_expertise_heads_the_list_of_experts(app):
    with app.app_context():
        people = gather("O_EXP", current_cycle(), clock.today()).tables["rows"]
    assert [one["role"] for one in people] == ["председатель", "эксперт", "эксперт"]


def test_the_form_of_the_sheet_is_the_edition_in_force(app):
    """ОИРО edits the sheet (GK): the appendix of the order follows."""
    with app.app_context():
        first = sheet_of(stages_of(current_cycle())[0])
        titles = [one["criterion"] for one in gather("O_EXP", current_cycle(), clock.today()).tables["criteria"]]
        assert titles == [one.title for one in first.criteria]
        assert len(titles) == 13
        words = Criterion(key="new", position=1, title="Новый критерий", applies="concept")
        db.session.add(Sheet(stage_id=first.stage_id, number=2, made_at=clock.now(), criteria=[words]))
        db.session.flush()
        assert gather("O_EXP", current_cycle(), clock.today()).tables["criteria"] == ({"criterion": "Новый критерий"},)


def test_a_programme_is_typed_line_by_line():
    typed = {"programme": "10:00 | Открытие | Примерова А. П.\n\n10:30 | Доклад"}
    facts = worded(listing("O_EVENT"), {"typed": typed})
    assert facts.tables["rows"] == tuple(programme(typed["programme"]))
    assert facts.tables["rows"][1] == {"time": "10:30", "subject": "Доклад", "speaker": "–"}


def test_the_title_follows_what_is_typed():
    facts = worded(listing("O_FREE"), {"typed": {"subject": "О рабочей группе"}})
    assert facts.title == "О рабочей группе"
    assert "О рабочей группе" in plain(render("O_FREE", facts))

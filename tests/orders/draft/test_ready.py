"""«Перед регистрацией»: the page and the registration read one list, and nothing goes out with a template in it."""

import io
from dataclasses import replace
from datetime import date

from docx import Document

from app.directory.models import Official
from app.extensions import db
from app.orders.draft.forms import read_list
from app.orders.gathering import controller, signatory
from app.orders.models import Order
from app.orders.register.registering import register_order
from app.orders.services import amend_order, stored
from app.papers.checklist import checks
from app.papers.kinds import KINDS
from app.papers.preambles import preambles
from app.papers.proofreading import lines_in
from app.papers.rendering import render
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON, officer
from tests.orders.sample_lists import listing
from tests.refusing import refusal_of

SIGNED = date(2022, 2, 28)


def of_kind(kind: str, facts=None) -> Order:
    """A draft with everything filled in, by the officials of this house."""

    facts = replace(facts or listing(kind), signatory=signatory(SIGNED), controller=controller(SIGNED))
    order = Order(cycle=current_cycle(), kind=kind, series=KINDS[kind].series, title=facts.title, facts=stored(facts))
    order.drafted_by_id, order.drafted_at = 1, NOON
    db.session.add(order)
    db.session.commit()
    return order


def bars(facts) -> list[str]:
    return [one.sentence for one in checks(facts, SIGNED) if one.fatal and not one.good]


def test_a_line_to_write_on_that_is_left_in_the_text_bars_the_registration_and_is_quoted(house, clerk, browser):
    order = of_kind("O_FINAL")
    beginning = preambles(replace(listing("O_FINAL"), said={}))["plan"]
    amend_order(order, {"preamble": beginning}, clerk, NOON)
    db.session.commit()
    refused = refusal_of(register_order, order, "57", SIGNED, clerk, NOON)
    assert refused.code == "not_ready"
    assert "остался пропуск: «Во исполнение пункта ______" in refused.sentence
    page = browser().get(f"/orders/{order.id}").text
    assert "остался пропуск" in page
    assert "всё готово" not in page
    amend_order(order, {"preamble": "В целях проверки"}, clerk, NOON)
    assert register_order(order, "57", SIGNED, clerk, NOON) is order


def test_a_blank_is_cut_to_what_stands_around_it():
    assert lines_in(("Без пропусков_и_линий", f"{'а' * 50} от ____ {'б' * 50}")) == [f"…{'а' * 36} от ____ {'б' * 39}…"]


def test_a_letter_with_an_appendix_has_its_number_of_sheets_and_needs_no_controller():
    letter = listing("L_MOUO_START")
    assert bars(replace(letter, controller=None)) == []
    assert bars(replace(letter, typed=letter.typed | {"sheets": ""})) == ["Не заполнено: Листов в приложении"]
    plan = listing("L_FIOKO_PLAN")
    assert bars(replace(plan, typed=plan.typed | {"sheets": ""})) == []


def test_a_period_does_not_end_before_it_begins():
    facts = listing("O_SCH")
    turned = replace(facts, days={"survey_from": date(2022, 5, 1), "survey_to": date(2022, 1, 1)})
    assert bars(turned) == ["Анкетирование, с 01.05.2022 по 01.01.2022: конец раньше начала"]


def test_the_page_knows_of_other_officials_what_the_registration_knows(house, clerk, browser):
    order = of_kind("O_FREE")
    page = browser()
    assert "всё готово" in page.get(f"/orders/{order.id}").text
    now, other = db.session.query(Official).filter_by(duty="signatory").one(), officer("signatory")
    now.ends_on, other.starts_on, other.name_nom = date(2022, 2, 27), SIGNED, "А. Б. Другой"
    db.session.add(other)
    db.session.commit()
    refused = refusal_of(register_order, order, "57", SIGNED, clerk, NOON)
    assert refused.code == "officials"
    assert "другие должностные лица" in page.get(f"/orders/{order.id}").text


def test_a_long_title_with_marks_is_printed_whole_and_its_property_is_cut():
    facts = listing("O_FREE")
    title = 'О проекте "500+" & <других> ' * 12
    document = Document(io.BytesIO(render("O_FREE", replace(facts, title=title))))
    assert document.core_properties.title == title[:250]
    assert title.strip() in "\n".join(one.text for one in document.paragraphs).replace("\u00a0", " ")


def test_a_title_longer_than_its_place_is_told_at_its_field():
    typed = {"subject": "О" * 501, "grounds": "В целях", "points": "1. П"}
    assert read_list(KINDS["O_FREE"], typed).errors == {
        "subject": "Слишком длинно: 501 знаков, помещается 500. Сократите."
    }

"""A clerk rewrites the text of a draft: points added, dropped and moved, the preamble chosen, rows left out."""

import io
from dataclasses import replace
from datetime import date

from docx import Document

from app.extensions import db
from app.orders.services import draft_order
from app.papers.checklist import checks
from app.papers.comparing import between
from app.papers.drawing import draw
from app.papers.layout import layout_of
from app.papers.narrowing import choices, left_out
from app.papers.preambles import preambles
from app.papers.publication import for_publication
from app.papers.rendering import render, text_of
from app.papers.retouch import moved, renumbered
from app.papers.templates.samples import sample
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.sample_facts import plan, stage
from tests.orders.sample_lists import listing


def plain(docx: bytes) -> str:
    return text_of(docx).replace("\u00a0", " ")


def test_the_text_of_a_paper_is_its_preamble_and_its_points():
    text = draw("O_PLAN", plan()).text
    assert text.preamble.startswith("На основании письма")
    assert text.preamble.endswith("Орловской области,")
    assert [point.split(" ")[0] for point in text.points] == ["1.", "2.", "3.", "4.", "4.1.", "4.2.", "5."]


def test_what_was_rewritten_is_printed_in_the_styles_of_the_blank():
    points = ("1. Один & <два>.", "2. Контроль оставляю за собой.")
    printed = render("O_PLAN", replace(plan(), preamble="В целях проверки № 5", points=points))
    document = Document(io.BytesIO(printed))
    body = [one for one in document.paragraphs if one.style.name == "Текст приказа"]
    assert [one.text.replace("\u00a0", " ") for one in body] == ["В целях проверки № 5 приказываю:", *points]
    assert body[0].runs[-1].style.name == "Вразрядку"
    assert [one.paragraph_format.keep_with_next for one in body[1:]] == [None, True]
    assert text_of(printed).partition("Приложение")[2] == text_of(render("O_PLAN", plan())).partition("Приложение")[2]


def test_points_stay_in_a_row_whatever_is_done_to_them():
    points = ("1. А", "2. Б:", "2.1. В;", "2.2. Г.", "3. Д")
    assert moved(points, "drop", 0) == ("1. Б:", "1.1. В;", "1.2. Г.", "2. Д")
    assert moved(points, "up", 4) == ("1. А", "2. Б:", "2.1. В;", "3. Д", "3.1. Г.")
    assert moved(points, "down", 4) == points
    assert moved(points, "up", 99) == points
    assert moved(points, "add", -1)[-1] == "4. "
    assert renumbered(("Без номера", "7. Е")) == ("Без номера", "1. Е")


def test_a_preamble_is_filled_with_what_the_order_knows():
    assert "от 18.01.2021 г. № 02-21/3 «О начале" in preambles(plan())["letter"]
    assert "По итогам второго этапа" in preambles(stage(2))["stage"]
    assert "пункта 14" in preambles(listing("O_PLANMON"))["plan"]


def test_a_municipality_that_is_left_out_is_not_in_the_appendix():
    facts = listing("O_SCH")
    assert choices(facts) == {"Муниципалитеты": ["город Ливны", "Верховский район"]}
    text = plain(render("O_SCH", replace(facts, left_out=("город Ливны",))))
    assert "Ливны" not in text
    assert "\n1.\tВерховский район" in text


def test_an_appendix_is_narrowed_by_what_a_reader_of_its_kind_looks_for():
    curators = listing("O_CUR")
    anna, ilya, maria = choices(curators)["Кураторы"]
    assert left_out(curators, ["город Ливны", "Верховский район", anna]) == (ilya, maria)
    text = plain(render("O_CUR", replace(curators, left_out=(ilya, maria))))
    assert anna in text
    assert ilya not in text
    assert maria not in text
    nobody = replace(curators, left_out=("город Ливны", ilya, maria))
    assert any(
        one.fatal and not one.good and "не\u00a0останется строк" in one.sentence
        for one in checks(nobody, date(2022, 3, 1))
    )
    assert left_out(nobody, [anna, "Верховский район"]) == ("город Ливны", ilya, maria)


def test_a_school_stays_while_one_of_its_directions_does():
    facts = listing("O_FINAL")
    failing, staff = choices(facts)["Направления риска"]
    assert "Заречная" in plain(render("O_FINAL", replace(facts, left_out=(staff,))))
    assert "Ольховская" not in plain(render("O_FINAL", replace(facts, left_out=(staff, failing))))


def test_the_version_for_publication_has_no_telephone_and_no_address():
    text = plain(render("O_MUN", sample("O_MUN")))
    public = plain(for_publication(render("O_MUN", sample("O_MUN"))))
    assert "Рабочий телефон" in text
    assert "imya@example.org" in text
    assert not [word for word in ("телефон", "почта", "@", "4862") if word in public]
    assert "Примерова Анна Петровна\tзаместитель директора" in public
    assert "№ 226" in public
    facts = listing("L_FIOKO_PLAN")
    letter = replace(facts, typed=facts.typed | {"performer": "Примерова А. П., тел. 47-53-00, a.b@example.org"})
    assert "Примерова А. П.\n" in plain(for_publication(render("L_FIOKO_PLAN", letter))).replace("\u00a0", " ")
    for phone in ("(4862) 47-53-00", "тел.: (486-2) 47-53-00", "8(4862)475300", "тел. (4862) 47 53 00"):
        letter = replace(facts, typed=facts.typed | {"performer": f"Примерова А. П., {phone}"})
        public = plain(for_publication(render("L_FIOKO_PLAN", letter))).replace("\u00a0", " ")
        assert public.rstrip("\n").endswith("Примерова А. П."), phone


def test_what_looks_like_a_number_and_is_no_telephone_stays():
    printed = render("O_PLAN", plan().registered("226", date(2022, 2, 28)))
    assert text_of(for_publication(printed)) == text_of(printed)


def test_a_layout_changes_the_sheet_and_the_date_and_no_word():
    facts = plan().registered("226", date(2022, 2, 28))
    own, other = render("O_PLAN", facts), render("O_PLAN", facts, layout=layout_of("gost-2025", right=15))
    assert text_of(own).replace("28\u00a0февраля 2022\u00a0г.", "28.02.2022") == text_of(other)
    assert render("O_PLAN", facts, layout=layout_of("department")) == own
    document = Document(io.BytesIO(other))
    assert [round(section.right_margin.mm) for section in document.sections] == [15, 10]
    assert document.styles["Текст приказа"].font.size.pt == 13
    assert [round(stop.position.mm) for stop in document.styles["Подпись"].paragraph_format.tab_stops] == [165]


def test_two_printings_are_compared_line_by_line():
    old, new = "1\n2\n3\n4\nА\n5", "1\n2\n3\n4\nБ\n5"
    assert between(old, new) == [("cut", "3"), ("same", "4"), ("gone", "А"), ("new", "Б"), ("same", "5")]
    assert between(old, old) == [("cut", "6")]


def test_words_that_come_when_the_draft_is_being_agreed_are_given_back(house, clerk, browser):
    order = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    db.session.commit()
    client = browser()
    assert client.post(f"/orders/{order.id}/acts", data={"act": "submit"}).status_code == 303
    typed = {"point": ["1. Мои слова."], "basis_title": "Моё письмо."}
    answer = client.post(f"/orders/{order.id}/text", data=typed)
    assert answer.status_code == 422
    assert "Мои слова." in answer.text
    assert "Моё письмо." in answer.text

"""A remark is printed as it was written, without a gap, counted once everywhere, and never kept by mistake."""

import pytest
from sqlalchemy import select

from app.expertise.reviews.agenda import PAST_SHEET, by_kind
from app.expertise.reviews.models import ExpertRemark
from app.expertise.reviews.told import Told, said_count
from app.expertise.sheets.models import BankRemark
from app.extensions import db
from app.kernel.gaps import filled, gaps, is_open, without
from app.papers.rendering import text_of
from tests.expertise.filling import answers, note, sent, sheet

GAPPED = "Дорожная карта не содержит мероприятий по задаче № …."


def gapped_id(app) -> str:
    with app.app_context():
        return str(db.session.scalars(select(BankRemark.id).where(BankRemark.text == GAPPED)).one())


@pytest.mark.parametrize("gap", ["№ …", "№ ...", "№ ___", "№…", "№", "…", "...", "___"])
def test_every_form_of_a_gap_is_found_and_filled(gap):
    assert gaps(f"По задаче {gap}, дважды.") == [gap]
    said = filled(f"По задаче {gap}, дважды", "№ 3")
    assert not gaps(said)
    assert "3" in said
    assert said.count("№") == 1
    assert without("По задаче № …, дважды.") == "По задаче, дважды."
    assert not gaps("Приказ № 12 от 01.02.2022")
    assert is_open("по задаче № …")
    assert not is_open("и так далее…")


def test_a_gap_of_a_ready_phrase_is_asked_for_at_once_and_filled(expert, line, app):
    address, bank = sheet(expert, line()), gapped_id(app)
    assert expert.page.xpath(f'//option[@value="{bank}"]/@data-gap')
    assert expert.page.xpath('//input[@name="note-gap"]')
    typed = {**answers(c8=1), **note("c8", bank=bank), "send": "yes"}
    expert.post(address, {"seen": 0, **typed})
    assert "Критерий 8. В готовой фразе пропуск «№ …»" in expert.text
    expert.post(address, {"seen": 1, **typed, "note-gap": "3"})
    assert "Лист отправлен." in expert.text
    assert "по задаче № 3. Добавьте данные ВПР." in expert.text
    with app.app_context():
        assert db.session.scalars(select(ExpertRemark.phrase)).one().endswith("по задаче №\u00a03.")
    for page in ("/rounds/1/agenda", "/rounds/1/results"):
        expert.get(page)
        assert "мероприятий по задаче." in expert.text
        assert "№ …" not in expert.text


def test_what_fills_a_gap_that_no_remark_has_is_left_out(expert, line):
    address = sheet(expert, line())
    expert.post(address, {"seen": 0, **answers(c8=1), **note("c8"), "note-gap": ["", "3"]})
    assert "Черновик сохранён." in expert.text
    assert "Добавьте данные ВПР." in expert.text


def test_two_windows_that_differ_by_the_ready_phrase_alone_show_how(expert, line, app, browser):
    address, bank, other = sheet(expert, line()), gapped_id(app), browser("expert")
    expert.post(address, {"seen": 0, **answers(c8=1), **note("c8", bank=bank, gap="3")})
    other.get(address)
    for htmx in (True, False):
        answer = other.post(address, {"seen": 0, **answers(c8=1), **note("c8", bank=bank, gap="7")}, htmx=htmx)
        words = answer.get_data(as_text=True).replace("\xa0", " ")
        assert "по задаче № 3. Добавьте" in words
        assert "по задаче № 7. Добавьте" in words


def test_own_words_with_an_open_gap_are_asked_for(expert, line):
    address = sheet(expert, line())
    expert.post(address, {"seen": 0, **answers(c3=1), **note("c3", said="Нет данных о ___"), "send": "yes"})
    assert "Критерий 3. В ваших словах остался пропуск" in expert.text


def test_another_filling_is_another_remark_and_the_same_one_keeps_its_state(expert, line, app):
    bank = gapped_id(app)
    address = sent(expert, line(), note("c8", bank=bank, gap="3"), c8=1)
    for said, states in (("3", ["open"]), ("4", ["dropped", "open"])):
        expert.submit(f"{address}/reopening", reason="Ещё раз.")
        sent(expert, line(), note("c8", bank=bank, gap=said), c8=1)
        with app.app_context():
            assert list(db.session.scalars(select(ExpertRemark.state).order_by(ExpertRemark.id))) == states


def test_a_remark_under_full_points_is_asked_about_and_stays_when_it_is_meant(expert, line):
    address = sheet(expert, line())
    expert.post(address, {"seen": 0, **answers(), **note("c9"), "send": "yes"})
    assert "Критерий 9. Балл полный, а замечание осталось" in expert.text
    assert expert.page.xpath('//input[@name="meant" and @value="c9"]')
    expert.post(address, {"seen": 1, **answers(), **note("c9"), "meant": "c9", "send": "yes"})
    assert "Лист отправлен." in expert.text


def test_own_words_are_printed_as_written_and_never_under_the_title_of_the_criterion_alone(expert, line, browser):
    sent(expert, line(), note("c9", said="Все сроки стоят в декабре."), c9=1)
    expert.get("/rounds/1/agenda")
    assert "Замечания по критерию «Сроки реальны" in expert.text
    assert "Все сроки стоят в декабре." in expert.text
    text = text_of(browser("rcoko").download("/rounds/1/note.docx")).replace("\xa0", " ")
    assert "Замечания по критерию «Сроки реальны" in text
    assert "году»: Все сроки стоят в декабре – у" in text


def test_the_agenda_counts_a_ready_phrase_once_and_own_words_by_criterion():
    phrase, own, past = Told("regional", "Цель.", kind="Цель.", criterion="c4"), "Свои слова.", "Мимо листа."
    remarks = [(1, phrase), (2, phrase), (1, Told("regional", own, criterion="Сроки")), (3, Told("regional", past))]
    found = by_kind([*remarks, (1, Told("federal", "Чужие слова."))])
    assert [(one.title, one.schools, one.words) for one in found] == [
        ("Цель.", 2, ()),
        ("Замечания по\u00a0критерию «Сроки»", 1, (own,)),
        (PAST_SHEET, 1, (past,)),
    ]
    assert sum(one.remarks for one in found) == 4


def test_the_two_sources_are_never_counted_together():
    own, theirs = Told("regional", "Раз."), Told("federal", "Два.\nТри.")
    assert said_count([own, own]) == "2\u00a0замечания"
    assert said_count([]) == ""
    both = said_count([own, theirs]).replace("\u00a0", " ")
    assert both == "1 замечание и федерального координатора к 1 документу"

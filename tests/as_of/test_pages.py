"""«На дату»: the same pages at another moment, what they say, and what they refuse."""

import io
import re

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.documents.models import Document, RemarkMove
from app.extensions import db
from app.year.cycle.models import Membership
from tests.documents.steps import docx, sent_by, upload_to

THEN = "on=2022-03-24&time=12:00"  # the noon of tests/conftest.py
LATER = (2022, 4, 6, 9)
PAGES = ("/matrix", "/evidence?window=0", "/plan", "/plan/21", "/schools/1/kit", "/documents/1", "/versions/1")


@pytest.fixture
def department(browser):
    return browser("department")


def at_noon(path: str, more: str = "") -> str:
    return f"{path}{'&' if '?' in path else '?'}{THEN}{more}"


def region(who, path: str, root: str) -> str:
    """What a part of a page shows, with its links but for the moment in them."""
    who.get(path)
    found = who.page.get_element_by_id(root)
    words = re.sub(r"\s+", " ", found.text_content())
    return words + " ".join(re.sub(r"[?&].*", "", href) for href in found.xpath(".//a/@href"))


SHOWN = {"/matrix": "matrix", "/evidence?window=0": "matrix", "/schools/1/kit": "kit", "/plan": "main"}


def test_a_page_as_of_a_moment_is_the_page_that_was_seen_then(department, school, curator, at):
    document = sent_by(school)
    before = {path: region(department, path, root) for path, root in SHOWN.items() if root != "main"}
    at(*LATER)
    curator.get(f"/desk/{document}")
    curator.submit(f"/documents/{document}/decision", verdict="return", reason="dates_wrong", remark="Назовите месяц.")
    upload_to(school, f"/documents/{document}", docx("Версия вторая"))
    school.submit(f"/documents/{document}/submission")
    for path, seen in before.items():
        assert region(department, path, SHOWN[path]) != seen or "evidence" in path
        assert region(department, at_noon(path), SHOWN[path]) == seen, path
    department.get(at_noon(f"/documents/{document}"))
    assert "Версия 1 у куратора" in department.text
    assert "Назовите месяц" not in department.text
    assert "Версия 2" not in department.text


@pytest.mark.parametrize("path", PAGES)
def test_a_page_of_the_past_says_so_acts_on_nothing_and_leads_back(path, department, school, curator, at):
    at(*LATER)
    for who in (department, school, curator):
        answer = who.get(at_noon(path))
        if answer.status_code == 403:
            continue
        assert "Состояние на 24.03.2022 12:00 мск, как было." in who.text, path
        assert not who.page.xpath('//main//form[@method="post"]'), path
        (back,) = who.page.xpath('//a[contains(., "Вернуться к")]/@href')
        assert back == path
        who.get(back)
        assert "Состояние на 24.03.2022" not in who.text


def test_links_among_these_pages_keep_the_moment_and_the_clock(department, at):
    at(*LATER)
    department.get(at_noon("/matrix", "&clock=recorded"))
    links = [href for href in department.page.xpath("//main//a/@href") if href.startswith(("/schools", "/documents"))]
    links += department.page.xpath('//nav[@class="tabs no-print"]/a/@href | //a[contains(., "XLSX")]/@href')
    assert len(links) > 20
    assert all("on=2022-03-24" in href and "clock=recorded" in href for href in links)
    assert any(href.startswith("/plan?on=2022-03-24") for href in department.page.xpath("//nav/a/@href"))
    department.get(next(href for href in links if href.startswith("/documents")))
    assert "как было известно" in department.text


def test_a_filter_of_the_evidence_keeps_the_moment_and_the_moment_keeps_the_filter(department, at):
    at(*LATER)
    department.get(at_noon("/evidence?window=2&state=none"))
    filters, picker = (department.page.xpath(f'//form[.//*[@name="{name}"]]')[0] for name in ("municipality", "clock"))
    assert filters.xpath('.//input[@name="on"]/@value') == ["2022-03-24"]
    kept = {one.get("name"): one.get("value") for one in picker.xpath('.//input[@type="hidden"]')}
    assert kept == {"window": "2", "state": "none"}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("on=2022-03-25", "Этот момент ещё не наступил. Выберите день не позже сегодняшнего, 24.03.2022."),
        ("on=2022-03-24&time=12:01", "Этот момент ещё не наступил"),
        ("on=завтра", "Напишите день, месяц и год"),
        ("on=9999-12-31&time=23:59", "Напишите день, месяц и год"),
        ("on=1022-03-24", "Напишите день, месяц и год"),
        ("on=2022-03-01&time=25:00", "Напишите время часами и минутами"),
    ],
)
def test_what_can_not_be_shown_is_refused_in_words_and_today_stays(typed, said, department):
    for path in ("/matrix", "/evidence", "/plan", "/schools/1/kit", "/matrix.xlsx", "/evidence.xlsx", "/plan.xlsx"):
        department.get(f"{path}?{typed}")
        assert said in department.text
        assert "Вернуться к" not in department.text
        assert department.page.xpath('//input[@name="on"]/@value') == [re.search("on=([^&]*)", typed)[1]]


@pytest.mark.parametrize("path", ["/matrix.xlsx", "/evidence.xlsx", "/plan.xlsx"])
@pytest.mark.parametrize("word", ["_scheme=ftp", "_anchor=x", "_method=DELETE", "_external=1", "endpoint=x"])
def test_a_word_of_the_address_is_only_a_word(path, word, department):
    answer = department.client.get(f"{path}?on=%D0%B7%D0%B0%D0%B2%D1%82%D1%80%D0%B0&{word}")
    assert answer.status_code == 302
    assert answer.location == f"{path.removesuffix('.xlsx')}?on=%D0%B7%D0%B0%D0%B2%D1%82%D1%80%D0%B0&{word}"


def test_the_last_minute_of_today_is_today_so_far(department):
    department.get("/matrix?on=2022-03-24")
    assert "Состояние на 24.03.2022 12:00 мск" in department.text


def test_before_the_year_there_is_nothing_and_the_page_says_so(department, school):
    for path in ("/matrix", "/evidence", "/plan"):
        department.get(f"{path}?on=2021-11-30")
        assert "Год проекта ещё не начался" in department.text
        assert "Состояние на 30.11.2021 23:59 мск" in department.text
    school.get("/schools/1/kit?on=2021-11-30")
    assert "школа в проекте не участвовала" in school.text
    department.get("/matrix?on=2021-12-01")
    assert "Заречная" in department.text


def test_a_document_that_was_not_there_yet_is_an_empty_place(department, app):
    with app.app_context():
        evidence = db.session.scalar(select(Document.id).where(Document.kind == "evidence"))
    for document in (1, evidence):
        department.get(f"/documents/{document}?on=2022-02-20")
        assert department.status == 200
        assert "ещё не было" in department.text


def test_a_leaving_entered_late_is_told_by_both_clocks(department, at, app):
    at(*LATER)
    department.get("/participants/1")
    department.submit("/participants/1/leaving", left_on="2022-04-01", because="Реорганизация")
    department.get("/matrix?on=2022-04-03")
    rows = " ".join(department.page.xpath("//tbody//th//text()"))
    assert "Заречная" not in rows
    assert (
        "Внесено позже: МБОУ «Заречная СОШ» (демо) вышла из проекта 01.04.2022, записано 06.04.2022" in department.text
    )
    department.get("/matrix?on=2022-04-03&clock=recorded")
    (row,) = department.page.xpath('//tbody/tr[contains(., "Заречная")]')
    assert "внесено позже" in row.text_content()
    assert "Здесь это ещё не учтено" in department.text
    department.get("/matrix?on=2022-04-06&clock=recorded")
    assert "Внесено позже" not in department.text
    assert "Заречная" not in department.text
    with app.app_context():
        moves = db.session.scalars(select(Membership).where(Membership.participation_id == 1)).all()
        assert [move.move for move in moves] == ["joined", "left"]


def test_a_school_that_left_and_came_back_was_away_in_between(department, at):
    department.get("/participants/1")
    department.submit("/participants/1/leaving", left_on="2022-03-24", because="Ремонт")
    at(*LATER)
    department.get("/participants/1")
    department.submit("/participants/1/return")
    for day, there in (("2022-03-23", True), ("2022-03-30", False), ("2022-04-06", True)):
        department.get(f"/evidence?on={day}")
        assert ("Заречная" in department.text) is there, day


@pytest.mark.parametrize("path", ["/matrix.xlsx", "/evidence.xlsx", "/plan.xlsx"])
def test_a_workbook_says_its_moment_and_its_clock_in_its_head(path, department, at):
    at(*LATER)
    for sheet in load_workbook(io.BytesIO(department.download(at_noon(path, "&clock=recorded")))):
        said = sheet["A1"].value.replace("\xa0", " ")
        assert said == "Состояние на 24.03.2022 12:00 мск, как было известно в тот момент"
        assert sheet.freeze_panes == "A3"
        assert sheet.print_title_rows == "$1:$2"


def test_a_workbook_of_the_past_is_that_of_the_day(department, school, at):
    files = ("/matrix.xlsx", "/evidence.xlsx", "/plan.xlsx")
    rows = {path: values(department.download(path)) for path in files}
    at(*LATER)
    sent_by(school)
    for path, before in rows.items():
        assert values(department.download(at_noon(path))) == before


def values(data: bytes) -> list:
    return [[cell.value for cell in row] for sheet in load_workbook(io.BytesIO(data)) for row in sheet.iter_rows()]


def test_what_happened_can_only_be_added_to(app):
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with app.app_context():
        assert db.session.scalar(select(RemarkMove.id).limit(1))
        for table, change in (("memberships", "because = 'x'"), ("remark_moves", "state = 'open'")):
            for statement in (f"UPDATE {table} SET {change}", f"DELETE FROM {table}"):
                with pytest.raises(DBAPIError, match="does not change"):
                    db.session.execute(text(statement))
                db.session.rollback()


def test_the_readers_of_the_past_are_those_of_today(browser, at):
    at(*LATER)
    curator = browser("curator")
    curator.get(at_noon("/matrix"))
    assert len(curator.page.xpath("//table[contains(@class, 'matrix')]/tbody/tr")) == 3
    assert curator.get(at_noon("/schools/12/kit")).status_code == 404
    assert browser("school").get(at_noon("/matrix")).status_code == 403

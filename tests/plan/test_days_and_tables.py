"""The days of an item have one source, say when they fall on no day of work, and leave the house in an honest table."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.extensions import db
from app.plan.models import PlanItem
from app.plan.periods import Frame, read_period
from app.year.cycle.models import EvidenceWindow, Stage
from tests.plan.amendments.steps import amend


@pytest.fixture
def department(browser):
    return browser("department")


def sheet(person, show: str = "") -> list[tuple]:
    data = person.download(f"/plan.xlsx?show={show}")
    return list(load_workbook(io.BytesIO(data))["План-график"].iter_rows(values_only=True))


def cells(person) -> list:
    return [cell for row in load_workbook(io.BytesIO(person.download("/plan.xlsx")))["План-график"] for cell in row]


def test_a_moved_day_is_the_same_on_every_page_and_in_the_table(department, browser):
    amend(department, 24, period_text="до 04.04.2022 г.", number="57", signed_on="2022-03-24")
    expert = browser("expert")
    for page in ("/", "/duties"):
        expert.get(page)
        assert "24. Сборник материалов" in expert.text, page
        assert "до 04.04.2022 23:59 мск" in expert.text, page
    for page in ("/plan", "/plan/year", "/plan/months", "/plan/24", "/plan/executors"):
        department.get(page)
        assert "до 04.04.2022 г." in department.text or "04.04.2022" in department.text, page
        assert "Декабрь 2022" not in " ".join(department.page.xpath('//tr[contains(., "Сборник материалов")]//text()'))
    row = next(row for row in sheet(department) if row[0] == 24)
    assert row[2:4] == ("до 04.04.2022 г.", "04.04.2022")


def test_moving_an_item_says_what_has_days_of_its_own_and_leaves_them(department, app):
    for item, said, way in (
        (12, ("март – май: 01.03.2022 – 31.05.2022", "август – ноябрь: 01.08.2022 – 30.11.2022"), "/plan/days"),
        (30, ("1-й этап: 29.04.2022", "2-й этап: 20.06.2022", "3-й этап: 15.11.2022"), "/rounds/days"),
        (11, ("подтверждены куратором»: 30.03.2022",), "/plan/days"),
        (14, ("Мониторинг плана, 45 %: 30.06.2022",), "/plan/days"),
    ):
        department.get(f"/plan/{item}/amendment")
        assert "только приказ Департамента" in department.text
        assert all(one in department.text for one in said), item
        assert department.page.xpath(f'//li/a[@href="{way}"]')
    with app.app_context():
        days = [select(Stage.due_on).order_by(Stage.id), select(EvidenceWindow.closes_on).order_by(EvidenceWindow.id)]
        before = [db.session.scalars(one).all() for one in days]
    amend(department, 30, period_text="20.05.2022, 21.07.2022, 15.12.2022", number="57", signed_on="2022-03-24")
    assert "Отдельно переносятся: Экспертиза, 1-й этап: 29.04.2022" in department.text
    with app.app_context():
        assert [db.session.scalars(one).all() for one in days] == before
        item = db.session.scalars(select(PlanItem).where(PlanItem.number == 30)).one()
        ends = [date(2022, 5, 20), date(2022, 7, 21), date(2022, 12, 15)]
        assert [window.ends_on for window in item.windows] == ends
    department.get("/plan/24/amendment")
    assert "останутся прежними" in department.text


def test_three_days_in_one_cell_are_three_ends_and_people_live_by_the_next(browser, at):
    text = "По срокам: 29.04.2022 г. 20.06.2022 г. 15.11.2022 г."
    ends = [window.end for window in read_period(text, Frame(2022)).windows]
    assert ends == [date(2022, 4, 29), date(2022, 6, 20), date(2022, 11, 15)]
    expert = browser("expert")
    for now, due in (
        ((2022, 4, 29, 20), "29.04.2022"),
        ((2022, 4, 29, 21), "20.06.2022"),
        ((2022, 6, 20, 21), "15.11"),
    ):
        at(*now)
        expert.get("/duties")
        (line,) = expert.page.xpath('//li[@id="duty-30"]')
        assert f"до\xa0{due}" in line.text_content(), now


def test_a_last_day_on_which_nobody_works_is_never_taken_silently(department, browser, at):
    amend(department, 24, period_text="до 09.05.2022 г.", number="57", signed_on="2022-03-24")
    assert department.status == 422
    assert "09.05.2022 – нерабочий день (праздник: День Победы)" in department.text
    order = {"number": "57", "signed_on": "2022-03-24"}
    amend(department, 24, period_text="до 09.05.2022 г.", agreed="on", **order)
    assert department.status == 200
    amend(department, 29, period_text="май 2022 г.", reason="Нет площадки.")
    assert department.status == 200  # a month ends as it ends
    at(2022, 5, 6, 9)
    expert = browser("expert")
    expert.get("/duties")
    assert "до 09.05.2022 23:59 мск, осталось 3 дня (праздник: День Победы)" in expert.text


def test_a_typed_formula_leaves_the_house_as_words_and_cyrillic_stays(department, browser):
    expert = browser("expert")
    for number, note in ((21, '=HYPERLINK("http://evil.example.org";"Ссылка")'), (20, "+7 Протокол «ёлочки»")):
        expert.get(f"/plan/{number}")
        expert.submit(f"/plan/{number}/execution", note=note)
    department.get("/plan/20")
    department.submit("/plan/20/conclusion", verdict="return", remark="@SUM(A1)")
    found = {cell.value: cell for cell in cells(department) if isinstance(cell.value, str) and cell.value[:1] in "=+@"}
    assert set(found) == {'=HYPERLINK("http://evil.example.org";"Ссылка")', "+7 Протокол «ёлочки»", "@SUM(A1)"}
    for cell in found.values():
        assert (cell.data_type, cell.number_format, cell.quotePrefix) == ("s", "@", True)


def test_the_table_keeps_to_the_choice_of_the_page_and_has_both_facts(department):
    rows = sheet(department)
    assert rows[1][5:12] == (
        *("Состояние", "Исполнено", "Внесено", "Чем"),
        *("Решение Департамента", "Решение от", "Замечание"),
    )
    assert len(rows) == 2 + 32
    assert rows[2][9] == "Подтверждено"
    department.get("/plan?show=done")
    assert department.page.xpath('//a[text()="XLSX"]/@href') == ["/plan.xlsx?show=done"]
    done = sheet(department, "done")
    shown = department.page.xpath('//table[contains(@class, "plan-table")]//th[@scope="row"]/a/text()')
    assert {f"{row[0]}." for row in done[2:]} == {one.split()[0] for one in shown}
    assert "Показано: подтверждено" in done[0][0]
    amend(department, 31, move="cancel", period_text="", number="58", signed_on="2022-03-24")
    assert next(row for row in sheet(department) if row[0] == 31)[5] == "Отменено приказом"
    assert not [row for row in sheet(department, "open") if row[0] == 31]


def test_a_confirmation_taken_back_is_said_with_its_reason_on_the_page_and_in_the_table(department):
    department.get("/plan/1")
    department.submit("/plan/1/reopening", reason="Протокола нет.")
    department.get("/plan")
    assert "Протокола нет." in department.text
    row = next(row for row in sheet(department) if row[0] == 1)
    assert (row[5], row[9], row[11]) == ("Возвращено", "Подтверждение снято", "Протокола нет.")

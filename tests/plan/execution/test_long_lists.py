"""The page of an item is bounded whatever the number of schools: the missing by page, the reports of parts by page."""

import re

import pytest
from sqlalchemy import insert, select

from app.extensions import db
from app.kernel.paging import SIZE
from app.plan.models import Confirmation, Execution, PlanItem
from bench.crowd import enrol
from tests.house import NOON

MISSING = '//section[@id="indicator"]//summary[contains(., "Кого не")]'


@pytest.fixture
def crowd(app) -> None:
    """More schools than one page names."""
    with app.app_context():
        enrol(SIZE + 20)


def names(person) -> list[str]:
    return person.page.xpath('//main//ul[contains(@class, "plain-list")]/li')


def test_the_first_are_named_and_the_way_leads_to_all_by_page(crowd, browser):
    department = browser("department")
    department.get("/plan/11")
    total = int(re.search(r"\d+$", department.page.xpath(MISSING)[0].text_content().strip())[0])
    assert total > SIZE
    assert len(department.page.xpath(f"({MISSING})[1]/following-sibling::ul/li")) == SIZE
    department.get(department.page.xpath('//section[@id="indicator"]//a[contains(., "по\xa0страницам")]/@href')[0])
    assert str(total) in department.page.xpath("//h1")[0].text_content()
    assert len(names(department)) == SIZE
    first = [one.text_content() for one in names(department)]
    department.get(department.page.xpath('//a[@aria-label="Страница 2"]/@href')[0])
    assert len(names(department)) == total - SIZE
    assert not set(first) & {one.text_content() for one in names(department)}
    department.get("/plan/11/missing/1?whole=1")
    assert len(names(department)) == total


def test_a_reader_is_told_of_their_own_alone(crowd, browser):
    curator = browser("curator")
    curator.get("/plan/11/missing/1")
    assert "из ваших" in curator.text
    assert len(names(curator)) <= 3


@pytest.mark.parametrize("which", ["11/missing/0", "11/missing/99", "33/missing/1", "32/missing/1"])
def test_a_measure_that_is_not_there_or_names_nobody_is_not_found(which, browser):
    assert browser("department").client.get(f"/plan/{which}").status_code == 404


def test_what_waits_for_an_answer_stands_first_among_many_parts(browser, app):
    answered, asking = 15, SIZE - 5
    with app.app_context():
        item = db.session.scalars(select(PlanItem.id).where(PlanItem.number == 9)).one()
        said = {"item_id": item, "executed_at": NOON, "recorded_at": NOON, "whole": False, "note": "Часть."}
        rows = [{"executed_by_id": 1 + n % 3, **said} for n in range(asking + answered)]
        keys = db.session.scalars(insert(Execution).returning(Execution.id), rows).all()
        word = {"verdict": "confirm", "remark": "", "answered_by_id": 1, "answered_at": NOON}
        newest = sorted(keys)[-answered:]
        db.session.execute(insert(Confirmation), [{"execution_id": key, **word} for key in newest])
        db.session.commit()
    department = browser("department")
    department.get("/plan/9")
    assert f"Отчёты по частям: {asking + answered}" in department.text
    assert len(department.page.xpath('//div[contains(@class, "part")]')) == SIZE
    assert len(department.page.xpath('//form[contains(@action, "/plan/parts/")]')) == asking
    department.get("/plan/9?page=2")
    assert department.page.xpath('//form[contains(@action, "/plan/parts/")]') == []

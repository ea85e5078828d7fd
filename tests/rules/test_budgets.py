"""A page is bounded: its statements, bytes and rows, with one school more and with 130."""

from functools import partial

import pytest

from app.kernel.paging import SIZE
from bench.crowd import enrol, examine
from tests.browser.pages import PAGES

BYTES, CROWD = 300_000, 130
ROWS = "//tbody | //main//ul[contains(@class, 'plain-list')]"
# Whose page, its address, and the most statements that it may take.
LISTS = {
    ("department", "/matrix"): 8,
    ("department", "/matrix?page=2"): 10,
    ("department", "/evidence"): 9,
    ("department", "/evidence?window=0&state=none"): 9,
    ("department", "/evidence?state=late"): 9,
    ("department", "/participants"): 11,
    ("department", "/profiles"): 10,
    ("department", "/people"): 9,
    ("department", "/people/1"): 12,
    ("department", "/calendar"): 12,
    ("expert", "/rounds/1/assignments/proposal"): 12,
    ("expert", "/reviewers"): 12,
    ("department", "/journal"): 8,
    ("department", "/search?q=школа&kind=school"): 7,
    ("expert", "/rounds/1"): 12,
    ("expert", "/rounds/2"): 12,
    ("expert", "/rounds/1/assignments"): 12,
    ("expert", "/rounds/2/assignments?whose=none"): 12,
    ("department", "/rounds/1/results"): 7,
    ("curator", "/matrix"): 12,
    ("curator", "/schools/1/kit"): 12,
    ("school", "/schools/1/kit"): 12,
    ("department", "/plan"): 7,
    ("department", "/plan/6"): 9,
    ("department", "/plan/11"): 12,
    ("department", "/plan/11/missing/1"): 8,
    ("curator", "/plan/11"): 11,
    ("curator", "/duties"): 6,
    ("curator", "/desk"): 12,
    ("curator", "/documents/1"): 12,
    ("school", "/documents/1"): 11,
}


@pytest.mark.parametrize("schools", [1, CROWD])
def test_a_list_keeps_within_its_bounds(schools, app, browser, statements):
    with app.app_context():
        enrol(schools)
        examine()
    people = {who: browser(who) for who, _ in LISTS}
    over = []
    for (who, page), most in LISTS.items():
        person = people[who]
        person.get(page)  # the first of each fills what a process keeps
        asked = statements(partial(person.get, page))
        size, rows = len(person.last.data), max(map(len, person.page.xpath(ROWS)), default=0)
        if person.status != 200 or asked > most or size > BYTES or rows > SIZE:
            over.append(f"{who} {page}: {person.status}, {asked} statements, {size} bytes, {rows} rows")
    assert over == []


AT_MOST = 12  # statements of a page, BEGIN aside
MORE = {
    "/plan/years/2022": 18,  # the days and the plan of a year to come, with their pattern, by kinds
    "/setup": 13,  # everything that a year waits for, counted
}


def test_no_page_asks_the_database_more_than_it_may(browser, statements):
    over = []
    for who, pages in PAGES.items():
        person = browser(who) if who != "nobody" else None
        for page in pages if person else ():
            person.get(page)  # the first of each fills what a process keeps
            asked = statements(partial(person.get, page)) - 1
            if asked > MORE.get(page, AT_MOST):
                over.append(f"{who} {page}: {asked} statements")
    assert over == []

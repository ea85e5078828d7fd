"""Lists by page: nobody is lost between the pages, the whole stays, a filter that finds nothing can be taken off."""

import io
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select, true

from app.directory.narrowing import ALL
from app.documents.evidence.forms import STATES, Wanted
from app.documents.evidence.matrix import matrix as evidence_matrix
from app.documents.evidence.sums import sums
from app.documents.overview import overview
from app.documents.queries import matrix
from app.expertise.sets import set_at
from app.extensions import db
from app.kernel.as_of import NOW, AsOf
from app.kernel.paging import Asked
from app.roles import Role
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import current_cycle, windows
from app.year.profile.models import Survey
from bench.crowd import enrol

CROWD = 130
# Whose list, its address, and what leads from a row to its school.
LISTS = [
    ("department", "/matrix", "/schools/"),
    ("department", "/evidence", "/schools/"),
    ("department", "/participants", "/participants/"),
    ("department", "/profiles", "/profiles/"),
    ("department", "/people", "/people/"),
    ("expert", "/rounds/1?whose=all", "/rounds/1/schools/"),
    ("expert", "/rounds/1/assignments", "/rounds/1/schools/"),
]


@pytest.fixture
def crowd(app):
    with app.app_context():
        enrol(CROWD)
        return db.session.scalars(select(func.count(Participation.id))).one()


def ways(person, beginning: str) -> list[str]:
    """Where the rows of the page lead, in their order."""
    found = person.page.xpath("//tbody//a/@href")
    return list(dict.fromkeys(one for one in found if one.startswith(beginning)))


def turned(page: str, number: int) -> str:
    return f"{page}{'&' if '?' in page else '?'}page={number}"


@pytest.mark.parametrize(("who", "page", "beginning"), LISTS)
def test_every_row_stands_on_one_page_and_in_the_whole(who, page, beginning, crowd, browser):
    person = browser(who)
    person.get(page)
    [said] = person.page.xpath('//nav[@id="pager"]/p')
    total = int("".join(said.text_content().split("из")[1].split(".")[0].split()))
    found: list[str] = []
    for number in range(1, -(-total // 50) + 1):
        person.get(turned(page, number))
        found += person.page.xpath("//tbody[.//a]/tr")
    assert len(found) == total
    person.get(f"{page}{'&' if '?' in page else '?'}whole=1")
    assert len(person.page.xpath("//tbody[.//a]/tr")) >= total
    links = ways(person, beginning)
    by_page: list[str] = []
    for number in range(1, -(-total // 50) + 1):
        person.get(turned(page, number))
        by_page += ways(person, beginning)
    assert by_page == links


@pytest.mark.parametrize(("who", "page", "beginning"), LISTS)
@pytest.mark.parametrize("number", ["99", "0", "-1", "x", "9" * 30])
def test_any_number_shows_a_page(number, who, page, beginning, crowd, browser):
    person = browser(who)
    person.get(turned(page, number))
    assert person.status == 200
    assert ways(person, beginning)


@pytest.mark.parametrize(("who", "page", "beginning"), [one for one in LISTS if "people" not in one[1]])
def test_words_narrow_and_what_finds_nothing_says_how_to_widen(who, page, beginning, crowd, browser):
    person, more = browser(who), "&" if "?" in page else "?"
    person.get(f"{page}{more}words=СРЕДНЯЯ 77")
    assert "Средняя школа № 77 (замер)" in person.text
    assert "Средняя школа № 78 (замер)" not in person.text
    person.get(f"{page}{more}words=такойнет")
    [back] = person.page.xpath('//*[contains(@class, "empty")]//a/@href')
    assert "words" not in parse_qs(urlsplit(back).query)
    person.get(back)
    assert ways(person, beginning)


def region() -> SimpleNamespace:
    """Somebody of the Department, as far as reads ask."""
    grant = SimpleNamespace(role=Role.REGIONAL, school_id=None, municipality_id=None)
    return SimpleNamespace(person_id=1, grants=(grant,))


def test_the_totals_by_sql_are_those_of_the_rows(app, crowd):
    with app.test_request_context("/"):
        cycle, reader = current_cycle(), region()
        rows = matrix(cycle, reader, NOW)
        shown = overview(cycle, reader, NOW, ALL, Asked())
        lines = [line for _, own in rows for line in own.values()]
        assert (shown.done, shown.owed) == (sum(line.stands for line in lines), len(lines))
        assert {key for _, own in rows for key in own} == {key for key, _ in shown.columns}
        opened = windows(cycle)
        whole = evidence_matrix(cycle, reader, Wanted(0, 0, ""), opened, NOW)
        counted = sums(cycle, reader, true())
        assert counted.item_11 == whole.item_11
        assert [one.code for one in counted.directions] == [one.code for one in whole.directions]
        for window in opened:
            for rule in ("strict", "lenient"):
                assert counted.item_12(window, rule) == whole.item_12(window, rule)
            for direction in whole.directions:
                assert counted.column(window, direction) == whole.column(window, direction)


@pytest.mark.parametrize("name", ["matrix", "evidence"])
def test_totals_that_are_kept_are_told_to_whoever_sees_the_whole_region_alone(name, browser, app):
    department, municipal = browser("department"), browser("municipal")

    def told(person) -> str:
        person.get(f"/{name}")
        return person.page.xpath('string((//main//*[@id="sums"] | //main//p[@class="lead"])[1])')

    own, whole = told(municipal), told(department)
    assert told(municipal) == own != whole
    app.extensions.pop(name)  # and counted anew it is the same
    assert told(department) == whole


@pytest.mark.parametrize("state", [state for state in STATES if state])
@pytest.mark.parametrize("window", [0, 1, 2])
def test_the_page_and_the_workbook_find_the_same_schools_in_a_state(state, window, crowd, browser):
    person = browser("department")
    person.get(f"/evidence?window={window}&state={state}&whole=1")
    shown = {one.text_content().strip() for one in person.page.xpath('//table[@class="matrix"]/tbody//th/a')}
    file = person.download(f"/evidence.xlsx?window={window}&state={state}")
    rows = list(load_workbook(io.BytesIO(file)).worksheets[0].iter_rows(values_only=True))
    at = rows[1].index("Школа")
    assert {row[at] for row in rows[2:] if row[at]} == shown


def test_the_number_of_documents_before_the_freeze_is_that_of_the_set(app, browser):
    with app.app_context():
        stage = db.session.get(Stage, 1)
        lines = set_at(stage, AsOf(NOW.at))
        presented = sum(line.version_id is not None for line in lines)
        db.session.rollback()
    expert = browser("expert")
    expert.get("/rounds/1?whose=all")
    assert f"{presented} документ" in expert.text


def test_a_fair_share_shows_its_first_schools_and_assigns_all(crowd, browser):
    lead = browser("expert")
    lead.get("/rounds/2/assignments/proposal")
    pairs = lead.page.xpath('//input[@name="pair"]/@value')
    assert len(lead.page.xpath('//table//input[@name="pair"]')) == 50
    lead.submit("/rounds/2/assignments/proposal", pair=pairs)
    assert f"Изменено: {crowd} школы." in lead.text
    lead.get("/rounds/2/assignments?whose=none")
    assert "Таких школ нет" in lead.text


def test_what_is_marked_on_one_page_is_acted_on_from_another(crowd, browser, app):
    department = browser("department")
    department.get("/profiles?page=3")
    department.post("/profiles/surveys", {"all": "1", "move": "unmark"})
    department.get("/profiles")
    first = department.page.xpath('//input[@name="school"]/@value')[0]
    department.post("/profiles/surveys", {"school": [first], "page": "2"})
    assert "Отмечено на других страницах: 1" in department.text
    second = department.page.xpath('//input[@name="school"][@type="checkbox"]/@value')[0]
    carried = department.page.xpath('//input[@name="school"][@type="hidden"]/@value')
    department.post("/profiles/surveys", {"school": [*carried, second], "page": "1"})
    assert department.page.xpath('//input[@name="school"][@checked]/@value') == [first]
    carried = department.page.xpath('//input[@name="school"][@type="hidden"]/@value')
    department.post("/profiles/surveys", {"school": [first, *carried], "move": "mark", "done_on": "2022-03-01"})
    with app.app_context():
        marked = {f"{one}" for one in db.session.scalars(select(Survey.participation_id))}
        assert marked == {first, second}


def test_ticked_schools_are_assigned_from_whatever_page(crowd, browser):
    expert = browser("expert")
    expert.get("/rounds/1/assignments?whose=none")
    first = expert.page.xpath('//input[@name="school"]/@value')[0]
    reviewer = expert.page.xpath('//select[@name="reviewer"]/option/@value')[1]
    expert.post("/rounds/1/assignments?whose=none", {"school": [first], "reviewer": reviewer, "page": "2"})
    assert "Отмечено на других страницах: 1" in expert.text
    assert expert.page.xpath('//select[@name="reviewer"]/option[@selected]/@value') == [reviewer]
    carried = expert.page.xpath('//input[@name="school"][@type="hidden"]/@value')
    other = expert.page.xpath('//input[@name="school"][@type="checkbox"]/@value')[0]
    expert.post("/rounds/1/assignments?whose=none", {"school": [*carried, other], "reviewer": reviewer})
    assert "Изменено: 2 школы" in expert.text

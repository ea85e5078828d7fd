"""Whatever happened in a year: what is not done stands on the first page of exactly one role, what is done on none."""

from collections import Counter, defaultdict
from datetime import date
from urllib.parse import urldefrag

import pytest
from flask import url_for
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.directory.models import Grant, Person
from app.directory.reach import Reach
from app.documents.appeals.models import Appeal
from app.documents.queries import kit
from app.duties.rows import Scope
from app.duties.sets import SETS
from app.extensions import db
from app.home.lagging import towns_of
from app.kernel.calendar import local
from app.plan.execution.mine import SOON
from app.roles import Role
from app.year.cycle.models import Participation
from app.year.cycle.queries import current_cycle, windows
from app.year.cycle.rows import this_year
from tests.browser_like import Browser
from tests.home.test_every_task import DAYS, QUICK, STEPS, lived

pytestmark = [pytest.mark.long, pytest.mark.sqlite]  # the pages are the same on either database
ROLES = {
    "school": "school",
    "school2": "school",
    "curator": "curator",
    "curator4": "curator",
    "municipal": "municipal",
    "department": "department",
    "expert": "lead",
    "expert2": "reviewer",
    "rcoko": "analyst",
}
OF_A_SCHOOL, SHOWN = ("documents", "evidence"), 5  # so many of a curator's queue stand on the page; the rest is counted


@settings(max_examples=5, phases=[Phase.generate], **QUICK)
@given(day=st.sampled_from(DAYS), published=st.booleans(), steps=STEPS)
def test_what_is_not_done_stands_with_exactly_one_role_and_what_is_done_with_none(seeded, day, published, steps):
    app = seeded.as_seeded()
    now = lived(app, day, published and day > DAYS[0], steps)
    app.extensions["clock"] = lambda: now
    pages = {who: tasks_of(Browser(app, who)) for who in ROLES}
    with app.test_request_context():
        duties = every_duty(local(now).date())
        assert_the_kit_waits_for_whom_its_state_says(duties, now)
        assert_each_page_shows_what_is_derived(pages, duties, local(now).date())
        assert_late_schools_are_those_that_owe(duties, local(now).date())
    assert_nothing_stands_with_two_roles(pages)


def every_duty(today: date) -> list:
    scope = Scope(current_cycle(), today)
    return [one for kind in ("documents", "evidence", "visit", "activation", "plan") for one in SETS[kind](scope)]


def tasks_of(person) -> list[str]:
    """Where the tasks of the first page lead."""
    person.get("/")
    tasks = '//*[@id="tasks"]//li[contains(@class, "task") and not(contains(@class, "task--told"))]'
    return person.page.xpath(f'{tasks}//a[contains(@class, "btn")]/@href')


def assert_the_kit_waits_for_whom_its_state_says(duties: list, now) -> None:
    """Every slot of every school, read as its kit is: one has it until it stands, then nobody."""
    cycle, found = current_cycle(), defaultdict(list)
    for one in duties:
        if one.kind in OF_A_SCHOOL:
            found[one.school_id, thing_of(one)].append(one.role)
    expected = {}
    for school in db.session.scalars(select(Participation).where(Participation.left_on.is_(None))).unique():
        for line in kit(school, windows(cycle), None):
            if not line.slot.window or line.slot.window.opens_on <= local(now).date():
                expected |= expected_of(school, line, local(now).date())
    assert dict(found) == expected


def thing_of(duty) -> str | int:
    return duty.place[1].get("key") or duty.place[1]["document_id"]


def expected_of(school, line, today: date) -> dict:
    """Into a window that is closed nothing is brought: who has asked to prolong it waits for the Department."""
    asked = line.slot.window is not None and line.slot.window.closes_on < today and is_asked(school, line.slot.window)
    if not line.documents:
        return {} if asked else {(school.school_id, line.slot.key): [Role.SCHOOL]}
    return {
        (school.school_id, one.id): [Role.CURATOR if one.state == "submitted" else Role.SCHOOL]
        for one in line.documents
        if one.state != "approved" and not (asked and is_returned(one))
    }


def is_returned(document) -> bool:
    """No newer version is saved."""
    sent = max((one.number for one in document.versions if one.standing != "draft"), default=0)
    return document.state in ("returned", "reopened") and document.latest.number == sent


def is_asked(school, window) -> bool:
    asked = Appeal.participation_id == school.id, Appeal.window_id == window.id, Appeal.state == "asked"
    return db.session.scalar(select(Appeal.id).where(*asked)) is not None


def assert_each_page_shows_what_is_derived(pages: dict, duties: list, today: date) -> None:
    """The pages of people who together hold every role of the first two schools."""
    shown = {who: Counter(urldefrag(href)[0] for href in hrefs) for who, hrefs in pages.items()}
    for who, school_id in (("school", 1), ("school2", 2)):
        own = [one for one in duties if one.role == Role.SCHOOL and one.school_id == school_id]
        assert_a_school_sees(shown[who], own)
    for who in ("curator", "curator4"):
        reached = schools_of(who)
        own = [one for one in duties if one.role == Role.CURATOR and one.school_id in reached]
        steps = {url(one) for one in own if one.kind not in OF_A_SCHOOL}
        assert {href for href in shown[who] if "/profiles/" in href or "/factors/" in href} == steps
        queue = {url(one) for one in own if one.kind in OF_A_SCHOOL}
        on_page = {href for href in shown[who] if href.startswith("/desk")}
        assert on_page <= queue
        assert len(on_page) == min(SHOWN, len(queue))
    pressing = {url(one) for one in duties if one.kind == "plan" and one.due_on - today <= SOON}
    assert {href for one in shown.values() for href in one if href.startswith("/duties")} <= pressing


def assert_a_school_sees(shown: Counter, own: list) -> None:
    """Each thing by its own task; the missing evidence of a window by one, which leads to the first of its places."""
    several = defaultdict(set)
    for one in own:
        several[one.about if one.state in ("missing", "closed") and one.about else url(one)].add(url(one))
    places = {href for href in shown if "/kit/" in href or href.startswith("/documents/")}
    assert places <= set().union(*several.values())
    assert [thing for thing, urls in several.items() if not urls & places] == []


def assert_late_schools_are_those_that_owe(duties: list, today: date) -> None:
    """By the sums of the Department's page and by the duties of the schools; who has asked to prolong is late, too."""
    everywhere = Reach(everywhere=True, schools=(), towns=())
    late = {school.school_id for town in towns_of(this_year(), everywhere, today) for school in town.schools}
    over = [one for one in duties if one.kind in OF_A_SCHOOL and one.role == Role.SCHOOL and one.due_on < today]
    asked = select(Participation.school_id).join(Appeal, Appeal.participation_id == Participation.id)
    assert late <= {one.school_id for one in over} | set(db.session.scalars(asked))
    assert {one.school_id for one in over if one.state == "missing"} <= late


def assert_nothing_stands_with_two_roles(pages: dict) -> None:
    holders = defaultdict(set)
    for who, hrefs in pages.items():
        for href in hrefs:
            holders[urldefrag(href)[0].replace("/desk/", "/documents/")].add(ROLES[who])
    alike = {"/archive", "/conclusions"}  # the page of one's own state: the same address for each school
    assert {href: roles for href, roles in holders.items() if len(roles) > 1 and href not in alike} == {}


def url(duty) -> str:
    endpoint, values = duty.place
    return url_for(endpoint, **{key: value for key, value in values.items() if key != "_anchor"})


def schools_of(who: str) -> set[int]:
    own = select(Grant.school_id).join(Grant.person).where(Person.email == f"{who}@example.org")
    return set(db.session.scalars(own))

"""Roles × every route × whose thing it is, made from the URL map; app/permissions.py says what must come (P1, P2)."""

import re

import pytest
from sqlalchemy import select

from app.documents.models import Decision, Document
from app.extensions import db
from app.permissions import PERMISSIONS
from app.roles import PLACES, Role
from tests.rules.places import FAR, NEIGHBOUR, NOBODY, OWN, PEOPLE, addresses, guarded, is_placed, nowhere, school_named

pytestmark = pytest.mark.sqlite  # who may is asked before any query; test_values opens the same doors on both

# Whose things a grant reaches, by the place that its role is held for; said here anew, and not by covers().
REACH = {"school": {OWN}, "municipality": {OWN, NEIGHBOUR}, "region": {OWN, NEIGHBOUR, FAR}}
# A derived file that the worker may not have made, two papers that share nothing: absent for everybody.
MAY_BE_ABSENT = re.compile(r"/pdf$|/borrowing/\d+$|/carried-words$")
OPEN = {"GET": {200, 302, 303}, "POST": {200, 303, 422}, "PATCH": {200}}
DRAFT_ORDER = re.compile(r"/orders/\d")  # it has no number and nobody agrees it yet: the Department's alone
UNPUBLISHED = (
    "/conclusions/remarks/",
    "/conclusions/words/",
)  # a remark of a stage that schools do not see yet: absent for them too (P5)


def test_every_role_is_tried():
    assert set(PEOPLE.values()) == set(Role) == set(PLACES)


@pytest.fixture
def everywhere(whole_year):
    """Every address of the house: each route for the own school, a neighbour's and a far one's."""
    with whole_year.app_context():
        schools = [school_named(name) for name in (OWN, NEIGHBOUR, FAR)]
        assert schools[0].municipality_id == schools[1].municipality_id != schools[2].municipality_id
        return [
            address
            for rule in guarded(whole_year)
            for school in (schools if is_placed(rule) else [None])
            for address in addresses(whole_year, rule, school)
        ]


@pytest.fixture
def knock(app, browser):
    """The same person at every door: what one door does does not shut the next."""

    def person_of(who: str):
        person = browser(who)
        cookie, token = person.client.get_cookie("session").value, person.token

        def come(url: str, method: str = "GET", **headers):
            nonlocal cookie
            person.client.set_cookie("session", cookie)
            data = {"csrf_token": token} if method != "GET" else None
            answer = person.client.open(url, method=method, data=data, headers=headers, buffered=True)
            if (answer.location or "").endswith("/sign-in"):  # this door is the way out
                cookie = browser(who).client.get_cookie("session").value
            return answer if answer.location else person._read(answer)

        return come

    return person_of


def expected(role: Role, address) -> set[int]:
    """403 when the role lacks the action (404 when hidden), 404 for a thing of another place, else an open door."""
    if role not in PERMISSIONS[address.action].roles:
        return {404 if PERMISSIONS[address.action].hidden else 403}
    if address.place and address.place.short_name not in REACH[PLACES[role]]:
        return {404}
    if address.url.startswith(UNPUBLISHED) or (DRAFT_ORDER.match(address.url) and role is not Role.REGIONAL):
        return {404}
    return OPEN[address.method] | ({404} if MAY_BE_ABSENT.search(address.url) else set())


@pytest.mark.parametrize("who", PEOPLE)
def test_every_door_opens_to_whom_the_table_says_and_to_nobody_else(who, everywhere, knock, app):
    come, wrong = knock(who), []
    with app.app_context():  # a refusal names the region's own institute
        refusals = {address.action: PERMISSIONS[address.action].refusal for address in everywhere}
    for address in everywhere:
        answer = come(address.url, address.method)
        if answer.status_code not in expected(PEOPLE[who], address):
            wrong.append((answer.status_code, address.method, address.url, address.place and address.place.short_name))
        if answer.status_code == 403:
            assert refusals[address.action] in answer.text, address
        if answer.status_code in (403, 404):
            assert way_on(answer), address
    assert wrong == []


def test_nobody_comes_in_without_signing_in(everywhere, app):
    for address in everywhere:
        answer = app.test_client().open(address.url, method=address.method)
        assert answer.status_code == (303 if address.method == "GET" else 401), address
        swapped = app.test_client().open(address.url, method=address.method, headers={"HX-Request": "true"})
        assert swapped.status_code == 401, address
        assert swapped.headers["HX-Redirect"].startswith("/sign-in"), address


@pytest.mark.parametrize("region", [False, True], ids=["page", "fragment"])
@pytest.mark.parametrize("who", ["school", "curator", "municipal"])
def test_a_guessed_id_answers_like_an_absent_one(who, region, whole_year, knock):
    come, headers = knock(who), {"HX-Request": "true"} if region else {}
    with whole_year.app_context():
        far = school_named(FAR)
        doors = [(a, nowhere(r)) for r in guarded(whole_year) if is_placed(r) for a in addresses(whole_year, r, far)]
    assert len(doors) > 15
    for address, absent in doors:
        guessed, nothing = come(address.url, address.method, **headers), come(absent, address.method, **headers)
        assert guessed.status_code == nothing.status_code in (403, 404), address
        assert same(guessed, nothing), address


def test_ids_inside_a_form_open_nothing_either(whole_year, browser, app):
    with app.app_context():
        waiting = db.session.scalars(select(Document).where(Document.state == "submitted")).all()
        foreign = [d.sent.id for d in waiting if d.kind == "evidence" and d.school_id > 3]
        before = len(db.session.scalars(select(Decision)).all())
    assert foreign
    curator = browser("curator")
    curator.get("/desk")
    curator.post("/desk/many", {"version": foreign, "confirmed": "yes"})
    assert "Подтверждено документов: 0" in curator.text
    curator.post("/desk/many", {"version": foreign})
    assert "(демо), " not in curator.text
    with app.app_context():
        assert len(db.session.scalars(select(Decision)).all()) == before


@pytest.mark.parametrize("key", [NOBODY, 2**31, 10**30])
def test_an_id_that_no_column_can_hold_is_a_page_that_is_not_there(key, browser):
    department = browser("department")
    for path in ("/documents/{}", "/versions/{}/file", "/orders/{}", "/plan/{}", "/rounds/{}", "/schools/{}/kit"):
        assert department.get(path.format(key)).status_code == 404, path
        assert way_on(department.last)


def way_on(answer) -> bool:
    """The page says what happened in Russian and where to go."""
    return bool(
        re.search(r"<h1>[А-Яа-я]", answer.text) and re.search(r'lead">[А-Яа-я].*?<a class="btn"', answer.text, re.S)
    )


def same(one, other) -> bool:
    """The same answer, but for the token and the key of the page."""
    bare = [
        re.sub(
            r'(csrf-token" content=|csrf_token" value=|form_key" value=)"[^"]*"|name="back" value="[^"]*"', "", a.text
        )
        for a in (one, other)
    ]
    return bare[0] == bare[1]

"""The house's laws about doors: closed by default, foreign ids tell nothing, pages of documentation are fresh."""

import pytest
from flask import url_for

from app.documentation import DOCS, permissions, workflows
from app.permissions import PERMISSIONS
from app.roles import Role

PEOPLE = {
    "school": Role.SCHOOL,
    "curator": Role.CURATOR,
    "municipal": Role.MUNICIPAL,
    "department": Role.REGIONAL,
    "expert": Role.REVIEWER,
    "rcoko": Role.ANALYST,
    "admin": Role.ADMIN,
}
PLAIN = (
    "home.now",
    "desk.first",
    "documents.matrix",
    "plan.board",
    "orders.register",
    "journal.events",
    "cycle.clock_page",
)


def test_every_route_says_to_whom_it_is_open(app):
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        assert rule.endpoint == "static" or hasattr(view, "action") or hasattr(view, "public_because"), rule


def test_a_route_that_says_nothing_answers_403(app, browser):
    app._got_first_request = False
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    answer = browser("department").get("/forgotten")
    assert answer.status_code == 403 and "secret" not in answer.text


@pytest.mark.parametrize("who", PEOPLE)
def test_each_page_opens_exactly_to_the_roles_of_the_table(who, browser, app):
    person = browser(who)
    for endpoint in PLAIN:
        action = app.view_functions[endpoint].action
        with app.test_request_context():
            url = url_for(endpoint)
        allowed = PEOPLE[who] in PERMISSIONS[action].roles
        answer = person.get(url)
        assert (answer.status_code == 200) == allowed, (who, url, answer.status_code)
        if not allowed:
            assert answer.status_code == 403 and PERMISSIONS[action].refusal in person.text


@pytest.mark.parametrize("path", ["/schools/{p}/kit", "/documents/{d}", "/versions/{v}", "/versions/{v}/file"])
def test_another_schools_ids_answer_404(path, browser, app):
    from sqlalchemy import select

    from app.documents.models import Version
    from app.extensions import db

    with app.app_context():
        foreign = next(v for v in db.session.scalars(select(Version)) if v.school_id != 1)
        ids = {"p": foreign.document.participation_id, "d": foreign.document_id, "v": foreign.id}
    school = browser("school")
    assert school.get(path.format(**ids)).status_code == 404
    assert school.get(path.format(p=9999, d=9999, v=9999)).status_code == 404


@pytest.mark.parametrize("who", PEOPLE)
def test_every_link_of_a_page_is_open_to_its_reader(who, browser):
    person = browser(who)
    person.get("/")
    for href in {h for h in person.page.xpath("//main//a/@href | //nav//a/@href") if h.startswith("/")}:
        assert person.client.get(href).status_code in (200, 302, 303), href


def test_a_form_without_its_token_changes_nothing(app, browser):
    person = browser("department")
    assert person.client.post("/orders", data={"kind": "O_PLAN"}).status_code == 400


def test_nobody_is_sent_to_sign_in_and_back(browser):
    person = browser()
    answer = person.get("/journal")
    assert answer.request.path == "/sign-in" and "next" in answer.request.args
    fragment = person.client.get("/journal", headers={"HX-Request": "true"})
    assert fragment.status_code == 401 and fragment.headers["HX-Redirect"].startswith("/sign-in")


def test_sign_in_leads_only_inside(browser, app):
    person = browser()
    person.get("/sign-in?next=https://evil.example.org/")
    answer = person.submit("/sign-in", email="school@example.org", password="opora-demo")
    assert answer.request.host == "localhost" and answer.status_code == 200


def test_pages_are_not_kept_on_a_shared_computer(school):
    answer = school.get("/")
    assert answer.headers["Cache-Control"] == "no-store"
    assert '"historyCacheSize":0' in answer.text and "HX-Request" in answer.headers["Vary"]
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'")


def test_outside_demo_mode_there_is_no_clock_to_move(app, browser):
    app.config["SETTINGS"].demo = False
    assert browser("department").get("/demo/day").status_code == 404


def test_the_coordinator_moves_the_demo_day(app, browser):
    from app.cycle.demo_clock import demo_now

    app.extensions["clock"] = demo_now
    person = browser("department")
    person.get("/demo/day")
    person.submit("/demo/day", day="2022-06-14")
    assert "сегодня 14.06.2022" in person.text


def test_generated_pages_are_fresh(app):
    assert (DOCS / "permissions.md").read_text() == permissions(app)
    assert (DOCS / "workflows.md").read_text() == workflows()

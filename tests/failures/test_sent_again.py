"""A form that is sent again makes nothing twice, whichever form it is (U7, A8, A14)."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from app.documents.models import Decision
from app.extensions import db
from app.jobs import forget_sent_forms
from app.kernel import clock
from app.kernel.resending import KEPT, SentForm
from app.plan.registers.models import ProjectEvent
from tests.documents.steps import at_once, count, form_to, hidden_of, version_of
from tests.rules.filling_in import filled

ALREADY = "Это уже записано"
DECISIONS = select(func.count(Decision.id))
EVENTS = select(func.count(ProjectEvent.id))


def test_a_decision_whose_answer_was_lost_is_told_as_written(curator, sent, app):
    curator.get(f"/desk/{sent}")
    typed = {**hidden_of(form_to(curator, "/decision")), "verdict": "return", "remark": "Назовите месяц."}
    url = f"/documents/{sent}/decision"
    first = curator.client.post(url, data=typed)
    curator.get("/")
    again = curator.client.post(url, data=typed)
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert ALREADY in curator.get(again.location).text


def test_a_decision_that_stands_is_told_to_its_own_curator_and_to_nobody_else(curator, sent, app):
    version = version_of(curator, sent)
    typed = {"version_id": version, "verdict": "return", "remark": "Назовите месяц."}
    curator.post(f"/documents/{sent}/decision", typed)
    answer = curator.post(f"/documents/{sent}/decision", {**typed, "remark": "Назовите и день."})
    assert answer.status_code == 422
    assert "Ваше решение уже записано 24.03.2022" in curator.text
    assert "возвращено школе" in curator.text
    assert "Назовите и день." in curator.text
    with app.app_context():
        db.session.execute(update(Decision).values(decided_by_id=1))
        db.session.commit()
    curator.post(f"/documents/{sent}/decision", {**typed, "remark": "Назовите и день."})
    assert "Ваше решение" not in curator.text


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_by_htmx_the_page_is_opened_anew_and_says_so(htmx, curator, sent, app):
    was = count(app, DECISIONS)
    curator.get(f"/desk/{sent}")
    typed = {**hidden_of(form_to(curator, "/decision")), "verdict": "return", "remark": "Назовите месяц."}
    curator.post(f"/documents/{sent}/decision", typed, htmx=htmx)
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://localhost/desk/{sent}"}
    again = curator.client.post(f"/documents/{sent}/decision", data=typed, headers=headers)
    assert again.status_code == 200
    assert again.headers["HX-Redirect"] == f"/desk/{sent}"
    assert ALREADY in curator.get("/desk").text
    assert count(app, DECISIONS) == was + 1


def test_two_clicks_at_once_make_one_meeting(browser, app):
    department = browser("department")
    department.get("/registers/events")
    typed = {**filled(form_to(department, "/registers/events")), "csrf_token": department.token}
    was = count(app, EVENTS)
    click = lambda: department.client.post("/registers/events", data=typed).status_code  # noqa: E731
    assert at_once(click, click, click) == [303] * 3
    assert count(app, EVENTS) == was + 1
    typed["title"] = "Другая встреча"
    assert click() == 303, "the same key, and something else was typed"
    assert count(app, EVENTS) == was + 2, "the same key, and something else was typed"
    department.get("/registers/events")
    typed["form_key"] = hidden_of(form_to(department, "/registers/events"))["form_key"]
    assert click() == 303, "the same words in another form"
    assert count(app, EVENTS) == was + 3, "the same words in another form"


def test_a_set_that_went_into_the_archive_between_two_turns_of_its_form_is_fixed_once(browser, at, app):
    department = browser("department")
    at(2022, 4, 30, 9)
    department.get("/rounds/1")
    typed = hidden_of(form_to(department, "/rounds/1/freeze"))
    first, again = (department.client.post("/rounds/1/freeze", data=typed) for _ in range(2))
    assert first.status_code == again.status_code == 303
    assert first.location == again.location
    assert ALREADY in department.get(again.location).text


def test_a_refused_form_may_be_sent_again_and_a_foreign_key_opens_nothing(browser, curator, sent, app):
    curator.get(f"/desk/{sent}")
    typed = {**hidden_of(form_to(curator, "/decision")), "verdict": "return"}
    for _ in range(2):
        assert curator.client.post(f"/documents/{sent}/decision", data=typed).status_code == 422
    typed["remark"] = "Назовите месяц."
    assert curator.client.post(f"/documents/{sent}/decision", data=typed).status_code == 303
    stranger = browser("curator2")
    stranger.get("/desk")
    answer = stranger.client.post(f"/documents/{sent}/decision", data={**typed, "csrf_token": stranger.token})
    assert answer.status_code == 404, "the key of another person's form is no way past the gate"


def test_the_memory_of_a_form_costs_two_statements_and_lasts_three_days(browser, app, statements):
    department = browser("department")
    department.get("/registers/events")
    typed = {**filled(form_to(department, "/registers/events")), "csrf_token": department.token}
    unknown = {name: value for name, value in typed.items() if name != "form_key"}

    def cost(data: dict) -> int:
        return statements(lambda: department.client.post("/registers/events", data=data))

    cost(unknown)
    assert cost(typed) - cost(unknown) <= 2
    for moved, left in ((KEPT - timedelta(hours=1), 1), (KEPT + timedelta(hours=1), 0)):
        with app.app_context():
            db.session.execute(update(SentForm).values(sent_at=clock.real_now() - moved))
            db.session.commit()
            forget_sent_forms()
            db.session.commit()
        assert count(app, select(func.count(SentForm.digest))) == left

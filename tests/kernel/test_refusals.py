"""A refusal that nobody caught is a page that says it, and leaves no trace of its request."""

import pytest
from flask import flash
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Event
from app.kernel.later import later
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import RiskDirection
from app.year.profile import decisions
from tests.refusing import refusal_of

LATE = Refusal("late", "Уже поздно. Напишите куратору.")
SAID = "Направление почти записано."


def test_no_refusal_lets_go_on():
    assert refuse_if(None) is None


def test_a_refusal_is_raised_as_the_rule_said_it():
    assert refusal_of(refuse_if, LATE) is LATE


def test_a_refusal_is_true_so_that_the_first_reason_is_told():
    assert (None or LATE or Refusal("other", "Другое.")) is LATE


def test_a_refusal_said_in_one_place_is_422_unless_it_says_otherwise():
    short, full = Refused.because("late", LATE.sentence), Refused.because("full", "Нет места.", 503)
    assert (short.refusal, short.code, short.sentence, short.status) == (LATE, "late", LATE.sentence, 422)
    assert full.refusal == Refusal("full", "Нет места.", 503)
    assert str(short) == LATE.sentence


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
@pytest.mark.parametrize(
    ("status", "title"), [(403, "Это действие вам недоступно"), (422, "Не получилось"), (503, "Не получилось")]
)
def test_what_nobody_caught_is_a_page_that_says_it(status, title, htmx, browser, monkeypatch):
    department = browser("department")
    answer = _refused_when_nearly_done(department, status, monkeypatch, htmx)
    assert answer.status_code == status
    assert title in answer.text
    assert LATE.sentence in answer.text


@pytest.mark.parametrize("status", [403, 422, 503])
def test_nothing_stays_of_a_request_that_was_refused_when_nearly_done(status, app, browser, monkeypatch):
    department, before, asked = browser("department"), _rows(app), []
    monkeypatch.setitem(app.extensions, "jobs", lambda *job: asked.append(job))
    _refused_when_nearly_done(department, status, monkeypatch)
    assert _rows(app) == before
    assert asked == []
    department.get("/directions")
    assert SAID not in department.text


def _refused_when_nearly_done(department, status: int, monkeypatch, htmx: bool = False):
    """The verb writes its row, says so, asks for a job, and is refused after all."""
    write = decisions.add_direction

    def nearly(*arguments):
        write(*arguments)
        flash(SAID)
        later("look_at_unseen")
        raise Refused(Refusal("late", LATE.sentence, status))

    department.get("/directions")
    monkeypatch.setattr(decisions, "add_direction", nearly)
    return department.post("/directions", {"title": "Новое направление", "short_title": "Новое"}, htmx=htmx)


def _rows(app) -> tuple[int, ...]:
    with app.app_context():
        return tuple(db.session.scalar(select(func.count()).select_from(model)) for model in (RiskDirection, Event))

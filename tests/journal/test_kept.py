"""What is made of committed rows is kept until the journal goes on, and never what may still be taken back."""

from collections.abc import Iterator
from itertools import count

import pytest
from flask import g

from app.extensions import db
from app.journal.kept import kept
from app.journal.services import record
from app.year.cycle.queries import current_cycle
from tests.house import NOON
from tests.plan.execution.acting import actor


@pytest.fixture
def made() -> Iterator[int]:
    """A number for each making."""
    return count(1)


def ask(app, made: Iterator[int], about: tuple = (1,)) -> int:
    """In a request of its own."""
    with app.test_request_context():
        return kept("numbers", about, lambda: next(made))


def happen(app) -> None:
    """Something that the journal tells of."""
    with app.app_context():
        record("monitoring:settings", current_cycle(), actor("department"), NOON)
        db.session.commit()


def test_it_is_made_anew_after_each_verb_and_for_another_question(app, made):
    assert [ask(app, made), ask(app, made)] == [1, 1]
    happen(app)
    assert [ask(app, made), ask(app, made)] == [2, 2]
    assert ask(app, made, (2,)) == 3


def test_what_is_not_committed_is_never_kept(app, made):
    with app.test_request_context():
        g.writing = True
        record("monitoring:settings", current_cycle(), actor("department"), NOON)
        assert kept("numbers", (1,), lambda: next(made)) == 1
        db.session.rollback()
    happen(app)  # takes the number of the event that was taken back
    assert ask(app, made) == 2


def test_outside_of_requests_nothing_is_kept(app, made):
    with app.app_context():
        assert [kept("numbers", (1,), lambda: next(made)) for _ in range(2)] == [1, 2]

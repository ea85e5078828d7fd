"""A process that is killed at any step of an upload or a decision leaves all of it or nothing, and never half (S1).

The steps are found by running the request once: every statement, every commit, the store before and after, the answer.
"""

import os
from functools import partial
from io import BytesIO

import pytest
from sqlalchemy import event, func, select

from app.archive.models import Blob
from app.documents.models import Document
from app.extensions import db
from app.journal.services import broken_links
from storage import fixity
from tests.documents.steps import document_of, docx, empty_place, form_to, hidden_of, sent_by, upload_to

pytestmark = pytest.mark.sqlite  # the child needs a database that any process opens; PostgreSQL stops in test_postgres
POINTS = 20


def decision(school, curator):
    """A curator who returns a document."""
    document = sent_by(school)
    curator.get(f"/desk/{document}")
    typed = {**hidden_of(form_to(curator, "/decision")), "verdict": "return", "remark": "Назовите месяц."}
    return partial(curator.client.post, f"/documents/{document}/decision", data=typed)


def upload(school, curator):
    """A school that uploads the second version of a document."""
    upload_to(school, empty_place(school), docx("Первая"))
    form = form_to(school, f"/documents/{document_of(school)}/versions")
    typed = hidden_of(form)

    def send():
        return school.client.post(form.get("action"), data={**typed, "file": (BytesIO(docx("Вторая")), "вторая.docx")})

    return send


@pytest.mark.parametrize("act", [decision, upload])
def test_a_request_that_is_killed_at_any_step_is_stored_whole_or_not_at_all(act, seeded, app, school, curator):
    send = act(school, curator)
    app.extensions["jobs"] = lambda *_: None  # what a job does is no part of the request, and is made up for
    name = f"before {act.__name__}"
    seeded.keep(name)
    before = stored(app)
    steps, answer = in_child(app, seeded, send, point=None)
    after = stored(app)
    assert answer == 303
    assert after != before
    assert steps > POINTS
    outcomes = set()
    for point in sorted({1 + at * (steps - 1) // (POINTS - 1) for at in range(POINTS)}):
        seeded.put_back(name)
        _, answer = in_child(app, seeded, send, point)
        found = stored(app)
        assert answer is None, "it was killed, and nobody was told anything"
        assert found in (before, after), f"half of it after step {point} of {steps}"
        outcomes.add(found == after)
        assert missing(app) == []
        assert send().status_code == 303, f"sent again after step {point}"
        assert stored(app) == after, f"sent again after step {point}: once, and whole"
        with app.app_context():
            assert broken_links() == []
    assert outcomes == {True, False}, "some were killed before the commit, and some after it"
    seeded.stamps.pop(name)


def stored(app) -> dict:
    """How many rows each table has, and the states of documents."""
    with app.app_context():
        rows = {
            table.name: db.session.scalar(select(func.count()).select_from(table))
            for table in db.metadata.sorted_tables
        }
        states = dict(db.session.execute(select(Document.id, Document.state)).all())
    return {"rows": rows, "states": states}


def missing(app) -> list[str]:
    """Files that are known and not there; `flask archive verify` would keep a row of its own in what is compared."""
    with app.app_context():
        known = db.session.scalars(select(Blob.sha256)).all()
    return fixity.check(app.extensions["store"], known).missing


def in_child(app, house, send, point: int | None) -> tuple[int, int | None]:
    """Send in a process of its own that is killed at this step: the number of steps, and the status if it answered."""
    house.leave()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            steps = _watch(app, point)
            status = send().status_code
            os.write(writing, f"{len(steps)} {status}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as pipe:
        told = pipe.read().split()
    return (int(told[0]), int(told[1])) if told else (0, None)


def _watch(app, point: int | None) -> list:
    """Count the steps of this process, and end it at one of them."""
    steps: list[int] = []

    def step(*_) -> None:
        steps.append(1)
        if len(steps) == point:
            os._exit(9)

    with app.app_context():
        for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
            event.listen(db.engine, name, step)
    store = type(app.extensions["store"])
    put = store.put

    def put_between(*arguments):
        step()
        done = put(*arguments)
        step()
        return done

    store.put = put_between
    jobs = app.extensions["jobs"]
    app.extensions["jobs"] = lambda *asked: (step(), jobs(*asked), step())
    app.wsgi_app = _answered(app.wsgi_app, step)
    return steps


def _answered(wsgi_app, step):
    def call(environ, start_response):
        answer = wsgi_app(environ, start_response)
        step()
        return answer

    return call

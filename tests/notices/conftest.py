"""A house with mail, and what its worker does of it."""

import pytest
from sqlalchemy import delete, select

from app.extensions import db
from app.jobs import compose_letters
from app.kernel import clock
from app.notices.letters.outbox import send_due
from app.notices.models import Letter, Notice, ReminderStep
from tests.notices.letterbox import letterbox

HOUSE = "https://opora.region.example"


@pytest.fixture
def box(app):
    """The mail server that the house is set to; from 09:00 of 24.03.2022 in Moscow."""
    with letterbox() as server:
        settings = app.config["SETTINGS"]
        settings.mail_server, settings.mail_security = server.address, "none"
        yield server


@pytest.fixture
def post(app):
    """One minute of the worker: letters are made and sent."""

    def minute(send: bool = True) -> None:
        with app.app_context():
            compose_letters()
            db.session.commit()
        if send:
            with app.app_context():
                send_due()

    return minute


@pytest.fixture
def without_reminders(app):
    """A coordinator has taken away every step."""
    with app.app_context():
        db.session.execute(delete(ReminderStep))
        db.session.commit()


@pytest.fixture
def told(app):
    """What people were told, the oldest first: who and the words."""

    def every(who: str | None = None) -> list[tuple[str, str]]:
        with app.app_context():
            rows = db.session.scalars(select(Notice).order_by(Notice.id))
            pairs = [(row.person.email.partition("@")[0], row.words) for row in rows]
        return [pair for pair in pairs if who in (None, pair[0])]

    return every


@pytest.fixture
def letters(app):
    """The letters as they stand in the database."""

    def every() -> list[Letter]:
        with app.app_context():
            found = list(db.session.scalars(select(Letter).order_by(Letter.id)))
            for letter in found:
                assert letter.person
            db.session.expunge_all()
        return found

    return every


@pytest.fixture
def later(app, monkeypatch):
    """The real clock of the worker goes on by a while."""

    def go(span) -> None:
        moment = clock.real_now() + span
        monkeypatch.setattr(clock, "real_now", lambda: moment)

    return go

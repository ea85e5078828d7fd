"""Reads the mode of the data, writes it once, and refuses to go on under the other word."""

from datetime import datetime
from pathlib import Path

import click
from flask import Flask
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.people.mode import rules
from app.people.mode.demo_people import invented, with_demo_access
from app.people.mode.models import Mode


class OtherMode(click.ClickException):
    """The word of the operator and the data differ: a sentence and code 1 on the command line."""


def settle(demo: bool, now: datetime) -> None:
    """The first set-up writes the word down; a later one has to say the same. The caller commits."""
    data = mode_of_data()
    refuse(rules.refusal(data, demo))
    if db.session.get(Mode, 1) is None:
        db.session.add(Mode(id=1, word=data or rules.word_of(demo), decided_at=now))


def mode_of_data() -> str | None:
    """The word of the row; of data older than it, what they show; None of an empty database.

    A real house of before was filled with the year alone, the demo with its people at once.
    """
    tables = inspect(db.session.connection())
    if tables.has_table("mode") and (kept := db.session.scalar(select(Mode.word))):
        return kept
    if not tables.has_table("cycles") or db.session.scalar(text("SELECT id FROM cycles LIMIT 1")) is None:
        return None
    return rules.DEMO if invented() else rules.REAL


def refuse_other_word(app: Flask) -> None:
    """Stop any process, before it has touched the data, whose OPORA_DEMO is not what they are.

    A server that does not answer is passed by: a worker that is born while PostgreSQL is away has to serve the page
    that says so, and nothing can be done to data that nobody reaches.
    """
    settings = app.config["SETTINGS"]
    with app.app_context():
        if _nothing_there():
            return
        try:
            data = mode_of_data()
        except OperationalError:
            return
        finally:
            db.session.remove()
            db.engine.dispose()
        refuse(rules.refusal(data, settings.demo))


def _nothing_there() -> bool:
    """A file that is missing must not be made by asking it."""
    address = db.engine.url
    return address.get_backend_name() == "sqlite" and not Path(address.database or "").is_file()


def refuse_start(password: str, seconds: float) -> None:
    """Stop a server or worker whose house is empty, or is real and open to people of the demo.

    The same server that does not answer is passed by here too.
    """
    try:
        data = None if _nothing_there() else mode_of_data()
        people = with_demo_access(password, seconds) if data == rules.REAL else []
    except OperationalError:
        return
    refuse(rules.refusal_of_people(people) if data else rules.IS_EMPTY)


def refuse(sentence: str) -> None:
    """Stop with the sentence, if there is one."""
    if sentence:
        raise OtherMode(sentence)

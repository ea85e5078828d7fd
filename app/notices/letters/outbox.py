"""The worker sends what was written: each letter once, again after a growing pause, for a day and no longer.

The right to write is held only to claim a letter and to note what became of it, never while the server is spoken to.
A worker that dies between the two sends the same letter again under the same Message-ID: one copy more at most.
"""

from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import ColumnElement, or_, select, update

from app.extensions import db
from app.kernel import clock
from app.kernel.changing import changed
from app.kernel.transaction import begin_write, end_write
from app.notices.letters.posting import NotTaken, Post
from app.notices.letters.way_in import secret_in
from app.notices.letters.writing import message_of
from app.notices.models import Letter, RecoveryLetter
from app.settings import Settings

CLAIM = timedelta(minutes=5)
PATIENCE = timedelta(days=1)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=4)


def send_due() -> int:
    """Send the letters whose time has come, no more than the settings allow a minute; how many were taken."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.mail_server:
        return 0
    due = _due(settings.mails_per_minute)
    if not due:
        return 0
    try:
        with Post(settings) as post:
            return sum(_send(post, key) for key in due)
    except NotTaken as error:
        for key in due:
            _note(key, error)
    return 0


def waits(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Clauses on Letter: its time has come, and no worker has it."""
    free = or_(Letter.claimed_until.is_(None), Letter.claimed_until <= now)
    return Letter.sent_at.is_(None), Letter.given_up_at.is_(None), Letter.try_at <= now, free


def _due(most: int) -> list[int]:
    """A link to a new password, which is good for an hour, goes before all others."""
    now = clock.real_now()
    waiting = select(Letter.id).outerjoin(RecoveryLetter, RecoveryLetter.letter_id == Letter.id).where(*waits(now))
    order = RecoveryLetter.letter_id.is_(None), Letter.id
    found = list(db.session.scalars(waiting.order_by(*order).limit(most)))
    db.session.rollback()
    return found


def _send(post: Post, key: int) -> bool:
    """Claim one letter and hand it over; False when another worker has it or the server did not take it.

    Raises NotTaken when the server takes no other either.
    """
    letter = _claimed(key)
    if letter is None:
        return False
    try:
        message = message_of(letter, current_app.config["SETTINGS"].mail_from, secret_in(letter))
        db.session.rollback()
        post.send(message)
    except NotTaken as error:
        _note(key, error)
        if error.gone:
            raise
        return False
    _write(key, sent_at=clock.real_now(), claimed_until=None, problem="")
    return True


def _claimed(key: int) -> Letter | None:
    begin_write()
    now = clock.real_now()
    mine = update(Letter).where(Letter.id == key, *waits(now)).values(claimed_until=now + CLAIM)
    got = changed(mine.execution_options(synchronize_session=False)) == 1
    end_write()
    return db.session.get(Letter, key) if got else None


def _note(key: int, error: NotTaken) -> None:
    """What the server said, and when the letter is tried again; or that it is not."""
    letter, now = db.session.get_one(Letter, key), clock.real_now()
    if letter.problem == error.why and letter.try_at > now:
        return
    tries, old = letter.tries + 1, now - letter.made_at >= PATIENCE
    db.session.rollback()
    pause = min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE)
    over = now if error.for_good or old else None
    _write(key, tries=tries, problem=error.why, try_at=now + pause, claimed_until=None, given_up_at=over)


def _write(key: int, **values: object) -> None:
    begin_write()
    noted = update(Letter).where(Letter.id == key).values(**values)
    db.session.execute(noted.execution_options(synchronize_session=False))
    end_write()

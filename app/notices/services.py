"""The verbs of notices: one is read, a person chooses how to be told, an administrator sends a letter again."""

from datetime import datetime

from sqlalchemy import ColumnElement, update

from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.notices.models import WAYS, Letter, MailChoice, Notice, RecoveryLetter
from app.permissions import Actor
from app.refusals import Refused


def read(person_id: int, path: str, now: datetime) -> None:
    """The person has opened the place: all that leads there is read."""
    _read(now, Notice.person_id == person_id, Notice.path == path)


def read_all(person_id: int, now: datetime) -> None:
    """The person has seen the whole list."""
    _read(now, Notice.person_id == person_id)


def _read(now: datetime, *which: ColumnElement[bool]) -> None:
    unread = update(Notice).where(*which, Notice.read_at.is_(None)).values(read_at=now)
    db.session.execute(unread.execution_options(synchronize_session=False))


def choose(person_id: int, way: str, now: datetime) -> None:
    """How the person wants to be told from now on; empty: as the table says. Raises Refused for no such way."""
    if way not in (*WAYS, ""):
        raise Refused.because("way", "Выберите, как получать сообщения.")
    chosen = db.session.get(MailChoice, person_id)
    if chosen is not None and not way:
        db.session.delete(chosen)
    elif chosen is not None:
        chosen.way, chosen.chosen_at = way, now
    elif way:
        db.session.add(MailChoice(person_id=person_id, way=way, chosen_at=now))


def send_again(letter: Letter, actor: Actor, now: datetime) -> None:
    """A letter that was given up is tried from the beginning, to the address that the person has now."""
    if letter.given_up_at is None:
        raise Refused.because("state", "Это письмо не\u00a0отложено: отправлять его заново не\u00a0нужно.")
    if db.session.get(RecoveryLetter, letter.id) is not None:
        raise Refused.because("old", "Ссылка из\u00a0этого письма устарела. Человек попросит новую сам.")
    letter.given_up_at = None
    letter.tries, letter.try_at = 0, now
    letter.made_at = now
    if letter.digest_on is not None and letter.digest_on < clock.today():
        letter.digest_on = None  # or the digest of today would stand for it
    letter.address = letter.person.email
    record("letter:again", letter, actor, now)

"""The verb of a coordinator: whose word counts where two opinions stand."""

from datetime import datetime

from sqlalchemy import select

from app.expertise.models import Examined
from app.expertise.services import Said, append
from app.extensions import db
from app.journal.services import record
from app.opinions.models import Ruling
from app.opinions.queries import Pair, last_number, pair_of
from app.permissions import Refused, can
from app.reviews.forms import Note
from app.reviews.models import Review, Sending
from app.reviews.queries import counting, criteria_of
from app.reviews.remarks import renew, written

NO_PAIR = Refused("no_pair", "Двух отправленных листов по\u00a0этому документу сейчас нет: решать пока нечего.")
NO_CHOICE = Refused("choice", "Выберите, чьё мнение считать.")
NO_REASON = Refused("reason", "Напишите, почему считается это мнение: причина останется рядом с\u00a0результатом.")
STALE = Refused("stale", "Пока вы решали, один из\u00a0листов отправили заново. Ниже показаны новые оценки.")


def rule(line: Examined, counts: str, reason: str, seen: tuple[int, int], actor, now: datetime) -> Ruling | Refused:
    """Decide about the two sendings that were seen.

    The word that counts becomes the region's result, under its author's name, and its remarks go to the school.
    """
    if not (allowed := can(actor, "assignment.edit", line)):
        return allowed
    db.session.execute(select(Examined.id).where(Examined.id == line.id).with_for_update())
    pair = pair_of(line)
    refused = _refusal(pair, counts, reason, seen)
    if refused is not None:
        return refused
    chosen = pair.second if counts == "second" else pair.first
    if db.session.scalar(counting().where(Review.examined_id == line.id)) is not chosen:
        _make_count(line, chosen, actor, now)
    ruling = Ruling(
        examined=line,
        first_id=pair.first.id,
        second_id=pair.second.id,
        number=last_number(line) + 1,
        counts=counts,
        reason=reason,
        made_by_id=actor.person_id,
        made_at=now,
    )
    db.session.add(ruling)
    db.session.flush()
    record("opinion:ruled", ruling, actor, now, examined=line.id, counts=counts)
    return ruling


def _refusal(pair: Pair | None, counts: str, reason: str, seen: tuple[int, int]) -> Refused | None:
    if pair is None:
        return NO_PAIR
    if seen != (pair.first.id, pair.second.id):
        return STALE
    if counts not in ("first", "second"):
        return NO_CHOICE
    return None if reason else NO_REASON


def _make_count(line: Examined, sending: Sending, actor, now: datetime) -> None:
    notes = [Note(**typed) for typed in sending.notes]
    said = Said(sending.verdict, sending.score, written(notes))
    append(line, "regional", said, actor, now, by=sending.sent_by_id)
    criteria = criteria_of(line, sending.sheet)
    answered = {one.key for one in criteria}
    renew(line, sending, criteria, [note for note in notes if note.key in answered], actor, now)

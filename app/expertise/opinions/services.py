"""The verbs about opinions: whose word counts where two or three stand, and the asking for a third."""

from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from app.directory.models import Person
from app.expertise.assignments.models import Assignment
from app.expertise.assignments.services import ask_second
from app.expertise.models import FrozenItem
from app.expertise.opinions.models import Adjudication
from app.expertise.opinions.queries import Pair, last_number, pair_of
from app.expertise.reviews.forms import Note
from app.expertise.reviews.models import Review, Sending
from app.expertise.reviews.queries import counting, criteria_of
from app.expertise.reviews.remarks import renew, written
from app.expertise.rules import by_score
from app.expertise.services import Said, append
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, denial, ensure_can
from app.refusals import Refusal, Refused, refuse_if

NO_PAIR = Refusal("no_pair", "Двух отправленных листов по\u00a0этому документу сейчас нет: решать пока нечего.")
NO_CHOICE = Refusal("choice", "Выберите, чьё мнение считать.")
NO_REASON = Refusal("reason", "Напишите, почему считается это мнение: причина останется рядом с\u00a0результатом.")
STALE = Refusal("stale", "Пока вы решали, один из\u00a0листов отправили заново. Ниже показаны новые оценки.")
OWN_CASE = Refusal(
    "own_case",
    "Вы сами оценивали этот документ. Решение примет другой руководитель экспертизы или\u00a0Департамент.",
)
STOPPED = Refusal(
    "stopped",
    "Один из\u00a0экспертов поставил 0 по\u00a0обязательному критерию: средний балл этого не\u00a0решает. "
    "Выберите мнение или\u00a0запросите третье.",
)
AUTHOR = Refusal("author", "Третье мнение даёт тот, кто этот документ ещё не\u00a0оценивал.")


def ruling_refusal(pair: Pair, actor: Actor) -> Refusal | None:
    """Nobody is judge in their own case: whoever gave an opinion does not rule on it."""
    gave_one = actor.person_id in {one.sent_by_id for one in pair.given.values()}
    return denial(actor, "assignment.edit", pair.line) or (OWN_CASE if gave_one else None)


def adjudicate(line: FrozenItem, counts: str, reason: str, seen: str, actor: Actor, now: datetime) -> Adjudication:
    """Decide about the very sendings that were seen; refused of others, without a choice and without a reason.

    The word that counts becomes the region's result, under its author's name, and its remarks go to the school. A mean
    is the word of who rules, with the remarks of both.
    """
    ensure_can(actor, "assignment.edit", line)
    db.session.execute(select(FrozenItem.id).where(FrozenItem.id == line.id).with_for_update())
    pair = pair_of(line)
    if pair is None:
        raise Refused(NO_PAIR)
    refuse_if(ruling_refusal(pair, actor))
    refuse_if(_refusal(pair, counts, reason, seen))
    _make_count(pair, counts, actor, now)
    adjudication = Adjudication(
        frozen_item=line,
        first_id=pair.first.id,
        second_id=pair.second.id,
        third_id=pair.third.id if pair.third else None,
        number=last_number(line) + 1,
        counts=counts,
        reason=reason,
        made_by_id=actor.person_id,
        made_at=now,
    )
    db.session.add(adjudication)
    db.session.flush()
    record("opinion:ruled", adjudication, actor, now, examined=line.id, counts=counts)
    return adjudication


def _refusal(pair: Pair, counts: str, reason: str, seen: str) -> Refusal | None:
    if seen != pair.seen:
        return STALE
    if counts not in (*pair.given, "mean"):
        return NO_CHOICE
    if counts == "mean" and (pair.first.stopped_by or pair.second.stopped_by):
        return STOPPED
    return None if reason else NO_REASON


def _make_count(pair: Pair, counts: str, actor: Actor, now: datetime) -> None:
    if counts == "mean":
        sheet = pair.second.sheet
        said = pair.mean, by_score(pair.mean, sheet.ok_from, sheet.remarks_from)
        _speak(pair.line, pair.second, [*pair.first.notes, *pair.second.notes], *said, None, actor, now)
        return
    chosen = pair.given[counts]
    if db.session.scalar(counting().where(Review.frozen_item_id == pair.line.id)) is not chosen:
        said = chosen.score, chosen.verdict
        _speak(pair.line, chosen, chosen.notes, *said, chosen.sent_by_id, actor, now)


def _speak(
    line: FrozenItem,
    sending: Sending,
    typed: list[dict],
    score: Decimal,
    verdict: str,
    by: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """The next word of the region, and its remarks for the school."""
    criteria = criteria_of(line, sending.sheet)
    answered = {one.key for one in criteria}
    notes = list(dict.fromkeys(note for note in (Note(**one) for one in typed) if note.key in answered))
    append(line, "regional", Said(verdict, score, written(notes)), actor, now, by=by)
    renew(line, sending, criteria, notes, now)


def ask_third(line: FrozenItem, person: Person | None, reason: str, actor: Actor, now: datetime) -> Assignment:
    """A third reviewer looks at one document about which two opinions stand; blind, as the second did.

    Refused of whoever gave one of the two.
    """
    ensure_can(actor, "assignment.edit", line)
    pair = pair_of(line)
    if pair is None:
        raise Refused(NO_PAIR)
    if person is not None and person.id in {one.sent_by_id for one in pair.given.values()}:
        raise Refused(AUTHOR)
    return ask_second(line.stage, line.participation, line.id, person, reason, actor, now)

"""The verbs of a review: save the draft, send it, open it again. Each locks the frozen line first."""

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from app.expertise.assignments.rights import review_refusal
from app.expertise.models import FrozenItem
from app.expertise.reviews.forms import Note, SheetForm, unready
from app.expertise.reviews.models import Reopening, Review, Score, Sending
from app.expertise.reviews.queries import criteria_of, review_of
from app.expertise.reviews.remarks import phrases, renew, written
from app.expertise.services import Said, append
from app.expertise.sheets.models import Criterion
from app.expertise.sheets.queries import sheet_of
from app.expertise.sheets.scoring import judge, left
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor
from app.refusals import Refusal, Refused, refuse_if

STALE = Refusal(
    "stale",
    "Этот лист изменили в\u00a0другом окне. Ниже оба текста: записанный и\u00a0ваш. "
    "Ничего не\u00a0потеряно, выберите нужный.",
)
SENT = Refusal("sent", "Лист уже отправлен. Чтобы изменить его, откройте его заново и\u00a0напишите причину.")


def save(line: FrozenItem, role: str, form: SheetForm, actor: Actor, now: datetime) -> Review:
    """Keep the draft as typed; refused when somebody has saved another one since the window was opened (C3).

    Drafts are saved at each pause: only the first one goes into the journal.
    """
    _hold(line, role, actor, now)
    review = review_of(line, role)
    if review is not None and review.state == "sent":
        raise Refused(SENT)
    if form.seen != (review.row_version if review else 0):
        if review is None or not _same(review, form):
            raise Refused(STALE)
        return review
    begun = review is None
    if review is None:
        review = Review(frozen_item=line, role=role, row_version=0)
        db.session.add(review)
    review.answers = form.answers
    review.conclusion = form.conclusion
    review.notes = _stored(form)
    review.row_version += 1
    review.saved_by_id = actor.person_id
    review.saved_at = now
    db.session.flush()
    if begun:
        record("review:begun", review, actor, now, examined=line.id, role=role)
    return review


def _same(review: Review, form: SheetForm) -> bool:
    """The same words came twice, by a repeated request: there is nothing to choose from."""
    return (review.answers, review.notes, review.conclusion) == (form.answers, _stored(form), form.conclusion)


def _stored(form: SheetForm) -> list[dict]:
    return [asdict(note) for note in form.notes]


def send(review: Review, actor: Actor, now: datetime) -> Sending:
    """Send the saved draft: judged by the edition in force, for good; a first opinion becomes the region's word.

    Refused, before anything is written, while the draft lacks something.
    """
    line = review.frozen_item
    _hold(line, review.role, actor, now)
    if review.state == "sent":
        raise Refused(SENT)
    sheet = sheet_of(line.stage)
    criteria = criteria_of(line, sheet)
    refuse_if(unsendable(review, criteria))
    assert sheet is not None  # it has criteria
    notes = _said(review, criteria)
    judged = judge(criteria, review.answers, sheet)
    result = None
    if review.role == "first":
        result = append(line, "regional", Said(judged.verdict, judged.score, written(notes)), actor, now)
    sending = Sending(
        review=review,
        number=len(review.sendings) + 1,
        sheet_id=sheet.id,
        points=judged.points,
        out_of=judged.out_of,
        score=judged.score,
        verdict=judged.verdict,
        stopped_by=judged.stopped_by,
        conclusion=review.conclusion,
        notes=[asdict(note) for note in notes],
        result_id=result.id if result else None,
        sent_by_id=actor.person_id,
        sent_at=now,
        scores=[Score(criterion_id=one.id, points=review.answers[one.key]) for one in criteria],
    )
    db.session.add(sending)
    review.state = "sent"
    db.session.flush()
    if review.role == "first":
        renew(line, sending, criteria, notes, now)
    record(
        "review:sent",
        review,
        actor,
        now,
        examined=line.id,
        number=sending.number,
        role=review.role,
        edition=sheet.number,
        verdict=judged.verdict,
        score=str(judged.score),
    )
    return sending


def unsendable(review: Review, criteria: list[Criterion]) -> Refusal | None:
    """What a draft still lacks: points, a remark under lost points, the place or the words of a remark."""
    if not criteria:
        return Refusal("left", "Черновик сохранён, но\u00a0лист не\u00a0отправлен: в\u00a0нём пока нет критериев.")
    missing = left(criteria, review.answers)
    if missing:
        numbers = ", ".join(str(one.position) for one in missing)
        return Refusal(
            "left", f"Черновик сохранён, но\u00a0лист не\u00a0отправлен. Осталось оценить критерии: {numbers}."
        )
    notes = _said(review, criteria)
    problems = unready(criteria, review.answers, notes, phrases(notes))
    if problems:
        return Refusal("unready", f"Черновик сохранён, но\u00a0лист не\u00a0отправлен. {' '.join(problems)}")
    return None


def _said(review: Review, criteria: list[Criterion]) -> list[Note]:
    """The remarks under the criteria of the edition in force."""
    keys = {one.key for one in criteria}
    return [note for note in (Note(**typed) for typed in review.notes) if note.key in keys]


def reopen(review: Review, reason: str, actor: Actor, now: datetime) -> Reopening:
    """Open a sent review for corrections: the sending and its result stay until the next one.

    Refused without a reason.
    """
    _hold(review.frozen_item, review.role, actor, now)
    if review.state != "sent":
        raise Refused.because("draft", "Лист уже открыт.")
    if not reason:
        raise Refused.because("reason", "Напишите, почему лист открывают заново.")
    reopening = Reopening(sending_id=review.sent.id, reason=reason, reopened_by_id=actor.person_id, reopened_at=now)
    db.session.add(reopening)
    review.state = "draft"
    review.row_version += 1
    db.session.flush()
    record(
        "review:reopened", review, actor, now, examined=review.frozen_item_id, number=review.sent.number, reason=reason
    )
    return reopening


def _hold(line: FrozenItem, role: str, actor: Actor, now: datetime) -> None:
    """Hold the line; raise Refused when the actor may not write the sheet, or there is nothing to examine."""
    db.session.execute(select(FrozenItem.id).where(FrozenItem.id == line.id).with_for_update())
    refuse_if(review_refusal(actor, line, line.stage, line.participation_id, line.id, role, now))
    if not line.presented:
        raise Refused.because("absent", "Документ не\u00a0представлен к\u00a0этому этапу: оценивать нечего.")
    if not line.asked:
        raise Refused.because("not_asked", "Этот документ оценивается в\u00a0составе комплекта школы.")

"""The verbs of appeals. Granting one does what is asked by the verb that does it anyway."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.documents.appeals import queries
from app.documents.appeals.models import Appeal
from app.documents.appeals.workflow import FLOW
from app.documents.evidence.forms import LateForm
from app.documents.evidence.services import permit_late
from app.documents.kit import CLOSED, is_owed
from app.documents.models import Document
from app.documents.reopening import asked_to_mend, reopen
from app.documents.standing import not_now
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Refused, can
from app.year.cycle.models import EvidenceWindow, Participation
from app.year.cycle.opening import opening
from app.year.cycle.queries import current_cycle, late_until

ALREADY = Refused("asked", "Просьба уже отправлена и\u00a0ждёт ответа.")
OPEN_ANYWAY = Refused("open", "Документ и\u00a0так принимает новую версию: загрузите файл на\u00a0его странице.")
NOT_CLOSED = Refused("open", "Окно не\u00a0закрыто: продлевать его не\u00a0нужно.")


@dataclass(frozen=True)
class Answer:
    """What somebody said to an appeal; `until_on` is for how long a window is prolonged."""

    verdict: str
    words: str = ""
    until_on: date | None = None


def ask_to_open(document: Document, reason: str, actor, now: datetime) -> Appeal | Refused:
    """The school asks that an approved document be opened for a new version."""
    if not is_owed(document):
        return CLOSED
    if document.state != "approved" or asked_to_mend(document):
        return OPEN_ANYWAY
    return _ask(Appeal(participation=document.participation, document=document, reason=reason), actor, now)


def ask_to_prolong(
    school: Participation, window: EvidenceWindow, reason: str, actor, now: datetime
) -> Appeal | Refused:
    """The school asks that a closed window take its files after all."""
    if opening(window, late_until(school.id, window.id), now).state != "closed":
        return NOT_CLOSED
    return _ask(Appeal(participation=school, window=window, reason=reason), actor, now)


def _ask(appeal: Appeal, actor, now: datetime) -> Appeal | Refused:
    school = appeal.participation
    db.session.execute(select(Participation.id).where(Participation.id == school.id).with_for_update())
    allowed = can(actor, "appeal.ask", school)
    if not allowed:
        return allowed
    refused = not_now(school, current_cycle(), local(now).date())
    if refused is not None:
        return refused
    last = queries.about_document(appeal.document) if appeal.document else queries.about_window(school, appeal.window)
    if last is not None and last.state == "asked":
        return ALREADY
    appeal.asked_by_id, appeal.asked_at = actor.person_id, now
    db.session.add(appeal)
    db.session.flush()
    record("appeal:asked", appeal, actor, now, document=appeal.document_id, window=appeal.window_id)
    return appeal


def hindrance(appeal: Appeal, now: datetime) -> Refused | None:
    """Why nobody can grant it any more: the school has left, its year is over, the direction is closed."""
    refused = not_now(appeal.participation, current_cycle(), local(now).date())
    closed = appeal.document is not None and not is_owed(appeal.document)
    return CLOSED if refused is None and closed else refused


def answer(appeal: Appeal, said: Answer, actor, now: datetime) -> Appeal | Refused:
    """Grant it, and so do what is asked; or refuse with a word."""
    db.session.refresh(appeal, with_for_update={"of": Appeal})
    allowed = can(actor, "document.reopen" if appeal.document_id else "evidence.permit", appeal)
    if not allowed:
        return allowed
    if said.verdict == "refuse" and not said.words:
        return Refused("words", "Напишите, почему отказываете: школа прочтёт эти слова.")
    refused = FLOW.refusal(said.verdict, actor, appeal)
    if refused is None and said.verdict == "grant":
        done = _grant(appeal, said, actor, now)
        refused = done if isinstance(done, Refused) else None
    if refused is None:
        told = {"answer": said.words, "answered_by_id": actor.person_id, "answered_at": now}
        refused = FLOW.fire(said.verdict, actor, appeal, **told)
    if refused is not None:
        return refused
    record({"grant": "appeal:granted", "refuse": "appeal:refused"}[said.verdict], appeal, actor, now)
    return appeal


def _grant(appeal: Appeal, said: Answer, actor, now: datetime):
    refused = hindrance(appeal, now)
    if refused is not None:
        return refused
    if appeal.window is not None:
        form = LateForm(window=appeal.window, until_on=said.until_on, reason=said.words or appeal.reason)
        return permit_late(appeal.participation, form, actor, now)
    if appeal.document.state != "approved":
        return None  # somebody has opened it meanwhile
    return reopen(appeal.document, f"По\u00a0просьбе школы: {appeal.reason}", actor, now)

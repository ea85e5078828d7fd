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
from app.documents.present import over_at
from app.documents.reopening import asked_to_mend, reopen
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import EvidenceWindow, Participation
from app.year.cycle.opening import opening
from app.year.cycle.queries import late_until

ALREADY = Refusal("asked", "Просьба уже отправлена и\u00a0ждёт ответа.")
OPEN_ANYWAY = Refusal("open", "Документ и\u00a0так принимает новую версию: загрузите файл на\u00a0его странице.")
NOT_CLOSED = Refusal("open", "Окно не\u00a0закрыто: продлевать его не\u00a0нужно.")


@dataclass(frozen=True)
class Answer:
    """What somebody said to an appeal; `until_on` is for how long a window is prolonged."""

    verdict: str
    words: str = ""
    until_on: date | None = None


def ask_to_open(document: Document, reason: str, actor: Actor, now: datetime) -> Appeal:
    """The school asks that an approved document be opened for a new version; raises Refused."""
    if not is_owed(document):
        raise Refused(CLOSED)
    if document.state != "approved" or asked_to_mend(document):
        raise Refused(OPEN_ANYWAY)
    return _ask(Appeal(participation=document.participation, document=document, reason=reason), actor, now)


def ask_to_prolong(school: Participation, window: EvidenceWindow, reason: str, actor: Actor, now: datetime) -> Appeal:
    """The school asks that a closed window take its files after all; raises Refused."""
    if opening(window, late_until(school.id, window.id), now).state != "closed":
        raise Refused(NOT_CLOSED)
    return _ask(Appeal(participation=school, window=window, reason=reason), actor, now)


def _ask(appeal: Appeal, actor: Actor, now: datetime) -> Appeal:
    school = appeal.participation
    db.session.execute(select(Participation.id).where(Participation.id == school.id).with_for_update())
    ensure_can(actor, "appeal.ask", school)
    refuse_if(over_at(school, now))
    last = _last_about(appeal)
    if last is not None and last.state == "asked":
        raise Refused(ALREADY)
    appeal.asked_by_id = actor.person_id
    appeal.asked_at = now
    db.session.add(appeal)
    db.session.flush()
    record("appeal:asked", appeal, actor, now, document=appeal.document_id, window=appeal.window_id)
    return appeal


def _last_about(appeal: Appeal) -> Appeal | None:
    """What was asked last about the same thing."""
    if appeal.document is not None:
        return queries.about_document(appeal.document)
    assert appeal.window is not None  # one_thing
    return queries.about_window(appeal.participation, appeal.window)


def hindrance(appeal: Appeal, now: datetime) -> Refusal | None:
    """Why nobody can grant it any more: the school has left, its year is over, the direction is closed."""
    closed = appeal.document is not None and not is_owed(appeal.document)
    return over_at(appeal.participation, now) or (CLOSED if closed else None)


def answer(appeal: Appeal, said: Answer, actor: Actor, now: datetime) -> Appeal:
    """Grant it, and so do what is asked; or refuse with a word. Raises Refused where it can't be answered so."""
    db.session.refresh(appeal, with_for_update={"of": Appeal})
    ensure_can(actor, "document.reopen" if appeal.document_id else "evidence.permit", appeal)
    if said.verdict == "refuse" and not said.words:
        raise Refused.because("words", "Напишите, почему отказываете: школа прочтёт эти слова.")
    refuse_if(FLOW.refusal(said.verdict, actor, appeal))
    if said.verdict == "grant":
        _grant(appeal, said, actor, now)
    told = {"answer": said.words, "answered_by_id": actor.person_id, "answered_at": now}
    FLOW.fire(said.verdict, actor, appeal, **told)
    record({"grant": "appeal:granted", "refuse": "appeal:refused"}[said.verdict], appeal, actor, now)
    return appeal


def _grant(appeal: Appeal, said: Answer, actor: Actor, now: datetime) -> None:
    """Do what is asked, unless somebody has done it meanwhile."""
    refuse_if(hindrance(appeal, now))
    document = appeal.document
    if appeal.window is not None:
        form = LateForm(window=appeal.window, until_on=said.until_on, reason=said.words or appeal.reason)
        permit_late(appeal.participation, form, actor, now)
    elif document is not None and document.state == "approved":
        reopen(document, f"По\u00a0просьбе школы: {appeal.reason}", actor, now)

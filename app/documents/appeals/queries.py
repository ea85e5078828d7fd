"""Reads of appeals: what waits for an answer, and the last one about a thing."""

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import joinedload

from app.directory.queries import within_reach
from app.documents.appeals.models import Appeal
from app.documents.models import Document
from app.extensions import db
from app.permissions import Actor
from app.year.cycle.models import Cycle, EvidenceWindow, Participation


def about_document(document: Document) -> Appeal | None:
    """The last one."""
    return _last(Appeal.document_id == document.id)


def about_window(school: Participation, window: EvidenceWindow) -> Appeal | None:
    """The last one."""
    return _last(Appeal.participation_id == school.id, Appeal.window_id == window.id)


def _last(*clauses: ColumnElement[bool]) -> Appeal | None:
    return db.session.scalars(select(Appeal).where(*clauses).order_by(Appeal.id.desc()).limit(1)).first()


def waiting(cycle: Cycle, actor: Actor) -> list[Appeal]:
    """What waits for the actor's answer, the oldest first."""
    asked = _within(cycle, actor).where(Appeal.state == "asked")
    return list(db.session.scalars(asked.order_by(Appeal.id)).unique())


def waiting_count(cycle: Cycle, actor: Actor) -> int:
    """How many those are."""
    asked = _within(cycle, actor).where(Appeal.state == "asked").with_only_columns(Appeal.id).subquery()
    return db.session.scalars(select(func.count()).select_from(asked)).one()


def answered(cycle: Cycle, actor: Actor, at_most: int = 30) -> list[Appeal]:
    """The newest answers, the actor's own and those of others, about the same schools."""
    done = _within(cycle, actor).where(Appeal.state != "asked").options(joinedload(Appeal.answered_by))
    return list(db.session.scalars(done.order_by(Appeal.answered_at.desc(), Appeal.id.desc()).limit(at_most)).unique())


def _within(cycle: Cycle, actor: Actor) -> Select[Appeal]:
    """Of the schools that the actor answers: about documents who may open them, about windows who may prolong them."""
    own = select(Appeal).join(Appeal.participation).join(Participation.school)
    shown = joinedload(Appeal.document), joinedload(Appeal.window)
    return own.options(*shown).where(Participation.cycle_id == cycle.id, _answers(actor))


def _answers(actor: Actor) -> ColumnElement[bool]:
    opens, prolongs = within_reach(actor, "document.reopen"), within_reach(actor, "evidence.permit")
    return or_(Appeal.document_id.is_not(None) & opens, Appeal.window_id.is_not(None) & prolongs)

"""The verbs of publication: show schools what was said of them, take that back with a reason."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select

from app.expertise.models import Publication, PublicationWithdrawal
from app.expertise.opinions.held import held
from app.expertise.queries import frozen, publication_of
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.kernel.words import counted
from app.permissions import Refused, can
from app.year.cycle.models import Round

NO_REASON = Refused("reason", "Напишите, почему публикация отзывается: причину увидят те, кто ведёт этап.")
NOT_PUBLISHED = Refused("not_published", "Результаты этого этапа сейчас не\u00a0опубликованы.")
HELD = "Публикацию держит: {}. Решите или отметьте каждое и\u00a0напишите, почему публикуете так."


def publish(stage: Round, reasons: Mapping[str, str], actor, now: datetime) -> Publication | Refused:
    """Show schools the results of a stage; what holds it passes one by one, each by its key with a reason."""
    _hold(stage)
    if actor is not None and not (allowed := can(actor, "round.publish", stage)):
        return allowed
    if publication_of(stage):
        return Refused("published", "Результаты этого этапа уже опубликованы.")
    if frozen(stage) is None:
        return Refused("unfrozen", "Набор этапа ещё не\u00a0зафиксирован: публиковать нечего.")
    things = held(stage)
    if left := sum(not reasons.get(one.key) for one in things):
        return Refused("held", HELD.format(counted(left, "вопрос", "вопроса", "вопросов")))
    exceptions = [{"about": one.about, "why": one.why, "reason": reasons[one.key]} for one in things]
    by = actor.person_id if actor else None
    done = Publication(round_id=stage.id, published_by_id=by, published_at=now, exceptions=exceptions)
    db.session.add(done)
    db.session.flush()
    record("round:published", stage, actor, now, exceptions=exceptions, planned=actor is None)
    return done


def withdraw(stage: Round, reason: str, actor, now: datetime) -> PublicationWithdrawal | Refused:
    """Take a publication back: from this moment schools, curators and municipalities see nothing of the stage."""
    _hold(stage)
    if not (allowed := can(actor, "round.publish", stage)):
        return allowed
    published = publication_of(stage)
    if published is None:
        return NOT_PUBLISHED
    if not reason:
        return NO_REASON
    done = PublicationWithdrawal(
        publication=published, reason=reason, withdrawn_by_id=actor.person_id, withdrawn_at=now
    )
    db.session.add(done)
    db.session.flush()
    record("round:unpublished", stage, actor, now, reason=reason, published_at=published.published_at.isoformat())
    return done


def _hold(stage: Round) -> None:
    db.session.execute(select(Round.id).where(Round.id == stage.id).with_for_update())


def publish_due(now: datetime) -> list[Publication]:
    """Publish the planned stages that nothing holds; the others wait."""
    done = [publish(stage, {}, None, now) for stage in planned(now)]
    return [one for one in done if isinstance(one, Publication)]


def planned(now: datetime) -> list[Round]:
    """The stages whose planned day has come and that were never published: what was taken back waits for a person."""
    ever = select(Publication.id).where(Publication.round_id == Round.id).exists()
    return list(db.session.scalars(select(Round).where(Round.publish_on <= local(now).date(), ~ever)))

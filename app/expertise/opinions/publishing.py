"""The verbs of publication: show schools what was said of them, take that back with a reason."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from sqlalchemy import select

from app.expertise.models import Publication, PublicationWithdrawal
from app.expertise.opinions.held import held
from app.expertise.queries import frozen, publication_of
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.kernel.words import pluralize
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused
from app.year.cycle.models import Stage

NO_REASON = Refusal("reason", "Напишите, почему публикация отзывается: причину увидят те, кто ведёт этап.")
NOT_PUBLISHED = Refusal("not_published", "Результаты этого этапа сейчас не\u00a0опубликованы.")
HELD = "Публикацию держит: {}. Решите или отметьте каждое и\u00a0напишите, почему публикуете так."


def publish(stage: Stage, reasons: Mapping[str, str], actor: Actor | None, now: datetime) -> Publication:
    """Show schools the results of a stage; what holds it passes one by one, each by its key with a reason, or refuses.

    The worker publishes with no actor.
    """
    _hold(stage)
    if actor is not None:
        ensure_can(actor, "stage.publish", stage)
    if publication_of(stage):
        raise Refused.because("published", "Результаты этого этапа уже опубликованы.")
    if frozen(stage) is None:
        raise Refused.because("unfrozen", "Набор этапа ещё не\u00a0зафиксирован: публиковать нечего.")
    things = held(stage)
    if left := sum(not reasons.get(one.key) for one in things):
        raise Refused.because("held", HELD.format(pluralize(left, "вопрос", "вопроса", "вопросов")))
    exceptions = [{"about": one.about, "why": one.why, "reason": reasons[one.key]} for one in things]
    by = actor.person_id if actor else None
    published = Publication(stage_id=stage.id, published_by_id=by, published_at=now, exceptions=exceptions)
    db.session.add(published)
    db.session.flush()
    record("round:published", stage, actor, now, exceptions=exceptions, planned=actor is None)
    return published


def withdraw(stage: Stage, reason: str, actor: Actor, now: datetime) -> PublicationWithdrawal:
    """Take a publication back: from this moment schools, curators and municipalities see nothing of the stage.

    Refused without a reason.
    """
    _hold(stage)
    ensure_can(actor, "stage.publish", stage)
    published = publication_of(stage)
    if published is None:
        raise Refused(NOT_PUBLISHED)
    if not reason:
        raise Refused(NO_REASON)
    withdrawn = PublicationWithdrawal(
        publication=published, reason=reason, withdrawn_by_id=actor.person_id, withdrawn_at=now
    )
    db.session.add(withdrawn)
    db.session.flush()
    record("round:unpublished", stage, actor, now, reason=reason, published_at=published.published_at.isoformat())
    return withdrawn


def _hold(stage: Stage) -> None:
    db.session.execute(select(Stage.id).where(Stage.id == stage.id).with_for_update())


def publish_due(now: datetime) -> list[Publication]:
    """Publish the planned stages that nothing holds; the others wait."""
    published = []
    for stage in planned(now):
        with suppress(Refused):
            published.append(publish(stage, {}, None, now))
    return published


def planned(now: datetime) -> list[Stage]:
    """The stages whose planned day has come and that were never published: what was taken back waits for a person."""
    ever = select(Publication.id).where(Publication.stage_id == Stage.id).exists()
    return list(db.session.scalars(select(Stage).where(Stage.publish_on <= local(now).date(), ~ever)))

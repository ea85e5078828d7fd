"""The verbs of a stage itself: change its days and agreements, show schools what was said of them."""

from datetime import date, datetime

from sqlalchemy import select

from app.cycle.models import Round, RoundChange
from app.cycle.queries import rounds
from app.cycle.stage_days import refusal
from app.expertise.models import Publication
from app.expertise.queries import examined_in, frozen, publication_of
from app.expertise.rules import outcome
from app.expertise.stage_forms import StageForm
from app.extensions import db
from app.journal.services import record
from app.kernel.clock import local
from app.permissions import Refused, can


def change(stage: Round, form: StageForm, actor, now: datetime) -> RoundChange | Refused:
    """Write what was typed, with the reason; everything that lives by these days reads the row."""
    db.session.execute(select(Round.id).where(Round.cycle_id == stage.cycle_id).with_for_update())
    allowed = can(actor, "round.edit", stage)
    if not allowed:
        return allowed
    fixed = frozen(stage) is not None
    refused = refusal(stage, form.wish, rounds(stage.cycle), fixed, local(now).date())
    if refused is not None:
        return refused
    if fixed and form.values["examines"] != stage.examines:
        return Refused("frozen", "Набор уже зафиксирован: что смотрят на\u00a0этапе, больше не\u00a0меняется.")
    changed = {name: value for name, value in form.values.items() if getattr(stage, name) != value}
    if not changed:
        return Refused("same", "Ничего не\u00a0изменилось: записывать нечего.")
    before = {name: _plain(getattr(stage, name)) for name in changed}
    after = {name: _plain(value) for name, value in changed.items()}
    for name, value in changed.items():
        setattr(stage, name, value)
    done = RoundChange(
        round_id=stage.id, before=before, after=after, reason=form.reason, changed_by_id=actor.person_id, changed_at=now
    )
    db.session.add(done)
    db.session.flush()
    record("round:changed", stage, actor, now, before=before, after=after, reason=form.reason)
    return done


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value


def waiting(stage: Round) -> int:
    """How many lines of the fixed set still wait for a word."""
    return sum(outcome(line) == "not_started" for line in examined_in(stage))


def publish(stage: Round, unfinished: bool, actor, now: datetime) -> Publication | Refused:
    """Show schools the results of a stage; `unfinished` says that the actor knows that some are not there yet."""
    db.session.execute(select(Round.id).where(Round.id == stage.id).with_for_update())
    if actor is not None and not (allowed := can(actor, "round.publish", stage)):
        return allowed
    if publication_of(stage):
        return Refused("published", "Результаты этого этапа уже опубликованы.")
    if frozen(stage) is None:
        return Refused("unfrozen", "Набор этапа ещё не\u00a0зафиксирован: публиковать нечего.")
    left = waiting(stage)
    if left and not unfinished:
        return Refused(
            "unfinished",
            f"Осталось заполнить листов: {left}. Отметьте, что публикуете без\u00a0них, или\u00a0подождите.",
        )
    done = Publication(round_id=stage.id, published_by_id=actor.person_id if actor else None, published_at=now)
    db.session.add(done)
    db.session.flush()
    record("round:published", stage, actor, now, unexamined=left, planned=actor is None)
    return done


def publish_due(now: datetime) -> list[Publication]:
    """Publish the planned stages whose every asked line has its word; the others wait."""
    done = [publish(stage, False, None, now) for stage in planned(now)]
    return [one for one in done if isinstance(one, Publication)]


def planned(now: datetime) -> list[Round]:
    """The stages whose planned day has come and that are not published yet."""
    published = select(Publication.id).where(Publication.round_id == Round.id).exists()
    return list(db.session.scalars(select(Round).where(Round.publish_on <= local(now).date(), ~published)))

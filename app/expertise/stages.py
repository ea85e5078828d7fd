"""The verb of a stage itself: change its days and agreements."""

from datetime import date, datetime

from sqlalchemy import select

from app.expertise.queries import frozen
from app.expertise.stage_forms import StageForm
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Refused, can
from app.year.cycle.models import Round, RoundChange
from app.year.cycle.queries import rounds
from app.year.cycle.stage_days import refusal


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

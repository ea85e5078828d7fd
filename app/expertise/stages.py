"""The verb of a stage itself: change its days and agreements."""

from datetime import date, datetime

from sqlalchemy import select

from app.expertise.queries import frozen
from app.expertise.stage_forms import StageForm
from app.extensions import db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Actor, ensure_can
from app.refusals import Refused, refuse_if
from app.year.cycle.models import Stage, StageChange
from app.year.cycle.queries import stages_of
from app.year.cycle.stage_days import refusal


def change(stage: Stage, form: StageForm, actor: Actor, now: datetime) -> StageChange:
    """Write what was typed, with the reason; everything that lives by these days reads the row.

    Refused when the days can't be these, and when nothing has changed.
    """
    db.session.execute(select(Stage.id).where(Stage.cycle_id == stage.cycle_id).with_for_update())
    ensure_can(actor, "stage.edit", stage)
    fixed = frozen(stage) is not None
    refuse_if(refusal(stage, form.wish, stages_of(stage.cycle), fixed, local(now).date()))
    if fixed and form.values["examines"] != stage.examines:
        raise Refused.because("frozen", "Набор уже зафиксирован: что смотрят на\u00a0этапе, больше не\u00a0меняется.")
    changed = {name: value for name, value in form.values.items() if getattr(stage, name) != value}
    if not changed:
        raise Refused.because("same", "Ничего не\u00a0изменилось: записывать нечего.")
    before = {name: _plain(getattr(stage, name)) for name in changed}
    after = {name: _plain(value) for name, value in changed.items()}
    for name, value in changed.items():
        setattr(stage, name, value)
    written = StageChange(
        stage_id=stage.id, before=before, after=after, reason=form.reason, changed_by_id=actor.person_id, changed_at=now
    )
    db.session.add(written)
    db.session.flush()
    record("round:changed", stage, actor, now, before=before, after=after, reason=form.reason)
    return written


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value

"""The verb of a sheet: changed in place while no review was sent by it, afterwards only as the next edition."""

import re
from datetime import datetime

from sqlalchemy import select

from app.expertise.models import FrozenItem
from app.expertise.reviews.models import Sending
from app.expertise.sheets.forms import NEW, EditionForm, Row
from app.expertise.sheets.models import Criterion, Sheet
from app.expertise.sheets.queries import sheet_of
from app.expertise.sheets.words import KINDS
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused
from app.year.cycle.models import Stage

STALE = Refusal(
    "stale",
    "Пока вы правили, лист изменили в\u00a0другом окне. Ваш текст остался на\u00a0этой странице, "
    "записанный открывается по\u00a0ссылке.",
)


def is_used(sheet: Sheet) -> bool:
    """True when a review was sent by this edition."""
    return db.session.scalars(select(select(Sending.id).where(Sending.sheet_id == sheet.id).exists())).one()


def change(stage: Stage, form: EditionForm, actor: Actor, now: datetime) -> Sheet:
    """Write the criteria and zones of a stage; `form.seen` is when the one that the person saw was made.

    Refused when there is another by now, and without a reason when reviews were sent by it.
    """
    db.session.execute(select(Stage.id).where(Stage.id == stage.id).with_for_update())
    ensure_can(actor, "sheet.edit", stage)
    sheet = sheet_of(stage)
    if form.seen != (sheet.made_at.isoformat() if sheet else ""):
        raise Refused(STALE)
    if forgotten := _forgotten(stage, form):
        raise Refused.because(
            "forgotten", f"Набор зафиксирован и\u00a0ждёт оценки: нужен хотя бы один критерий для «{forgotten}»."
        )
    used = sheet is not None and is_used(sheet)
    if used and not form.reason:
        raise Refused.because(
            "reason", "По\u00a0этой редакции уже отправлены листы. Напишите причину: изменения станут новой редакцией."
        )
    if sheet is None or used:
        number = sheet.number + 1 if sheet else 1
        sheet = Sheet(stage_id=stage.id, number=number, reason=form.reason, made_by_id=actor.person_id, made_at=now)
        db.session.add(sheet)
    else:
        sheet.made_by_id = actor.person_id
        sheet.made_at = now
        sheet.reason = form.reason
    sheet.ok_from = int(form.ok_from)
    sheet.remarks_from = int(form.remarks_from)
    _write(sheet, form.rows)
    kind = "sheet:edition" if used else "sheet:changed"
    record(kind, sheet, actor, now, round=stage.number, edition=sheet.number, reason=form.reason)
    return sheet


def _write(sheet: Sheet, rows: list[Row]) -> None:
    """The criteria as typed, in their order; a new one gets the next free key."""
    standing = {one.key: one for one in sheet.criteria}
    taken = {row.key for row in rows} - {NEW}
    for position, row in enumerate(rows, 1):
        key = row.key if row.key != NEW else _next_key(taken)
        taken.add(key)
        one = standing.pop(key, None) or Criterion(key=key)
        one.position, one.title, one.weight = position, row.title, int(row.weight)
        one.applies, one.stop = ",".join(row.applies), row.stop
        if one not in sheet.criteria:
            sheet.criteria.append(one)
    for gone in standing.values():
        sheet.criteria.remove(gone)
    db.session.flush()


def _next_key(taken: set[str]) -> str:
    letter = next((key[0] for key in sorted(taken)), "c")
    numbers = [int(found[0]) for key in taken if (found := re.findall(r"(?<!\d)\d+$", key))]
    return f"{letter}{max(numbers, default=0) + 1}"


def _forgotten(stage: Stage, form: EditionForm) -> str:
    """A kind of document that the fixed set asks about and the sheet would no longer."""
    asked = select(FrozenItem.kind).where(FrozenItem.stage_id == stage.id, FrozenItem.asked).distinct()
    kept = {kind for row in form.rows for kind in row.applies}
    return next((KINDS[kind] for kind in db.session.scalars(asked) if kind not in kept), "")

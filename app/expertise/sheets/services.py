"""The verbs of the bank of remarks. What was said in a sent review keeps its own words."""

from datetime import datetime

from sqlalchemy import func, select

from app.expertise.sheets.forms import PhraseForm
from app.expertise.sheets.models import BankRemark, Criterion, Sheet
from app.expertise.sheets.queries import sheet_of
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, ensure_can
from app.year.cycle.models import Stage


def write_phrase(remark: BankRemark | None, form: PhraseForm, actor: Actor, now: datetime) -> BankRemark:
    """Change a ready remark, or add one at the end."""
    ensure_can(actor, "sheet.edit")
    added = remark is None
    if remark is None:
        last = db.session.scalar(select(func.max(BankRemark.position))) or 0
        remark = BankRemark(position=last + 1)
        db.session.add(remark)
    remark.text = form.text
    remark.criteria = form.criteria
    remark.offered = form.offered
    db.session.flush()
    record("bank:added" if added else "bank:changed", remark, actor, now, text=form.text, offered=form.offered)
    return remark


def copy_sheet(old: Stage, new: Stage, actor: Actor, now: datetime) -> None:
    """The stage of a new year begins with the edition by which the old one ended."""
    sheet = sheet_of(old)
    if sheet is None:
        return
    names = ("key", "position", "title", "weight", "applies", "stop")
    criteria = [Criterion(**{name: getattr(one, name) for name in names}) for one in sheet.criteria]
    bounds = {"ok_from": sheet.ok_from, "remarks_from": sheet.remarks_from}
    copy = Sheet(stage_id=new.id, number=1, made_by_id=actor.person_id, made_at=now, criteria=criteria, **bounds)
    db.session.add(copy)

"""The first sheets and the bank of remarks: domain.md §5 as rows (GK: ОИРО edits them from here on)."""

import json
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.expertise.sheets.models import BankRemark, Criterion, Sheet
from app.extensions import db
from app.year.cycle.models import Cycle
from app.year.cycle.queries import stages_of

DATA = Path(__file__).parent / "data" / "sheets.json"


def seed_sheets(cycle: Cycle, now: datetime) -> None:
    """The first edition for each stage that has none, and the bank once; nothing that was edited changes."""
    data = json.loads(DATA.read_text("utf-8"))
    have = set(db.session.scalars(select(Sheet.stage_id)))
    for stage in stages_of(cycle):
        if stage.id not in have:
            db.session.add(Sheet(stage_id=stage.id, number=1, made_at=now, criteria=_criteria(data[stage.examines])))
    if not db.session.scalar(select(BankRemark.id).limit(1)):
        for position, (text, keys) in enumerate(data["bank"], 1):
            db.session.add(BankRemark(position=position, text=text.format(year=cycle.year), criteria=keys))
    db.session.flush()


def _criteria(rows: list) -> list[Criterion]:
    return [
        Criterion(key=key, position=position, title=title, applies=applies, stop=stop)
        for position, (key, title, applies, stop) in enumerate(rows, 1)
    ]

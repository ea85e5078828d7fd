"""The 32 items of order No. 226 as rows; a second run changes nothing."""

import json
from datetime import date
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.plan.models import PlanExecutor, PlanItem, PlanWindow
from app.year.cycle.models import Cycle

DATA = Path(__file__).parent / "data" / "plan-2022.json"
WORDS = ("number", "key", "title", "period_text", "kind", "executors_text", "indicator_text", "info_support")


def seed_plan(cycle: Cycle) -> None:
    """Items with their windows and executors."""
    if db.session.scalar(select(PlanItem.id).where(PlanItem.cycle_id == cycle.id).limit(1)):
        return
    for row in json.loads(DATA.read_text()):
        item = PlanItem(cycle_id=cycle.id, threshold_pct=row["threshold"], **{name: row[name] for name in WORDS})
        item.windows = [PlanWindow(starts_on=_day(w["start"]), ends_on=_day(w["end"])) for w in row["windows"]]
        item.executors = [PlanExecutor(position=at, code=code) for at, code in enumerate(row["executors"])]
        db.session.add(item)
    db.session.flush()


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

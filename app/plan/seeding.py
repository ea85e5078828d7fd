"""The items of the pattern as rows of a year; a second run changes nothing."""

import json
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.plan.executors import listing
from app.plan.models import PlanExecutor, PlanItem, PlanWindow
from app.year.cycle.models import Cycle
from app.year.cycle.pattern import Pattern

DATA = Path(__file__).parent / "data" / "plan-2022.json"
SPOKEN = ("title", "period_text", "indicator_text", "info_support")
WORDS = ("number", "key", "title", "period_text", "kind", "executors_text", "indicator_text", "info_support")


def seed_plan(cycle: Cycle, pattern: Pattern | None = None) -> None:
    """Items with their windows and executors, as they were in the order or as the pattern moves them."""
    pattern = pattern or Pattern()
    if db.session.scalar(select(PlanItem.id).where(PlanItem.cycle_id == cycle.id).limit(1)):
        return
    for row in json.loads(DATA.read_text()):
        words = {name: pattern.words(row[name]) if name in SPOKEN else row[name] for name in WORDS}
        if pattern.moved:
            words["executors_text"] = listing(tuple(row["executors"]))
        item = PlanItem(cycle_id=cycle.id, threshold_pct=row["threshold"], **words)
        item.windows = [
            PlanWindow(starts_on=pattern.day(one["start"]), ends_on=pattern.day(one["end"])) for one in row["windows"]
        ]
        item.executors = [PlanExecutor(position=at, code=code) for at, code in enumerate(row["executors"])]
        db.session.add(item)
    db.session.flush()

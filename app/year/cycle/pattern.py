"""The year of order No. 226 as rows, from app/year/cycle/data/year-2022.json; a second run changes nothing."""

import json
from datetime import date
from pathlib import Path

from sqlalchemy import select

from app.directory.models import Municipality
from app.extensions import db
from app.year.cycle.models import Cycle, Deadline, EvidenceWindow, Monitoring, RiskDirection, Stage

DATA = Path(__file__).parent / "data" / "year-2022.json"
DAYS = ("due_on", "opens_on", "closes_on", "on")


def seed_year() -> Cycle:
    """The cycle with its deadlines, windows, stages, monitorings, directions and the 27 municipalities."""
    data = json.loads(DATA.read_text())
    cycle = db.session.scalar(select(Cycle).where(Cycle.year == data["year"]))
    if cycle:
        return cycle
    cycle = Cycle(**{key: data[key] for key in ("year", "title", "basis_letter")})
    cycle.begins_on = date.fromisoformat(data["begins_on"])
    db.session.add(cycle)
    db.session.flush()
    for name, model in {
        "deadlines": Deadline,
        "windows": EvidenceWindow,
        "rounds": Stage,
        "monitorings": Monitoring,
    }.items():
        db.session.add_all(model(cycle_id=cycle.id, **_with_days(row)) for row in data[name])
    for name, model in {"municipalities": Municipality, "directions": RiskDirection}.items():
        db.session.add_all(model(position=position, **row) for position, row in enumerate(data[name]))
    db.session.flush()
    return cycle


def _with_days(row: dict) -> dict:
    return {key: date.fromisoformat(value) if key in DAYS else value for key, value in row.items()}

"""The first kinds of evidence and hints of directions: domain.md §6 as rows."""

import json
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.year.cycle.models import EvidenceKind, RiskDirection

DATA = Path(__file__).parent / "data" / "evidence.json"


def seed_kinds() -> None:
    """Add the words once; a second run changes nothing that a coordinator has edited."""
    if db.session.scalar(select(EvidenceKind.id).limit(1)):
        return
    data = json.loads(DATA.read_text("utf-8"))
    db.session.add_all(EvidenceKind(position=position, **row) for position, row in enumerate(data["kinds"], 1))
    for direction in db.session.scalars(select(RiskDirection).where(RiskDirection.code.in_(data["hints"]))):
        direction.evidence_hint = data["hints"][direction.code]
    db.session.flush()

"""The first rules of the check: domain.md §4 as rows."""

import json
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.documents.checks.models import CheckRule
from app.extensions import db

DATA = Path(__file__).parent / "data" / "sections.json"


def seed_rules(now: datetime) -> None:
    """Add the rules once; a second run changes nothing that ОИРО has edited."""
    if db.session.scalar(select(CheckRule.id).limit(1)):
        return
    for kind, rows in json.loads(DATA.read_text("utf-8")).items():
        for position, row in enumerate(rows, 1):
            words = {**row, "synonyms": "\n".join(row["synonyms"])}
            db.session.add(CheckRule(kind=kind, position=position, changed_at=now, **words))

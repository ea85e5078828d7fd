"""The pattern of a year: the days of the order that the project began with, as they were or moved to another year."""

import json
import re
from datetime import date
from pathlib import Path

from sqlalchemy import select

from app.extensions import db
from app.region import region
from app.year.cycle.models import Cycle, Deadline, EvidenceWindow, Monitoring, RiskDirection, Stage

DATA = Path(__file__).parent / "data" / "year-2022.json"
DAYS = ("due_on", "opens_on", "closes_on", "on")
TABLES = {"deadlines": Deadline, "windows": EvidenceWindow, "rounds": Stage, "monitorings": Monitoring}
ANY_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
LINK = re.compile(r"https?://\S+")


class Pattern:
    """The pattern as it was, or in another year with the names of this region and without the links of the other."""

    def __init__(self, year: int | None = None) -> None:
        self.data = json.loads(DATA.read_text())
        self.moved, self.year = year is not None, year or self.data["year"]
        self.by = self.year - self.data["year"]

    def day(self, text: str | None) -> date | None:
        """The same day of the year."""
        if not text:
            return None
        on = date.fromisoformat(text)
        last = 28 if on.month == 2 else on.day
        return on.replace(year=on.year + self.by, day=min(on.day, last))

    def words(self, text: str) -> str:
        """The same words of the year, and of the region as far as it has been named."""
        if not self.moved:
            return text
        here = region()
        for theirs, name in self.data["names"].items():
            text = text.replace(theirs, getattr(here, name) or "региона")
        return ANY_YEAR.sub(lambda found: str(int(found[0]) + self.by), LINK.sub("", text)).strip()

    def row(self, row: dict) -> dict:
        """A row of a table with its days and its title."""
        moved = {key: self.day(value) if key in DAYS else value for key, value in row.items()}
        return moved | {"title": self.words(row["title"])} if "title" in row else moved


def seed_year(year: int | None = None, opened: bool = True) -> Cycle:
    """The year with its days, windows, stages and monitorings; the directions of risk once. Again nothing changes."""
    pattern = Pattern(year)
    cycle = db.session.scalar(select(Cycle).where(Cycle.year == pattern.year))
    if cycle:
        return cycle
    letter = "" if pattern.moved else pattern.data["basis_letter"]
    cycle = Cycle(year=pattern.year, title=pattern.words(pattern.data["title"]), basis_letter=letter, opened=opened)
    begins_on = pattern.day(pattern.data["begins_on"])
    assert begins_on is not None  # the pattern has its first day
    cycle.begins_on = begins_on
    db.session.add(cycle)
    db.session.flush()
    for name, model in TABLES.items():
        db.session.add_all(model(cycle_id=cycle.id, **pattern.row(row)) for row in pattern.data[name])
    if db.session.scalar(select(RiskDirection.id).limit(1)) is None:
        directions = enumerate(pattern.data["directions"])
        db.session.add_all(RiskDirection(position=position, **row) for position, row in directions)
    db.session.flush()
    return cycle

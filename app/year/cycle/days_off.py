"""Days on which nobody is at work: holidays of article 112 of the Labour Code, weekends, and days moved by decree.

The table is app/year/cycle/data/days-off.json; the moved days of a year are added there when its decree is out. Pure.
"""

import json
from datetime import date
from functools import cache
from pathlib import Path

from app.kernel.calendar import WEEKDAYS

DATA = Path(__file__).parent / "data" / "days-off.json"
SATURDAY = 5


def day_off(on: date) -> str:
    """«суббота», «праздник: День Победы», «выходной, перенесён»; empty for a day of work."""
    table = _table()
    if holiday := table["holidays"].get(f"{on:%m-%d}"):
        return f"праздник: {holiday}"
    if on.isoformat() in table["moved_here"]:
        return "выходной, перенесён"
    return WEEKDAYS[on.weekday()] if on.weekday() >= SATURDAY and on.isoformat() not in table["worked"] else ""


@cache
def _table() -> dict:
    return json.loads(DATA.read_text(encoding="utf-8"))

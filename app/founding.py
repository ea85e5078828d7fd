"""A house from nothing: its mode, and by what documents are judged; its years come later, but in a demo at once."""

from datetime import datetime

from app.documents.checks.seeding import seed_rules
from app.documents.evidence.seeding import seed_kinds
from app.expertise.sheets.seeding import seed_sheets
from app.kernel.transaction import begin_write
from app.people.mode.services import settle
from app.plan.seeding import seed_plan
from app.year.cycle.models import Cycle
from app.year.cycle.pattern import seed_year


def found(demo: bool, now: datetime) -> None:
    """Write down what is not there yet; a second time nothing changes. The caller commits.

    Raises OtherMode when the data are of the other mode.
    """
    begin_write()
    settle(demo, now)
    seed_rules(now)
    seed_kinds()


def first_year(now: datetime) -> Cycle:
    """The year of the pattern as it was, opened: a demo lives in it."""
    cycle = seed_year()
    seed_plan(cycle)
    seed_sheets(cycle, now)
    return cycle

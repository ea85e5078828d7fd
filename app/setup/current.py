"""Which region it is and how far its first year has come: read once a request, kept until the journal goes on."""

from typing import NamedTuple

from flask import g, has_app_context
from sqlalchemy import func, select

from app.directory.region import REGION
from app.journal.kept import kept
from app.kernel.reads import Read
from app.region import UNNAMED, Region
from app.year.cycle.models import Cycle


class Begun(NamedTuple):
    """How many years are named, and how many of them were opened."""

    named: int
    opened: int


BEGUN = Read(
    Begun, select(func.count(Cycle.id).label("named"), func.count(Cycle.id).filter(Cycle.opened).label("opened"))
)


def current() -> Region:
    """The region as it was named last; outside of a house it has no name."""
    if not has_app_context():
        return UNNAMED
    found: Region | None = getattr(g, "region", None)  # asked for at each day and each word of a page
    if found is None:
        found, g.begun = kept("region", (), lambda: (REGION.first() or UNNAMED, BEGUN.one()))
        g.region = found
    return found


def begun() -> Begun:
    """How far the first year has come."""
    if "begun" not in g:
        g.begun = kept("region", (), lambda: (REGION.first() or UNNAMED, BEGUN.one()))[1]
    return g.begun


def several_years() -> bool:
    """Whether there are years that are over."""
    return begun().opened > 1


def forget() -> None:
    """Something of it has changed in this request."""
    g.pop("region", None)
    g.pop("begun", None)

"""Fill a house: `python -m bench.schools 120` has so many in the year, and the set of its first stage is fixed."""

import sys

from sqlalchemy import func, select

from app import create_app
from app.extensions import db
from app.settings import Settings
from app.year.cycle.models import Participation
from bench.crowd import enrol, examine


def fill(schools: int) -> None:
    """So many, those of the demo among them."""
    if more := schools - db.session.scalar(select(func.count(Participation.id))):
        enrol(more)
    examine()


if __name__ == "__main__":
    with create_app(Settings()).app_context():
        fill(int(sys.argv[1]))

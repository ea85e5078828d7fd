"""Fill a house with documents in bulk, past the services: all that the database knows of each of them.

The bytes of the files are not in the archive, and the journal does not tell of them.
"""

import random
import sys
from collections.abc import Iterator
from itertools import islice

from sqlalchemy import func, select

from app import create_app
from app.directory.models import Grant, Person
from app.extensions import db
from app.kernel.transaction import begin_write, end_write
from app.settings import Settings
from bench.region import Place, settle
from bench.rows import TABLES, Paper, Rows
from bench.texts import papers

BATCH, WAITING = 500, 48
# A state as often as it is met: in the years that are over, in this year, and at the schools of the curator.
PAST = ("approved",) * 19 + ("returned",)
PRESENT = ("approved",) * 5 + ("submitted",) * 3 + ("returned", "draft")
OWN = ("approved",) * 8 + ("returned", "draft")


def fill(documents: int, waiting: int = WAITING) -> None:
    """So many documents, the first of them waiting for the curator of the demo; what else waits, waits for others."""
    begin_write()
    places = settle()
    end_write()
    begin_write()
    curator = _person("curator@example.org")
    mine = set(db.session.scalars(select(Grant.school_id).where(Grant.person_id == curator)))
    made = islice(_documents(places, mine, waiting), documents)
    while some := list(islice(made, BATCH)):
        rows = Rows(_person("school@example.org"), curator)
        for paper in some:
            rows.add(paper)
        rows.write()
    _go_on_counting()
    end_write()


def _person(email: str) -> int:
    return db.session.scalars(select(Person.id).where(Person.email == email)).one()


def _documents(places: list[Place], mine: set[int], waiting: int) -> Iterator[Paper]:
    chance, texts = random.Random(500), papers()
    own = [place for place in places if place.school_id in mine and not place.past]
    for number in range(waiting):
        yield Paper(number, own[number % len(own)], "submitted", next(lines for lines in texts if lines))
    for number, lines in enumerate(texts, waiting):
        place = chance.choice(places)
        states = PAST if place.past else OWN if place.school_id in mine else PRESENT
        yield Paper(number, place, chance.choice(states), lines)


def _go_on_counting() -> None:
    """The ids were given here; PostgreSQL has to learn which come next."""
    if db.engine.dialect.name == "postgresql":
        for table in (model.__table__ for model in TABLES if "id" in model.__table__.columns):
            db.session.execute(
                select(func.setval(f"{table.name}_id_seq", select(func.max(table.c.id)).scalar_subquery()))
            )


if __name__ == "__main__":
    with create_app(Settings()).app_context():
        fill(int(sys.argv[1]))

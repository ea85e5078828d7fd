"""The school's home page against an empty page of the same house, and its SQL statements.

The empty page is /health: it passes the same server, gate and headers, and asks the database nothing.
"""

from sqlalchemy import event

from app.extensions import db
from bench.house import House, Houses
from bench.measure import Figure, ratios
from bench.visitor import Visitor, sign_in

TURNS, TRIES = 41, 12


def measure(houses: Houses) -> list[Figure]:
    """The time of the page as a ratio, and how often it asks the database."""
    house = houses.demo
    visitor = Visitor(house.port)
    found, note = ratios(lambda: visitor.get("/"), lambda: visitor.get("/health"), TURNS, tries=TRIES)
    return [
        Figure("the home page of a school / an empty page", found, 4, note=note),
        Figure("SQL statements of the home page, layout included", [statements(house)], 12),
    ]


def statements(house: House) -> int:
    """Counted in this process, on the same database."""
    client, seen = sign_in(house.app), []
    client.get("/")
    with house.app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *_: seen.append(1))
    client.get("/")
    return len(seen)

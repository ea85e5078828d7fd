"""Planning the reminders of one day, the eve of the documents, for 40 schools and for 6,000."""

from collections.abc import Iterator
from datetime import date
from time import perf_counter

from sqlalchemy import event, insert, literal, select

from app.directory.models import Person
from app.extensions import db
from app.notices.reminders.planning import reminders
from app.people.accounts.models import Account
from bench.crowd import NOW
from bench.house import House, Houses
from bench.measure import Figure

EVE, TURNS = date(2022, 3, 29), 5
FEW, MANY = 40, 6000


def measure(houses: Houses) -> Iterator[Figure]:
    """Statements must be equal, the time for a person must not grow."""
    few, many = _plan(houses.with_schools(FEW)), _plan(houses.with_schools(MANY))
    yield Figure(
        f"reminders: statements for {MANY} schools / {FEW}",
        [many[0] / few[0]],
        1.0,
        f"{many[0]} against {few[0]} statements",
    )
    seconds = [many[2] / many[1], few[2] / few[1]]
    note = f"{seconds[0] * 1000:.2f} ms for each of {many[1]}, {seconds[1] * 1000:.2f} ms for each of {few[1]}"
    yield Figure(f"reminders: time a person, {MANY} schools / {FEW}", [seconds[0] / seconds[1]], 1.5, note)


def _plan(house: House) -> tuple[int, int, float]:
    """How many statements, how many people are reminded, and seconds: the best of the turns."""
    with house.app.app_context():
        _accounts()
        seen: list[int] = []
        engine = db.engine
        listener = lambda *_: seen.append(1)  # noqa: E731
        event.listen(engine, "before_cursor_execute", listener)
        people = len(reminders(EVE))
        event.remove(engine, "before_cursor_execute", listener)
        return len(seen), people, min(_seconds() for _ in range(TURNS))


def _seconds() -> float:
    db.session.expire_all()
    began = perf_counter()
    reminders(EVE)
    return perf_counter() - began


def _accounts() -> None:
    """Whoever was invented can sign in."""
    known = select(Account.person_id)
    new = select(Person.id, literal("-"), literal(NOW, Account.created_at.type)).where(Person.id.not_in(known))
    columns = [Account.person_id, Account.password_hash, Account.created_at]
    db.session.execute(insert(Account).from_select(columns, new, include_defaults=False))
    db.session.commit()

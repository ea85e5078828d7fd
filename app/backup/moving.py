"""`flask move database`: every row of an SQLite house into an empty PostgreSQL; nobody sees it before all is there.

The tables are made by the migrations in a schema of their own, filled one by one, compared, and given to the house in
one transaction. What was filled is written down beside it with its digest, so a move that was cut goes on; a table
whose source has changed since makes it begin anew.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    Executable,
    Integer,
    MetaData,
    Row,
    Select,
    String,
    Table,
    create_engine,
    func,
    insert,
    inspect,
    make_url,
    select,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.backup.databases import NotDone, counted, is_sqlite, newest_seal, refuse_full, schema_of
from app.backup.making import Say
from app.extensions import db
from app.journal.models import Event
from app.journal.services import GENESIS, breaks
from app.search import postgres, sqlite

HALF = "opora_moving"  # the schema of a move that has not ended
BATCH = 1000
MOVED = Table(
    "opora_moved",
    MetaData(),
    Column("name", String, primary_key=True),
    Column("rows", Integer, nullable=False),
    Column("digest", String, nullable=False),
)


@dataclass(frozen=True)
class Carried:
    """A table: how it is read where it comes from and where it goes to, and how a row is put."""

    name: str
    source: Select
    target: Select
    put: Executable


@dataclass(frozen=True)
class Told:
    """How many rows a table has, and the sum of their digests, whatever their order."""

    rows: int = 0
    digest: str = "0" * 64

    def and_(self, more: Sequence[Row]) -> "Told":
        """With these as well."""
        total = int(self.digest, 16) + sum(map(_digest, more))
        return Told(self.rows + len(more), f"{total % 2**256:064x}")


def move(source: Connection, address: str, migrate: Callable[[Engine], None], say: Say) -> Told:
    """All of it, or what is left of it; the source is held against writing. Raises NotDone: then no house is seen."""
    refuse_full(address)
    with _half(address) as engine:
        migrate(engine)
        with engine.connect() as target:
            if schema_of(source) != schema_of(target):
                raise NotDone("База отстала от\u00a0программы: сначала выполните make setup.")
        moved = _begin(source, engine)
        say(f"tables: {len(moved)} moved before, {len(tables()) - len(moved)} to move")
        for one in tables():
            if one.name not in moved:
                moved[one.name] = _carry(source, engine, one)
        _compare(source, engine, moved)
        _publish(address, engine)
    _count(address, moved)
    return Told(sum(one.rows for one in moved.values()))


def tables() -> list[Carried]:
    """Every table, what is referred to first; and the words of the search, which each database keeps in its own way."""
    own = [Carried(one.name, select(one), select(one), insert(one)) for one in db.metadata.sorted_tables]
    there, here = sqlite.WORDS.c, postgres.WORDS.c
    words = func.array_to_string(func.tsvector_to_array(here.words), " ")
    return [
        *own,
        Carried(
            postgres.WORDS.name,
            select(there.rowid.label("key"), there.words.label("said")),
            select(here.entry_id, words),
            postgres.PUT,
        ),
    ]


@contextmanager
def _half(address: str) -> Iterator[Engine]:
    """The database seen through the schema of the move alone. Raises NotDone of what PostgreSQL refuses."""
    engine = create_engine(address, connect_args={"options": f"-csearch_path={HALF}"})
    try:
        with engine.begin() as target:
            target.execute(text(f"CREATE SCHEMA IF NOT EXISTS {HALF}"))
            MOVED.create(target, checkfirst=True)
        yield engine
    except DBAPIError as error:
        raise NotDone(f"PostgreSQL: {said(error)}") from error
    finally:
        engine.dispose()


def said(error: DBAPIError) -> str:
    """What a database says, without the values of a row."""
    told = getattr(error.orig, "diag", None)
    return (told and told.message_primary) or str(error.orig)


def _begin(source: Connection, engine: Engine) -> dict[str, Told]:
    """What was moved before and is still as it was read; else all is emptied, also of rows that migrations have put."""
    with engine.begin() as target:
        moved = {name: Told(rows, digest) for name, rows, digest in target.execute(select(MOVED))}
        if moved and all(told(source, one.source) == moved[one.name] for one in tables() if one.name in moved):
            return moved
        target.execute(text(f"TRUNCATE {MOVED.name}, {', '.join(one.name for one in tables())}"))
    return {}


def _carry(source: Connection, engine: Engine, one: Carried) -> Told:
    """One table in one transaction. Triggers that guard rows against people sleep in it; foreign keys do not."""
    had = Told()
    with engine.begin() as target:
        target.execute(text(f"ALTER TABLE {one.name} DISABLE TRIGGER USER"))
        for rows in source.execute(one.source).partitions(BATCH):
            had = had.and_(rows)
            target.execute(one.put, [row._asdict() for row in rows])
        target.execute(text(f"ALTER TABLE {one.name} ENABLE TRIGGER USER"))
        _go_on_after_the_largest(target, one.name)
        target.execute(insert(MOVED).values(name=one.name, rows=had.rows, digest=had.digest))
    return had


def _go_on_after_the_largest(target: Connection, name: str) -> None:
    table = db.metadata.tables.get(name)
    if table is None or table.autoincrement_column is None:
        return
    key = table.autoincrement_column
    sequence = func.pg_get_serial_sequence(name, key.name)
    target.execute(select(func.setval(sequence, select(func.max(key)).scalar_subquery())))


def told(connection: Connection, rows: Select) -> Told:
    """Read all of a table."""
    found = Told()
    for part in connection.execution_options(stream_results=True).execute(rows).partitions(BATCH):
        found = found.and_(part)
    return found


def _digest(row: Row) -> int:
    return int(hashlib.sha256(repr([_plain(value) for value in row]).encode()).hexdigest(), 16)


def _plain(value: object) -> object:
    """The same of both databases: a moment in UTC, JSON whatever the order of its names."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return json.dumps(value, sort_keys=True) if isinstance(value, dict | list) else value


def _compare(source: Connection, engine: Engine, moved: dict[str, Told]) -> None:
    """Every row as PostgreSQL gives it back, and the chain of the journal from its first seal. Raises NotDone."""
    with engine.connect() as target:
        other = [one.name for one in tables() if told(target, one.target) != moved[one.name]]
        if other:
            raise NotDone(f"Перенеслось не\u00a0то, что было: {', '.join(other)}.")
        broken = breaks(Session(target).scalars(select(Event).order_by(Event.id)), GENESIS)
        if broken or newest_seal(target) != newest_seal(source):
            raise NotDone(f"Печати журнала не\u00a0сходятся, с\u00a0записи {broken[:1] or 'последней'}.")


def _publish(address: str, engine: Engine) -> None:
    """Give tables and functions to the schema of the house, all at once."""
    plain = create_engine(address)
    with plain.connect() as house:
        home = house.scalar(select(func.current_schema()))
    plain.dispose()
    with engine.begin() as target:
        MOVED.drop(target)
        own = text("SELECT oid::regprocedure::text FROM pg_proc WHERE pronamespace = CAST(:half AS regnamespace)")
        functions = target.scalars(own, {"half": HALF}).all()
        for name in inspect(target).get_table_names():
            target.execute(text(f'ALTER TABLE {name} SET SCHEMA "{home}"'))
        for name in functions:
            target.execute(text(f'ALTER FUNCTION {name} SET SCHEMA "{home}"'))
        target.execute(text(f"DROP SCHEMA {HALF}"))


def _count(address: str, moved: dict[str, Told]) -> None:
    """As the house itself will see it."""
    engine = create_engine(address)
    try:
        with engine.connect() as house:
            now = counted(house)
    finally:
        engine.dispose()
    other = [name for name, one in moved.items() if now.get(name) != one.rows]
    if other:
        raise NotDone(f"Строк стало не\u00a0столько: {', '.join(other)}.")


def refuse_other_kinds(source: str, target: str) -> None:
    """From SQLite to PostgreSQL alone. Raises NotDone."""
    if not is_sqlite(source):
        raise NotDone("Дом уже стоит не\u00a0на\u00a0SQLite: переносить его этой командой не\u00a0нужно.")
    if make_url(target).drivername != "postgresql+psycopg":
        raise NotDone("Новая база называется postgresql+psycopg://имя:пароль@сервер/база.")

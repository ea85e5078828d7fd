"""How the house speaks to its database: how long it waits, how it notices a dead connection; it tells no value."""

import sqlite3
from typing import TYPE_CHECKING

from flask import g, has_app_context, has_request_context
from sqlalchemy import Connection, Engine, event, make_url

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy.pool import ConnectionPoolEntry

PERSON = 5  # seconds that a request waits for the database: for a lock, an answer to its call
WORKER = 30  # the same for the worker and for commands, before whom nobody sits; and for a free connection of the pool
LONGEST = 60  # seconds of one statement of a request on PostgreSQL


def options(address: str) -> dict[str, object]:
    """What the engine is made with: values of statements stay out of every message, whatever fails (O5)."""
    url = make_url(address)
    if url.get_backend_name() == "sqlite":
        return {"hide_parameters": True} | ({"pool_timeout": WORKER} if url.database else {})
    waits = {"connect_timeout": PERSON}
    return {"hide_parameters": True, "pool_timeout": WORKER, "pool_pre_ping": True, "connect_args": waits}


@event.listens_for(Engine, "connect")
def _prepare(connection: "sqlite3.Connection | psycopg.Connection", _record: "ConnectionPoolEntry") -> None:
    if isinstance(connection, sqlite3.Connection):
        connection.isolation_level = None
        for pragma in (_patience(), "journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {pragma}")
    elif has_request_context():
        connection.execute(f"SET lock_timeout = '{PERSON}s'")
        connection.execute(f"SET statement_timeout = '{LONGEST}s'")
        connection.commit()


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = has_app_context() and g.get("writing", False)
        connection.connection.cursor().execute(f"PRAGMA {_patience()}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _patience() -> str:
    return f"busy_timeout={1000 * (PERSON if has_request_context() else WORKER)}"

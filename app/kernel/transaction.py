"""One commit per successful unsafe request, in one place; and one writer at a time on SQLite."""

from flask import Flask, g, has_app_context, request
from sqlalchemy import Engine, event

from app.extensions import db
from app.kernel.later import send_later

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def begin_write() -> None:
    """End the reading that went before; the next statement takes the right to write (BEGIN IMMEDIATE)."""
    db.session.rollback()
    g.writing = True


def end_write() -> None:
    """Commit, and give back the right to write: what follows reads again and holds nobody up."""
    db.session.commit()
    g.writing = False


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection, _record) -> None:
    if "sqlite" not in type(connection).__module__:
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection) -> None:
    if connection.dialect.name == "sqlite":
        writing = has_app_context() and g.get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _settle(response):
    """Commit what a successful unsafe request did; anything else leaves no trace."""
    if request.method not in SAFE_METHODS and g.get("writing"):
        if response.status_code < 400:
            db.session.commit()
            send_later()
        else:
            db.session.rollback()
    return response


def init_app(app: Flask) -> None:
    """Settle after every request."""
    app.after_request(_settle)

"""Rows that are changed or removed by one statement, and how many of them there were."""

from sqlalchemy import CursorResult, Delete, Update

from app.extensions import db


def changed(statement: Update | Delete) -> int:
    """Run it; how many rows it has found to change: none when somebody was faster."""
    done = db.session.execute(statement)
    assert isinstance(done, CursorResult)  # as of every statement that gives no rows back
    return done.rowcount

"""Runs the migrations of the house on the database of the settings."""

from alembic import context
from flask import current_app

from app.extensions import db

engine = context.config.attributes.get("engine", db.engine)  # of another database that is being filled


def _ours(name, kind, _parents) -> bool:
    """The words of the search are kept otherwise by each database and have no model (app/search/index.py)."""
    return not (kind == "table" and name.startswith("search_words"))


def _foreign_keys(connection, state: str) -> None:
    """SQLite changes a column by laying the table anew, which its foreign keys would forbid (before a transaction)."""
    if connection.dialect.name == "sqlite":
        connection.connection.execute(f"PRAGMA foreign_keys={state}")


def _broken(connection) -> list:
    return connection.exec_driver_sql("PRAGMA foreign_key_check").all() if connection.dialect.name == "sqlite" else []


def _run() -> None:
    with engine.connect() as connection:
        _foreign_keys(connection, "OFF")
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
            include_name=_ours,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        assert not _broken(connection), "a migration has left a row that refers to nothing"
        connection.commit()
        _foreign_keys(connection, "ON")


assert current_app
_run()

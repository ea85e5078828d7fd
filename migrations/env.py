"""Runs the migrations of the house on the database of the settings."""

from alembic import context
from flask import current_app

from app.extensions import db

engine = db.engine


def _run() -> None:
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


assert current_app
_run()

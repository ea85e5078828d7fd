"""The migrations and the models say the same, on whichever database the suite runs."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from app.extensions import db


def ours(name, kind, _parents) -> bool:
    return not (kind == "table" and name.startswith("search_words"))


def test_the_migrated_database_is_the_one_that_the_models_describe(app):
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": ours})
        assert compare_metadata(context, db.metadata) == []

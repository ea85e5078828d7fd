"""Results keep their revisions; a frozen set and a recorded result never change, and the database sees to it."""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table}
BEGIN SELECT RAISE(ABORT, 'what is frozen does not change'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION frozen_for_good() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what is frozen does not change'; END $$
"""
POSTGRES = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION frozen_for_good()
"""


def upgrade() -> None:
    """Put the triggers; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("results") as table:
        table.alter_column("row_version", new_column_name="revision")
        table.drop_constraint("uq_results_examined_id", type_="unique")
    with op.batch_alter_table("results") as table:
        table.create_unique_constraint("uq_results_examined_id", ["examined_id", "source", "revision"])
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute(POSTGRES_FUNCTION)
    for table in ("freezes", "examined", "results"):
        if postgres:
            op.execute(POSTGRES.format(table=table))
        else:
            for word in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, word=word))

"""The journal is append-only: the database itself refuses to change or delete an event."""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER events_no_{word} BEFORE {word} ON events
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
"""
POSTGRES = """
CREATE FUNCTION events_append_only() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$;
CREATE TRIGGER events_append_only BEFORE UPDATE OR DELETE ON events
FOR EACH ROW EXECUTE FUNCTION events_append_only();
"""


def upgrade() -> None:
    """Put the triggers; there is no way back (migrations are forward-only)."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRES)
    else:
        for word in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(word=word))

"""Whether a school shows a version to others, and whether a stage has frozen it: told from the journal and the sets."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0034"
branch_labels = None
depends_on = None

MOVES = ("document:submitted", "document:sent_for", "document:withdrawn")


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("versions") as table:
        table.add_column(sa.Column("standing", sa.String(length=10), nullable=False, server_default="draft"))
        table.add_column(sa.Column("examined", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.create_check_constraint(op.f("ck_versions_standing"), "standing IN ('draft', 'sent', 'withdrawn')")
        table.create_check_constraint(op.f("ck_versions_examined_was_sent"), "NOT (examined AND standing = 'draft')")
    _tell_from_sendings()
    op.execute("UPDATE versions SET examined = true WHERE id IN (SELECT version_id FROM examined)")


def _tell_from_sendings() -> None:
    """What was sent is shown; what the journal says was taken back, and was not sent again, is not."""
    op.execute("UPDATE versions SET standing = 'sent' WHERE id IN (SELECT version_id FROM submissions)")
    connection = op.get_bind()
    events = sa.table("events", *map(sa.column, ("id", "kind", "subject", "subject_id")), sa.column("data", sa.JSON))
    versions = sa.table("versions", *map(sa.column, ("document_id", "number", "standing")))
    asked, standing = {}, {}
    moves = sa.select(events.c.kind, events.c.subject_id, events.c.data)
    moves = moves.where(events.c.subject == "documents", events.c.kind.in_(MOVES)).order_by(events.c.id)
    for kind, document_id, data in connection.execute(moves):
        if kind != "document:withdrawn":
            asked[document_id] = data["version"]
        if document_id in asked:
            standing[document_id, asked[document_id]] = "withdrawn" if kind == "document:withdrawn" else "sent"
    for (document_id, number), stood in standing.items():
        if stood == "withdrawn":
            own = versions.c.document_id == document_id, versions.c.number == number
            connection.execute(versions.update().where(*own).values(standing=stood))

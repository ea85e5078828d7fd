"""The trash of drafts, days that were moved, who sends for a school, what the region uploads for it."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

# A column with its constraint in one statement, on SQLite and PostgreSQL alike.
COLUMNS = (
    "ALTER TABLE documents ADD COLUMN trashed_at {moment}"
    " CONSTRAINT ck_documents_only_a_draft_is_trashed CHECK (trashed_at IS NULL OR state = 'draft')",
    "ALTER TABLE participations ADD COLUMN signer_id INTEGER"
    " CONSTRAINT fk_participations_signer_id REFERENCES people (id)",
)


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    moment = "TIMESTAMP WITH TIME ZONE" if op.get_bind().dialect.name == "postgresql" else "DATETIME"
    for statement in COLUMNS:
        op.execute(statement.format(moment=moment))
    op.add_column("versions", sa.Column("stood_in_because", sa.Text(), nullable=False, server_default=""))
    op.create_table(
        "day_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("was", sa.Date(), nullable=False),
        sa.Column("became", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("moved_by_id", sa.Integer(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_day_moves_reason")),
        sa.CheckConstraint("was <> became", name=op.f("ck_day_moves_moved")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_day_moves_cycle_id")),
        sa.ForeignKeyConstraint(["moved_by_id"], ["people.id"], name=op.f("fk_day_moves_moved_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_moves")),
    )
    op.create_index(op.f("ix_day_moves_cycle_id"), "day_moves", ["cycle_id"])

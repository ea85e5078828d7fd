"""Looks at files one by one, backups that were made, what the worker does."""

import sqlalchemy as sa
from alembic import op

revision = "0092"
down_revision = "0091"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "looks",
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found", sa.String(length=10), nullable=False),
        sa.CheckConstraint("found IN ('sound', 'damaged', 'missing', 'unreadable')", name=op.f("ck_looks_found")),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_looks_blob_id_blobs")),
        sa.PrimaryKeyConstraint("blob_id", name=op.f("pk_looks")),
    )
    op.create_index(op.f("ix_looks_looked_at"), "looks", ["looked_at"])
    op.create_table(
        "backups",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ended_at >= began_at", name=op.f("ck_backups_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backups")),
    )
    op.add_column("heartbeats", sa.Column("job", sa.String(length=60), nullable=True))
    op.add_column("heartbeats", sa.Column("job_since", sa.DateTime(timezone=True), nullable=True))

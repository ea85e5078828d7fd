"""Comparisons are kept, and what could not be looked at or shown just now is tried again."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "comparisons",
        sa.Column("old_id", sa.Integer(), nullable=False),
        sa.Column("new_id", sa.Integer(), nullable=False),
        sa.Column("paragraphs", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["old_id"], ["versions.id"], name=op.f("fk_comparisons_old_id")),
        sa.ForeignKeyConstraint(["new_id"], ["versions.id"], name=op.f("fk_comparisons_new_id")),
        sa.PrimaryKeyConstraint("old_id", "new_id", name=op.f("pk_comparisons")),
    )
    op.create_index("ix_comparisons_new_id", "comparisons", ["new_id"])
    for table in ("checks", "previews"):
        op.add_column(table, sa.Column("tries", sa.Integer(), server_default="0", nullable=False))
        op.add_column(table, sa.Column("again_at", sa.DateTime(timezone=True), nullable=True))
        op.create_index(f"ix_{table}_again_at", table, ["again_at"])

"""What became of the remarks that a source gave without a sheet: mended, accepted."""

import sqlalchemy as sa
from alembic import op

revision = "0060"
down_revision = "0065"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "word_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("examined_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("source IN ('federal', 'regional')", name=op.f("ck_word_marks_source")),
        sa.CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name=op.f("ck_word_marks_state")),
        sa.ForeignKeyConstraint(["examined_id"], ["examined.id"], name=op.f("fk_word_marks_examined_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_word_marks")),
        sa.UniqueConstraint("examined_id", "source", "digest", name=op.f("uq_word_marks_examined_id")),
    )

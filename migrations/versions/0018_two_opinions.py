"""Whose word counts where two opinions stand."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SQLITE = """
CREATE TRIGGER rulings_no_{word} BEFORE {word} ON rulings
BEGIN SELECT RAISE(ABORT, 'what is frozen does not change'); END
"""
POSTGRES = """
CREATE TRIGGER rulings_frozen BEFORE UPDATE OR DELETE ON rulings
FOR EACH ROW EXECUTE FUNCTION frozen_for_good()
"""


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("examined_id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("counts", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("counts IN ('first', 'second')", name=op.f("ck_rulings_counts")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_rulings_reason")),
        sa.CheckConstraint("first_id <> second_id", name=op.f("ck_rulings_two_sendings")),
        sa.ForeignKeyConstraint(["examined_id"], ["examined.id"], name=op.f("fk_rulings_examined_id")),
        sa.ForeignKeyConstraint(["first_id"], ["sendings.id"], name=op.f("fk_rulings_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["sendings.id"], name=op.f("fk_rulings_second_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["people.id"], name=op.f("fk_rulings_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rulings")),
        sa.UniqueConstraint("examined_id", "number", name=op.f("uq_rulings_examined_id")),
    )
    op.create_index(op.f("ix_rulings_examined_id"), "rulings", ["examined_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRES)
    else:
        for word in ("UPDATE", "DELETE"):
            op.execute(SQLITE.format(word=word))

"""When the worker was last there, and what each look at every file of the archive found."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0035"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
FOUND = ("sound", "damaged", "missing", "unreadable", "orphans", "halves")


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(40), nullable=False),
        sa.Column("beat_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "verifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("began_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=False),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in FOUND),
        sa.CheckConstraint("ended_at >= began_at", name=op.f("ck_verifications_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
    )

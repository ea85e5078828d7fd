"""Days off and days of work that a decree has moved are rows, which a coordinator edits; those of 2022 go in."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0096"
down_revision = "0095"
branch_labels = None
depends_on = None

OFF = ("2022-03-07", "2022-05-02", "2022-05-03", "2022-05-10", "2022-06-13")
WORKED = ("2022-03-05",)


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    moved = op.create_table(
        "moved_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moved_days")),
        sa.UniqueConstraint("on", name=op.f("uq_moved_days_on")),
    )
    rows = [{"on": date.fromisoformat(on), "off": True, "title": ""} for on in OFF]
    rows += [{"on": date.fromisoformat(on), "off": False, "title": ""} for on in WORKED]
    op.bulk_insert(moved, rows)

"""When people are reminded: the steps of each duty, and the days whose letters were made."""

import sqlalchemy as sa
from alembic import op

revision = "0089"
down_revision = "0088"
branch_labels = None
depends_on = None

PAPERS = {"own": (-7, -3, -1, 1), "municipal": (1,), "department": (3,)}
WITHOUT_TOWN = {"own": (-7, -3, -1, 1), "department": (3,)}
AFTER = {"own": (1, 3, 7)}
STEPS = {
    **dict.fromkeys(("profile", "visit", "activation", "documents", "evidence", "remarks"), PAPERS),
    **dict.fromkeys(("sheets", "publication", "plan"), WITHOUT_TOWN),
    "permission": {"own": (-3, -1)},
    "monitoring": {"own": (-7, -3, -1, 1)},
    **dict.fromkeys(("reports", "orders"), AFTER),
}


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    steps = op.create_table(
        "reminder_steps",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("whom", sa.String(length=20), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.CheckConstraint("whom IN ('own', 'municipal', 'department')", name=op.f("ck_reminder_steps_whom")),
        sa.CheckConstraint("days BETWEEN -60 AND 60", name=op.f("ck_reminder_steps_days")),
        sa.CheckConstraint("whom = 'own' OR days > 0", name=op.f("ck_reminder_steps_others_are_told_after")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reminder_steps")),
        sa.UniqueConstraint("kind", "whom", "days", name=op.f("uq_reminder_steps_kind")),
    )
    rows = [
        {"kind": kind, "whom": whom, "days": day}
        for kind, own in STEPS.items()
        for whom, days in own.items()
        for day in days
    ]
    op.bulk_insert(steps, rows)
    op.create_table(
        "reminder_days",
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint('since < "on"', name=op.f("ck_reminder_days_order_of_days")),
        sa.PrimaryKeyConstraint("on", name=op.f("pk_reminder_days")),
    )

"""A role of a curator may say whom it stands in for."""

import sqlalchemy as sa
from alembic import op

revision = "0070"
down_revision = "0060"
branch_labels = None
depends_on = None

LAW = {
    "curator_stands_in": "stands_for_id IS NULL OR role = 'curator'",
    "stands_in_till_a_day": "stands_for_id IS NULL OR ends_on IS NOT NULL",
    "stands_in_for_another": "stands_for_id IS NULL OR stands_for_id <> person_id",
}


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("grants") as table:
        table.add_column(sa.Column("stands_for_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_grants_stands_for_id"), "people", ["stands_for_id"], ["id"])
        for name, law in LAW.items():
            table.create_check_constraint(op.f(f"ck_grants_{name}"), law)
    op.create_index(op.f("ix_grants_stands_for_id"), "grants", ["stands_for_id"])

"""An approved version that stands while a newer one is made, and two more words about a version."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0033"
branch_labels = None
depends_on = None

STATES = "state IN ('draft', 'submitted', 'returned', 'approved', 'withdrawn', 'reopened')"
VERDICTS = "verdict IN ('approve', 'return', 'undo', 'reopen', 'keep')"


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("documents") as table:
        table.add_column(sa.Column("standing_number", sa.Integer(), nullable=True))
        table.add_column(sa.Column("first_begun_at", sa.DateTime(timezone=True), nullable=True))
        table.drop_constraint(op.f("ck_documents_state"), type_="check")
        table.create_check_constraint(op.f("ck_documents_state"), STATES)
        table.create_check_constraint(
            op.f("ck_documents_reopened_stands"), "state <> 'reopened' OR standing_number IS NOT NULL"
        )
    with op.batch_alter_table("decisions") as table:
        table.drop_constraint(op.f("ck_decisions_verdict"), type_="check")
        table.create_check_constraint(op.f("ck_decisions_verdict"), VERDICTS)

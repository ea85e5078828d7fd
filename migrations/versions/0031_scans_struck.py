"""A copy of a signed paper that was brought by mistake is struck with a reason and stays in sight."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("order_scans") as table:
        table.add_column(sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("struck_because", sa.Text(), nullable=True))
        table.create_check_constraint(
            op.f("ck_order_scans_struck_with_reason"), "(struck_at IS NULL) = (struck_because IS NULL)"
        )

"""How many sheets the appendix of a letter takes, counted since its last change."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0050"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("orders") as table:
        table.add_column(sa.Column("sheets", sa.Integer(), nullable=True))

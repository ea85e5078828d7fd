"""By which reading of a file a check and a preview were made: those of an older one are made anew."""

import sqlalchemy as sa
from alembic import op

revision = "0080"
down_revision = "0075"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    for table in ("checks", "previews"):
        op.add_column(table, sa.Column("reader", sa.Integer(), server_default="1", nullable=False))

"""What an indicator came to when an execution was confirmed all the same."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0051"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.add_column("conclusions", sa.Column("unmet", sa.Text(), nullable=False, server_default=""))

"""People have a post and a work telephone: orders name them (domain.md §7.3)."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.add_column("people", sa.Column("post", sa.Text(), server_default="", nullable=False))
    op.add_column("people", sa.Column("phone", sa.String(length=60), server_default="", nullable=False))

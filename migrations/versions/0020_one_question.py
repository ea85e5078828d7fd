"""The search asks its index once for all kinds, and sorts what came of it: the order of 0013 is asked for no more."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.drop_index("ix_search_entries_newest", "search_entries")

"""The search finds the newest of a kind without sorting all of it."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward."""
    op.create_index("ix_search_entries_newest", "search_entries", ["kind", "dated_at", "id"])

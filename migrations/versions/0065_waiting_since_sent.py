"""A document whose decision was undone waits since it was sent, not since the undoing."""

import sqlalchemy as sa
from alembic import op

revision = "0065"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    sent = "(SELECT max(sent_at) FROM submissions WHERE submissions.document_id = documents.id)"
    op.execute(sa.text(f"UPDATE documents SET state_since = {sent} WHERE state = 'submitted' AND {sent} IS NOT NULL"))

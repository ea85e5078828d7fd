"""The documents of a direction are found at once: every indicator of «each activated direction» asks for them."""

from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_index("ix_documents_school_risk_id", "documents", ["school_risk_id"])

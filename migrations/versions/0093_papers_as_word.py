"""When LibreOffice last tried in vain to make the PDF of a file, and how often."""

import sqlalchemy as sa
from alembic import op

revision = "0093"
down_revision = "0092"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.add_column("previews", sa.Column("pdf_tries", sa.Integer(), server_default="0", nullable=False))
    op.add_column("previews", sa.Column("pdf_tried_at", sa.DateTime(timezone=True), nullable=True))

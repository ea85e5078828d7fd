"""A preview may be a PDF, which the archive keeps as a derived blob."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("blobs") as table:
        table.add_column(sa.Column("derived", sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table("previews") as table:
        table.add_column(sa.Column("pdf_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_previews_pdf_id"), "blobs", ["pdf_id"], ["id"])

"""What a program read of scans and photographs."""

import sqlalchemy as sa
from alembic import op

revision = "0087"
down_revision = "0086"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "recognitions",
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("pages", sa.JSON(), nullable=False),
        sa.Column("to_read", sa.Integer(), nullable=False),
        sa.Column("reader", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), server_default="0", nullable=False),
        sa.Column("again_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_recognitions_blob_id_blobs")),
        sa.PrimaryKeyConstraint("blob_id", name=op.f("pk_recognitions")),
        sa.CheckConstraint("to_read >= 0", name=op.f("ck_recognitions_to_read")),
    )
    op.create_index(op.f("ix_recognitions_again_at"), "recognitions", ["again_at"])
    op.create_index(op.f("ix_recognitions_to_read"), "recognitions", ["to_read"])
    op.add_column("checks", sa.Column("recognizer", sa.Integer(), server_default="0", nullable=False))

"""Paragraphs that many schools have, in the report of a round."""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0055"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "borrowing_report_commons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["report_id"], ["borrowing_reports.id"], name=op.f("fk_borrowing_report_commons_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borrowing_report_commons")),
    )
    op.create_index(op.f("ix_borrowing_report_commons_report_id"), "borrowing_report_commons", ["report_id"])

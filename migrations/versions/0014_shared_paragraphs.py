"""Prints of versions, the numbers of the comparison, and its reports by rounds."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "version_prints",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("recipe", sa.String(length=20), nullable=False),
        sa.Column("shingles", sa.LargeBinary(), nullable=False),
        sa.Column("places", sa.LargeBinary(), nullable=False),
        sa.Column("sizes", sa.LargeBinary(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_version_prints_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_version_prints")),
    )
    op.create_table(
        "borrowing_measures",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("schools", sa.Integer(), nullable=False),
        sa.Column("shingle", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("share", sa.Integer(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("schools BETWEEN 3 AND 50", name=op.f("ck_borrowing_measures_schools")),
        sa.CheckConstraint("shingle BETWEEN 2 AND 8", name=op.f("ck_borrowing_measures_shingle")),
        sa.CheckConstraint("least BETWEEN 8 AND 60", name=op.f("ck_borrowing_measures_least")),
        sa.CheckConstraint("share BETWEEN 20 AND 100", name=op.f("ck_borrowing_measures_share")),
        sa.ForeignKeyConstraint(["set_by_id"], ["people.id"], name=op.f("fk_borrowing_measures_set_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borrowing_measures")),
    )
    op.create_table(
        "borrowing_reports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measures", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "made_at IS NULL OR started_at IS NOT NULL", name=op.f("ck_borrowing_reports_made_after_start")
        ),
        sa.ForeignKeyConstraint(["asked_by_id"], ["people.id"], name=op.f("fk_borrowing_reports_asked_by_id")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_borrowing_reports_round_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borrowing_reports")),
    )
    op.create_index(op.f("ix_borrowing_reports_round_id"), "borrowing_reports", ["round_id"])
    op.create_table(
        "borrowing_report_papers",
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("own", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["report_id"], ["borrowing_reports.id"], name=op.f("fk_borrowing_report_papers_report_id")
        ),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_borrowing_report_papers_version_id")),
        sa.PrimaryKeyConstraint("report_id", "version_id", name=op.f("pk_borrowing_report_papers")),
    )
    op.create_table(
        "borrowing_report_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("report_id", sa.Integer(), nullable=False),
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=False),
        sa.CheckConstraint("one_id <> other_id", name=op.f("ck_borrowing_report_pairs_two_papers")),
        sa.ForeignKeyConstraint(["one_id"], ["versions.id"], name=op.f("fk_borrowing_report_pairs_one_id")),
        sa.ForeignKeyConstraint(["other_id"], ["versions.id"], name=op.f("fk_borrowing_report_pairs_other_id")),
        sa.ForeignKeyConstraint(
            ["report_id"], ["borrowing_reports.id"], name=op.f("fk_borrowing_report_pairs_report_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_borrowing_report_pairs")),
        sa.UniqueConstraint("report_id", "one_id", "other_id", name=op.f("uq_borrowing_report_pairs_report_id")),
    )

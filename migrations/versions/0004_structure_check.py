"""The structure check: its rules, its reports, the words and the previews of files."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "check_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("synonyms", sa.Text(), nullable=False),
        sa.Column("level", sa.String(length=10), nullable=False),
        sa.Column("needs", sa.String(length=10), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("level IN ('must', 'should', 'nice', 'off')", name=op.f("ck_check_rules_level")),
        sa.CheckConstraint("needs IN ('', 'items', 'number', 'date', 'table')", name=op.f("ck_check_rules_needs")),
        sa.CheckConstraint("least >= 0", name=op.f("ck_check_rules_least")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_rules")),
        sa.UniqueConstraint("kind", "key", name=op.f("uq_check_rules_kind")),
    )
    op.create_table(
        "previews",
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_previews_blob_id")),
        sa.PrimaryKeyConstraint("blob_id", name=op.f("pk_previews")),
    )
    op.create_table(
        "checks",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_checks_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_checks")),
    )
    op.create_table(
        "version_texts",
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name=op.f("fk_version_texts_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_version_texts")),
    )

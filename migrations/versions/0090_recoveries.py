"""A forgotten password: links that a letter carries, and the newest release that a person was told of."""

import sqlalchemy as sa
from alembic import op

revision = "0090"
down_revision = "0089"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "recoveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("spent_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("used_at IS NULL OR spent_at IS NULL", name=op.f("ck_recoveries_one_end")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_recoveries_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recoveries")),
    )
    op.create_index(op.f("ix_recoveries_person_id"), "recoveries", ["person_id"])
    op.create_table(
        "recovery_letters",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("recovery_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_recovery_letters_letter_id")),
        sa.ForeignKeyConstraint(["recovery_id"], ["recoveries.id"], name=op.f("fk_recovery_letters_recovery_id")),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_recovery_letters")),
        sa.UniqueConstraint("recovery_id", name=op.f("uq_recovery_letters_recovery_id")),
    )
    op.create_table(
        "told_releases",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_told_releases_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_told_releases")),
    )

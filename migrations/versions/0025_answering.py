"""Who answers for an executor of the plan, from a day to a day, and who is acting."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "plan_answering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("acting", sa.Boolean(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_plan_answering_order_of_days")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_plan_answering_person_id")),
        sa.ForeignKeyConstraint(["added_by_id"], ["people.id"], name=op.f("fk_plan_answering_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_answering")),
    )
    op.create_index(op.f("ix_plan_answering_code"), "plan_answering", ["code"])

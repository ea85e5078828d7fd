"""Finds a school's lines in the set of a stage by one index."""

from alembic import op

revision = "0095"
down_revision = "0094"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_index(op.f("ix_frozen_items_stage_id_participation_id"), "frozen_items", ["stage_id", "participation_id"])
    op.drop_index(op.f("ix_frozen_items_stage_id"), "frozen_items")

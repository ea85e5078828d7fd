"""The sets that the indicators of the plan are counted from are read from indexes alone."""

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_index("ix_documents_kind", "documents", ["kind", "state", "participation_id"])
    op.create_index("ix_school_risks_state", "school_risks", ["state", "participation_id"])
    op.create_index("ix_participations_cycle_id", "participations", ["cycle_id", "left_on", "school_id"])

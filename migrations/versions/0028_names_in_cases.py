"""Officials in every case: what was copied from the nominative was never confirmed by anybody, and is taken away."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    kinds = {"acting": sa.String(20), "full_name": sa.String(200)}
    kinds |= {f"position_{case}": sa.Text() for case in ("gen", "dat")}
    kinds |= {f"name_{case}": sa.String(200) for case in ("gen", "dat")}
    with op.batch_alter_table("officials") as table:
        for name, kind in kinds.items():
            table.add_column(sa.Column(name, kind, server_default="", nullable=False))
        table.alter_column("position_acc", existing_type=sa.Text(), server_default="")
        table.alter_column("name_acc", existing_type=sa.String(200), server_default="")
    op.execute("UPDATE officials SET position_acc = '', name_acc = '' WHERE duty = 'signatory'")

"""A cancelled item comes back by an order, and a change that waits for one may be withdrawn with a reason."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

CHANGES, WITHDRAWN = "plan_amendments", "plan_amendment_withdrawals"
SQLITE_FROZEN = """
CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table}
BEGIN SELECT RAISE(ABORT, 'what is frozen does not change'); END
"""
POSTGRES_FROZEN = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION frozen_for_good()
"""


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table(CHANGES) as table:
        table.drop_constraint(op.f("ck_plan_amendments_move"), type_="check")
        table.create_check_constraint(op.f("ck_plan_amendments_move"), "move IN ('move', 'cancel', 'restore')")
    op.create_table(
        WITHDRAWN,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f(f"ck_{WITHDRAWN}_reason")),
        sa.ForeignKeyConstraint(["amendment_id"], [f"{CHANGES}.id"], name=op.f(f"fk_{WITHDRAWN}_amendment_id")),
        sa.ForeignKeyConstraint(["withdrawn_by_id"], ["people.id"], name=op.f(f"fk_{WITHDRAWN}_withdrawn_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{WITHDRAWN}")),
        sa.UniqueConstraint("amendment_id", name=op.f(f"uq_{WITHDRAWN}_amendment_id")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRES_FROZEN.format(table=WITHDRAWN))
        return
    for table in (CHANGES, WITHDRAWN):  # a table that was laid anew has lost its triggers
        for word in ("UPDATE", "DELETE"):
            op.execute(SQLITE_FROZEN.format(table=table, word=word))

"""Changes of the approved plan and the orders that put them in force: rows that are only ever added."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
STATES = "('not_started', 'in_progress', 'executed', 'confirmed', 'interim_confirmed', 'returned', 'cancelled')"
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
    with op.batch_alter_table("plan_items") as table:
        table.drop_constraint(op.f("ck_plan_items_state"), type_="check")
        table.create_check_constraint(op.f("ck_plan_items_state"), f"state IN {STATES}")
    _amendments()
    _orders()
    for table in ("plan_amendments", "plan_amendment_orders"):
        if op.get_bind().dialect.name == "postgresql":
            op.execute(POSTGRES_FROZEN.format(table=table))
            continue
        for word in ("UPDATE", "DELETE"):
            op.execute(SQLITE_FROZEN.format(table=table, word=word))


def _amendments() -> None:
    op.create_table(
        "plan_amendments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("was", sa.JSON(), nullable=False),
        sa.Column("became", sa.JSON(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint("move IN ('move', 'cancel')", name=op.f("ck_plan_amendments_move")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_plan_amendments_reason")),
        sa.ForeignKeyConstraint(["item_id"], ["plan_items.id"], name=op.f("fk_plan_amendments_item_id")),
        sa.ForeignKeyConstraint(["made_by_id"], ["people.id"], name=op.f("fk_plan_amendments_made_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_amendments")),
    )
    op.create_index(op.f("ix_plan_amendments_item_id"), "plan_amendments", ["item_id"])


def _orders() -> None:
    name = "plan_amendment_orders"
    refers = {"amendment_id": "plan_amendments.id", "order_id": "orders.id", "recorded_by_id": "people.id"}
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("amendment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(20), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(number) > 0", name=op.f(f"ck_{name}_number")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{name}_{column}"))
            for column, target in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint("amendment_id", name=op.f(f"uq_{name}_amendment_id")),
    )

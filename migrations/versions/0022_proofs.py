"""What proves an execution of the plan, the parts of municipalities and curators, a confirmation that is taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TARGETS = {"file": "blob_id", "link": "url", "order": "order_id", "event": "event_id"}
ONE_TARGET = " OR ".join(
    f"(kind = '{kind}' AND "
    + " AND ".join(f"{column} IS {'NOT ' * (column == own)}NULL" for column in TARGETS.values())
    + ")"
    for kind, own in TARGETS.items()
)


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("executions") as table:
        table.add_column(sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.true()))
        table.add_column(sa.Column("municipality_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_executions_municipality_id"), "municipalities", ["municipality_id"], ["id"])
        table.create_check_constraint(
            op.f("ck_executions_part_of_municipality"), "NOT whole OR municipality_id IS NULL"
        )
    _proofs()
    op.create_table(
        "plan_reopenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("execution_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reopened_by_id", sa.Integer(), nullable=False),
        sa.Column("reopened_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_plan_reopenings_reason")),
        sa.ForeignKeyConstraint(["execution_id"], ["executions.id"], name=op.f("fk_plan_reopenings_execution_id")),
        sa.ForeignKeyConstraint(["reopened_by_id"], ["people.id"], name=op.f("fk_plan_reopenings_reopened_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_reopenings")),
        sa.UniqueConstraint("execution_id", name=op.f("uq_plan_reopenings_execution_id")),
    )


def _proofs() -> None:
    refers = {
        "item_id": "plan_items.id",
        "execution_id": "executions.id",
        "blob_id": "blobs.id",
        "order_id": "orders.id",
        "event_id": "project_events.id",
        "added_by_id": "people.id",
    }
    op.create_table(
        "plan_proofs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("execution_id", sa.Integer(), nullable=True),
        sa.Column("part", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("order_id", sa.Integer(), nullable=True),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("upload_key", sa.String(60), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.CheckConstraint(ONE_TARGET, name=op.f("ck_plan_proofs_one_target")),
        sa.CheckConstraint("removed_at IS NULL OR execution_id IS NULL", name=op.f("ck_plan_proofs_reported_for_good")),
        *(
            sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_plan_proofs_{column}"))
            for column, target in refers.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_proofs")),
        sa.UniqueConstraint("upload_key", name=op.f("uq_plan_proofs_upload_key")),
    )
    for column in ("item_id", "execution_id"):
        op.create_index(op.f(f"ix_plan_proofs_{column}"), "plan_proofs", [column])

"""The register of papers for the contracts with curators (item 7)."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

TABLE = "curator_contracts"


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        TABLE,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("struck_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("struck_because", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(struck_at IS NULL) = (struck_because IS NULL)", name=op.f(f"ck_{TABLE}_struck_with_reason")
        ),
        *(_refers(*pair) for pair in (("cycle_id", "cycles"), ("person_id", "people"), ("recorded_by_id", "people"))),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("cycle_id", "person_id"):
        op.create_index(op.f(f"ix_{TABLE}_{column}"), TABLE, [column])


def _refers(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{TABLE}_{column}"))

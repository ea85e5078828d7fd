"""An expertise that can be defended: publications are taken back, a third opinion is asked, a mean may count."""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0041"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
SQLITE = """
CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table}
BEGIN SELECT RAISE(ABORT, 'what is frozen does not change'); END
"""
POSTGRES = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION frozen_for_good()
"""


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only). A table laid anew loses its triggers."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    with op.batch_alter_table("publications") as table:
        table.drop_constraint(op.f("uq_publications_round_id"), type_="unique")
        table.add_column(sa.Column("exceptions", sa.JSON(), nullable=False, server_default="[]"))
    op.create_index(op.f("ix_publications_round_id"), "publications", ["round_id"])
    _withdrawals()
    with op.batch_alter_table("reviews") as table:
        table.drop_constraint(op.f("ck_reviews_role"), type_="check")
        table.create_check_constraint(op.f("ck_reviews_role"), "role IN ('first', 'second', 'third')")
    with op.batch_alter_table("rulings") as table:
        table.drop_constraint(op.f("ck_rulings_counts"), type_="check")
        table.create_check_constraint(op.f("ck_rulings_counts"), "counts IN ('first', 'second', 'third', 'mean')")
        table.add_column(sa.Column("third_id", sa.Integer(), nullable=True))
        table.create_foreign_key(op.f("fk_rulings_third_id"), "sendings", ["third_id"], ["id"])
    if sqlite:
        for table in ("publications", "rulings"):
            _keep(SQLITE, table)
    _keep(SQLITE if sqlite else POSTGRES, "publication_withdrawals")


def _withdrawals() -> None:
    op.create_table(
        "publication_withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("publication_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_publication_withdrawals_reason")),
        sa.ForeignKeyConstraint(
            ["publication_id"], ["publications.id"], name=op.f("fk_publication_withdrawals_publication_id")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"], ["people.id"], name=op.f("fk_publication_withdrawals_withdrawn_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_publication_withdrawals")),
        sa.UniqueConstraint("publication_id", name=op.f("uq_publication_withdrawals_publication_id")),
    )


def _keep(trigger: str, table: str) -> None:
    for word in ("UPDATE", "DELETE") if "{word}" in trigger else ("",):
        op.execute(trigger.format(table=table, word=word))

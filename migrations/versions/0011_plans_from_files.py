"""Plans from files, row by row, and years that are prepared before they are opened."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    with op.batch_alter_table("cycles") as table:
        table.add_column(sa.Column("opened", sa.Boolean(), nullable=False, server_default=sa.true()))
    with op.batch_alter_table("cycles") as table:
        table.alter_column("opened", server_default=None)
    op.create_table(
        "plan_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=300), nullable=False),
        sa.Column("begins_on", sa.Date(), nullable=True),
        sa.Column("names", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("imported_by_id", sa.Integer(), nullable=True),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('draft', 'approved', 'withdrawn')", name=op.f("ck_plan_imports_state")),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_plan_imports_blob_id")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycles.id"], name=op.f("fk_plan_imports_cycle_id")),
        sa.ForeignKeyConstraint(["imported_by_id"], ["people.id"], name=op.f("fk_plan_imports_imported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_imports")),
    )
    op.create_index(op.f("ix_plan_imports_cycle_id"), "plan_imports", ["cycle_id"])
    op.create_table(
        "plan_import_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("read", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["plan_imports.id"], name=op.f("fk_plan_import_rows_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_import_rows")),
        sa.UniqueConstraint("import_id", "position", name=op.f("uq_plan_import_rows_import_id")),
    )
    op.create_table(
        "plan_row_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by_id"], ["people.id"], name=op.f("fk_plan_row_decisions_decided_by_id")),
        sa.ForeignKeyConstraint(["row_id"], ["plan_import_rows.id"], name=op.f("fk_plan_row_decisions_row_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_row_decisions")),
        sa.UniqueConstraint("row_id", name=op.f("uq_plan_row_decisions_row_id")),
    )

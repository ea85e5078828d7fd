"""Tables of federal results, the columns remembered for them, and results that are taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    # A column in one statement: the triggers that keep results from changing stay where they are.
    op.add_column("results", sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_table(
        "federal_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=300), nullable=False),
        sa.Column("heads", sa.JSON(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("taken_back_because", sa.Text(), nullable=True),
        sa.Column("imported_by_id", sa.Integer(), nullable=False),
        sa.Column("imported_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "state IN ('draft', 'confirmed', 'withdrawn', 'taken_back')", name=op.f("ck_federal_imports_state")
        ),
        sa.CheckConstraint(
            "(state = 'taken_back') = (taken_back_because IS NOT NULL)",
            name=op.f("ck_federal_imports_taken_back_with_reason"),
        ),
        sa.CheckConstraint("out_of > 0", name=op.f("ck_federal_imports_out_of")),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=op.f("fk_federal_imports_round_id")),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_federal_imports_blob_id")),
        sa.ForeignKeyConstraint(["imported_by_id"], ["people.id"], name=op.f("fk_federal_imports_imported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federal_imports")),
    )
    op.create_index(op.f("ix_federal_imports_round_id"), "federal_imports", ["round_id"])
    op.create_table(
        "federal_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("answer", sa.JSON(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["federal_imports.id"], name=op.f("fk_federal_rows_import_id")),
        sa.ForeignKeyConstraint(["result_id"], ["results.id"], name=op.f("fk_federal_rows_result_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federal_rows")),
        sa.UniqueConstraint("result_id", name=op.f("uq_federal_rows_result_id")),
        sa.UniqueConstraint("import_id", "number", name=op.f("uq_federal_rows_import_id")),
    )
    op.create_table(
        "federal_columns",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("heads_key", sa.String(length=64), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=False),
        sa.Column("said_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["said_by_id"], ["people.id"], name=op.f("fk_federal_columns_said_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_federal_columns")),
        sa.UniqueConstraint("heads_key", name=op.f("uq_federal_columns_heads_key")),
    )

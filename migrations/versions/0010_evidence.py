"""Evidence: kinds, titles, links instead of files, late permissions, when an upload began."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# A column with its constraint in one statement, on SQLite and PostgreSQL alike.
COLUMNS = (
    "ALTER TABLE cycles ADD COLUMN evidence_rule VARCHAR(10) NOT NULL DEFAULT 'strict'"
    " CONSTRAINT ck_cycles_evidence_rule CHECK (evidence_rule IN ('strict', 'lenient'))",
    "ALTER TABLE documents ADD COLUMN evidence_kind_id INTEGER"
    " CONSTRAINT fk_documents_evidence_kind_id REFERENCES evidence_kinds (id)",
    "ALTER TABLE documents ADD COLUMN title VARCHAR(120) NOT NULL DEFAULT ''"
    " CONSTRAINT ck_documents_only_evidence_is_named"
    " CHECK (kind = 'evidence' OR (evidence_kind_id IS NULL AND title = ''))",
)


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "evidence_kinds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=120), nullable=False),
        sa.Column("hint", sa.Text(), nullable=False),
        sa.Column("privacy", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_kinds")),
        sa.UniqueConstraint("code", name=op.f("uq_evidence_kinds_code")),
    )
    op.create_table(
        "late_permissions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("window_id", sa.Integer(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("granted_by_id", sa.Integer(), nullable=False),
        sa.Column("granted_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_late_permissions_reason")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participations.id"], name=op.f("fk_late_permissions_participation_id")
        ),
        sa.ForeignKeyConstraint(["window_id"], ["evidence_windows.id"], name=op.f("fk_late_permissions_window_id")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["people.id"], name=op.f("fk_late_permissions_granted_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_permissions")),
    )
    op.create_index(op.f("ix_late_permissions_participation_id"), "late_permissions", ["participation_id"])
    for statement in COLUMNS:
        op.execute(statement)
    op.add_column("risk_directions", sa.Column("evidence_hint", sa.Text(), nullable=False, server_default=""))
    with op.batch_alter_table("versions") as table:
        table.alter_column("blob_id", existing_type=sa.Integer(), nullable=True)
        table.add_column(sa.Column("url", sa.Text(), nullable=True))
        table.add_column(sa.Column("mended", sa.String(length=60), nullable=False, server_default=""))
        table.add_column(sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True))
    # Of what was uploaded before, only the end is known.
    op.execute("UPDATE versions SET begun_at = uploaded_at")
    with op.batch_alter_table("versions") as table:
        table.alter_column("begun_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        table.create_check_constraint(op.f("ck_versions_file_or_link"), "(blob_id IS NULL) <> (url IS NULL)")

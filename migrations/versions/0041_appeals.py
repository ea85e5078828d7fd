"""What schools ask for, and the answers."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
ASKED = sa.text("state = 'asked'")


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "appeals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("window_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by_id", sa.Integer(), nullable=True),
        sa.Column("answered_at", MOMENT, nullable=True),
        *(
            sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_appeals_{column}_{target}"))
            for column, target in (
                ("participation_id", "participations"),
                ("document_id", "documents"),
                ("window_id", "evidence_windows"),
                ("asked_by_id", "people"),
                ("answered_by_id", "people"),
            )
        ),
        sa.CheckConstraint("(document_id IS NULL) <> (window_id IS NULL)", name=op.f("ck_appeals_one_thing")),
        sa.CheckConstraint("state IN ('asked', 'granted', 'refused')", name=op.f("ck_appeals_state")),
        sa.CheckConstraint("(state = 'asked') = (answered_at IS NULL)", name=op.f("ck_appeals_answered")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_appeals_reason")),
        sa.CheckConstraint("state <> 'refused' OR answer <> ''", name=op.f("ck_appeals_a_refusal_says_why")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
    )
    op.create_index(op.f("ix_appeals_participation_id"), "appeals", ["participation_id"])
    one = {"unique": True, "sqlite_where": ASKED, "postgresql_where": ASKED}
    op.create_index("uq_appeals_one_about_a_document", "appeals", ["document_id"], **one)
    op.create_index("uq_appeals_one_about_a_window", "appeals", ["participation_id", "window_id"], **one)

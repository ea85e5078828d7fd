"""Remarks are things of their own, carried until they are accepted; a decision can be undone with a trace."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(length=200), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name=op.f("ck_remarks_state")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_remarks_document_id")),
        sa.ForeignKeyConstraint(["decision_id"], ["decisions.id"], name=op.f("fk_remarks_decision_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remarks")),
    )
    op.create_index(op.f("ix_remarks_document_id"), "remarks", ["document_id"])
    with op.batch_alter_table("decisions") as table:
        table.drop_constraint(op.f("ck_decisions_verdict"), type_="check")
    with op.batch_alter_table("decisions") as table:
        table.create_check_constraint(op.f("ck_decisions_verdict"), "verdict IN ('approve', 'return', 'undo')")
    # What was returned before remarks were things: one remark for the words of the last return of an open document.
    op.execute(
        "INSERT INTO remarks (document_id, decision_id, section, quote, text, state, state_since)"
        " SELECT d.document_id, d.id, '', '', d.remark, 'open', d.decided_at FROM decisions d"
        " JOIN documents ON documents.id = d.document_id AND documents.state <> 'approved'"
        " WHERE d.verdict = 'return' AND d.remark <> ''"
        " AND d.id = (SELECT max(l.id) FROM decisions l WHERE l.document_id = d.document_id)"
    )

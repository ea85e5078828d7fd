"""Letters whose link is an invitation, put in when the letter is handed over."""

import sqlalchemy as sa
from alembic import op

revision = "0094"
down_revision = "0093"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    op.create_table(
        "invitation_letters",
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("invitation_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_invitation_letters_letter_id")),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitations.id"], name=op.f("fk_invitation_letters_invitation_id")
        ),
        sa.PrimaryKeyConstraint("letter_id", name=op.f("pk_invitation_letters")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_invitation_letters_invitation_id")),
    )

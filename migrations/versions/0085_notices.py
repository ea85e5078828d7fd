"""Notices, the letters that carry them, and how a person wants to be told."""

import sqlalchemy as sa
from alembic import op

from app.kernel.moments import Moment

revision = "0085"
down_revision = "0080"
branch_labels = None
depends_on = None

UNSENT = sa.text("sent_at IS NULL AND given_up_at IS NULL")
WAYS = "way IN ('at_once', 'digest', 'page')"


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    _letters()
    _notices()
    op.create_table(
        "mail_choices",
        sa.Column("person_id", sa.Integer(), sa.ForeignKey("people.id", name=op.f("fk_mail_choices_person_id"))),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("chosen_at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_mail_choices")),
        sa.CheckConstraint(WAYS, name=op.f("ck_mail_choices_way")),
    )


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(200), nullable=False),
        sa.Column("subject", sa.String(300), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("html", sa.Text(), nullable=False),
        sa.Column("message_id", sa.String(200), nullable=False),
        sa.Column("answers", sa.String(200), nullable=False),
        sa.Column("digest_on", sa.Date(), nullable=True),
        sa.Column("made_at", Moment(), nullable=False),
        sa.Column("try_at", Moment(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("claimed_until", Moment(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("sent_at", Moment(), nullable=True),
        sa.Column("given_up_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_letters_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letters")),
        sa.UniqueConstraint("message_id", name=op.f("uq_letters_message_id")),
        sa.UniqueConstraint("person_id", "digest_on", name=op.f("uq_letters_person_id")),
        sa.CheckConstraint("sent_at IS NULL OR given_up_at IS NULL", name=op.f("ck_letters_one_end")),
        sa.CheckConstraint("given_up_at IS NULL OR problem <> ''", name=op.f("ck_letters_given_up_with_a_reason")),
        sa.CheckConstraint("tries >= 0", name=op.f("ck_letters_tries")),
    )
    op.create_index("ix_letters_waiting", "letters", ["try_at"], sqlite_where=UNSENT, postgresql_where=UNSENT)


def _notices() -> None:
    op.create_table(
        "notices",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("whom", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(60), nullable=False),
        sa.Column("thing", sa.String(40), nullable=False),
        sa.Column("thing_id", sa.Integer(), nullable=True),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("path", sa.String(200), nullable=False),
        sa.Column("way", sa.String(10), nullable=False),
        sa.Column("told_at", Moment(), nullable=False),
        sa.Column("read_at", Moment(), nullable=True),
        sa.Column("settled_at", Moment(), nullable=True),
        sa.Column("letter_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_notices_person_id")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_notices_event_id")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_notices_school_id")),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name=op.f("fk_notices_letter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint("person_id", "event_id", name=op.f("uq_notices_person_id")),
        sa.CheckConstraint(WAYS, name=op.f("ck_notices_way")),
        sa.CheckConstraint("letter_id IS NULL OR settled_at IS NOT NULL", name=op.f("ck_notices_a_letter_settles")),
    )
    op.create_index(op.f("ix_notices_event_id"), "notices", ["event_id"])
    op.create_index(op.f("ix_notices_letter_id"), "notices", ["letter_id"])
    op.create_index("ix_notices_inbox", "notices", ["person_id", "thing", "thing_id"])
    for name, columns, where in (
        ("ix_notices_unread", ["person_id"], sa.text("read_at IS NULL")),
        ("ix_notices_unsettled", ["way", "person_id"], sa.text("settled_at IS NULL")),
    ):
        op.create_index(name, "notices", columns, sqlite_where=where, postgresql_where=where)

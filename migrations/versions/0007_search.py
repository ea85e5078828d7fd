"""The index of the search: entries in a table, their words in FTS5 or in a tsvector."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SQLITE = (
    "CREATE VIRTUAL TABLE search_words"
    " USING fts5(words, tokenize = 'unicode61 remove_diacritics 0', detail = none, prefix = '3')",
)
POSTGRES = (
    "CREATE TABLE search_words (entry_id integer PRIMARY KEY, words tsvector NOT NULL)",
    "CREATE INDEX search_words_words ON search_words USING gin (words)",
)


def upgrade() -> None:
    """Go forward; the worker takes in what stands already, or `flask search rebuild` does it at once."""
    op.create_table(
        "search_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("dated_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('school', 'version', 'remark')", name=op.f("ck_search_entries_kind")),
        sa.ForeignKeyConstraint(["school_id"], ["schools.id"], name=op.f("fk_search_entries_school_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_entries")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_entries_kind")),
    )
    op.create_index(op.f("ix_search_entries_school_id"), "search_entries", ["school_id"])
    for statement in POSTGRES if op.get_bind().dialect.name == "postgresql" else SQLITE:
        op.execute(statement)

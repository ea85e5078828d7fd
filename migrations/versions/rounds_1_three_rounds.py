"""Stages with their days and agreements, sheets by edition, reviews and their sendings, remarks, publications.

What is decided for good is kept by triggers: a fixed set takes no more lines, a fixed stage keeps its days, stages of
an open year do not overlap without a reason, an edition by which a review was sent does not change.
"""

from datetime import date, timedelta

import sqlalchemy as sa
from alembic import op

revision = "rounds_1"
down_revision = "0013"
branch_labels = None
depends_on = None

FOR_GOOD = ("examined", "publications", "round_changes", "sendings", "scores", "reopenings")
OVERLAP = """
NEW.out_of_order = '' AND (SELECT opened FROM cycles WHERE id = NEW.cycle_id) AND EXISTS (
    SELECT 1 FROM rounds other WHERE other.cycle_id = NEW.cycle_id AND other.id <> NEW.id
    AND other.out_of_order = '' AND (
        (other.number < NEW.number AND other.due_on >= NEW.opens_on)
        OR (other.number > NEW.number AND other.opens_on <= NEW.due_on)))
"""
KEPT_DAYS = """
EXISTS (SELECT 1 FROM freezes WHERE freezes.round_id = NEW.id) AND (
    NEW.opens_on <> OLD.opens_on OR NEW.due_on <> OLD.due_on OR NEW.grace_days <> OLD.grace_days
    OR NEW.examines <> OLD.examines OR NEW.number <> OLD.number OR NEW.cycle_id <> OLD.cycle_id)
"""
SENT_BY = "EXISTS (SELECT 1 FROM sendings WHERE sendings.sheet_id = {sheet})"
# name of the trigger, when and where, its condition, what it says
GUARDS = (
    (
        "examined_closed",
        "INSERT ON examined",
        "EXISTS (SELECT 1 FROM freezes WHERE freezes.round_id = NEW.round_id)",
        "a fixed set takes no more lines",
    ),
    ("rounds_apart_when_made", "INSERT ON rounds", OVERLAP, "stages overlap without a reason"),
    ("rounds_apart_when_moved", "UPDATE ON rounds", OVERLAP, "stages overlap without a reason"),
    ("rounds_fixed", "UPDATE ON rounds", KEPT_DAYS, "the days of a fixed stage do not change"),
    ("sheets_kept", "UPDATE ON sheets", SENT_BY.format(sheet="OLD.id"), "a used edition does not change"),
    ("sheets_there", "DELETE ON sheets", SENT_BY.format(sheet="OLD.id"), "a used edition does not change"),
    ("criteria_more", "INSERT ON criteria", SENT_BY.format(sheet="NEW.sheet_id"), "a used edition does not change"),
    ("criteria_kept", "UPDATE ON criteria", SENT_BY.format(sheet="OLD.sheet_id"), "a used edition does not change"),
    ("criteria_there", "DELETE ON criteria", SENT_BY.format(sheet="OLD.sheet_id"), "a used edition does not change"),
)
SQLITE_GUARD = "CREATE TRIGGER {name} BEFORE {when} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{says}'); END"
POSTGRES_GUARD = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN RAISE EXCEPTION '{says}'; END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$
"""
SQLITE_FOR_GOOD = """
CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table}
BEGIN SELECT RAISE(ABORT, 'what is frozen does not change'); END
"""
POSTGRES_FOR_GOOD = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION frozen_for_good()
"""
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    _rounds()
    _examined()
    _sheets()
    _reviews()
    _guards()


def _rounds() -> None:
    with op.batch_alter_table("rounds") as table:
        table.add_column(sa.Column("opens_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("grace_days", sa.Integer(), nullable=False, server_default="0"))
        table.add_column(sa.Column("examines", sa.String(length=10), nullable=False, server_default="evidence"))
        table.add_column(sa.Column("publish_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("names_shown", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("out_of_order", sa.Text(), nullable=False, server_default=""))
    _open_the_old_ones()
    with op.batch_alter_table("rounds") as table:
        table.alter_column("opens_on", nullable=False)
        for column in ("grace_days", "examines", "names_shown", "out_of_order"):
            table.alter_column(column, server_default=None)
        table.create_check_constraint("order_of_days", "opens_on <= due_on")
        table.create_check_constraint("grace", "grace_days BETWEEN 0 AND 30")
        table.create_check_constraint("examines", "examines IN ('concept', 'evidence', 'results')")
    op.create_table(
        "round_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_round_changes_reason")),
        *_keys("round_changes", round_id="rounds", changed_by_id="people"),
    )
    op.create_index(op.f("ix_round_changes_round_id"), "round_changes", ["round_id"])
    op.create_table(
        "publications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.UniqueConstraint("round_id", name=op.f("uq_publications_round_id")),
        *_keys("publications", round_id="rounds", published_by_id="people"),
    )


def _open_the_old_ones() -> None:
    """A stage opens on the day after the one before it; the first with its year."""
    rounds = sa.table(
        "rounds",
        *(sa.column(name) for name in ("id", "cycle_id", "number", "examines")),
        *(sa.column(name, sa.Date()) for name in ("opens_on", "due_on")),
    )
    connection, before = op.get_bind(), {}
    for row in connection.execute(sa.select(rounds).order_by(rounds.c.cycle_id, rounds.c.number)).all():
        last = before.get(row.cycle_id)
        opens_on = min(last + timedelta(days=1), row.due_on) if last else date(row.due_on.year, 1, 1)
        examines = {1: "concept", 3: "results"}.get(row.number, "evidence")
        connection.execute(rounds.update().where(rounds.c.id == row.id).values(opens_on=opens_on, examines=examines))
        before[row.cycle_id] = row.due_on


def _examined() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    if postgres:
        op.execute("DROP TRIGGER examined_frozen ON examined")
    else:
        for word in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER examined_no_{word}")
    with op.batch_alter_table("examined") as table:
        table.add_column(sa.Column("kind", sa.String(length=20), nullable=True))
        table.add_column(sa.Column("late", sa.Boolean(), nullable=False, server_default=sa.false()))
        table.add_column(sa.Column("asked", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute("UPDATE examined SET kind = (SELECT kind FROM documents WHERE documents.id = examined.document_id)")
    for kind, title in {
        "concept": "Концепция%",
        "midterm": "Среднесрочная%",
        "antirisk": "Антирисковая%",
        "evidence": "%",
    }.items():
        op.execute(f"UPDATE examined SET kind = '{kind}' WHERE kind IS NULL AND title LIKE '{title}'")
    with op.batch_alter_table("examined") as table:
        table.alter_column("kind", nullable=False)
        table.alter_column("late", server_default=None)
        table.alter_column("asked", server_default=None)
        table.drop_constraint("version_with_digest", type_="check")
        table.create_check_constraint("kind", "kind IN ('concept', 'midterm', 'antirisk', 'evidence', 'set')")
        table.create_check_constraint("version_with_digest", "kind = 'set' OR (version_id IS NULL) = (sha256 IS NULL)")
        table.create_check_constraint(
            "set_is_no_document", "kind <> 'set' OR (version_id IS NULL AND document_id IS NULL)"
        )


def _sheets() -> None:
    op.create_table(
        "sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("ok_from", sa.Integer(), nullable=False),
        sa.Column("remarks_from", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "0 < remarks_from AND remarks_from < ok_from AND ok_from <= 100", name=op.f("ck_sheets_zones")
        ),
        sa.UniqueConstraint("round_id", "number", name=op.f("uq_sheets_round_id")),
        *_keys("sheets", round_id="rounds", made_by_id="people"),
    )
    op.create_index(op.f("ix_sheets_round_id"), "sheets", ["round_id"])
    op.create_table(
        "criteria",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("applies", sa.String(length=60), nullable=False),
        sa.Column("stop", sa.Boolean(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 10", name=op.f("ck_criteria_weight")),
        sa.CheckConstraint("length(applies) > 0", name=op.f("ck_criteria_applies")),
        sa.UniqueConstraint("sheet_id", "key", name=op.f("uq_criteria_sheet_id")),
        *_keys("criteria", sheet_id="sheets"),
    )
    op.create_index(op.f("ix_criteria_sheet_id"), "criteria", ["sheet_id"])
    op.create_table(
        "bank_remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(length=500), nullable=False),
        sa.Column("criteria", sa.String(length=120), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.CheckConstraint("length(text) > 0", name=op.f("ck_bank_remarks_text")),
        *_keys("bank_remarks"),
    )


def _reviews() -> None:
    op.create_table(
        "reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("examined_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("row_version", sa.Integer(), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=False),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.CheckConstraint("role IN ('first', 'second')", name=op.f("ck_reviews_role")),
        sa.CheckConstraint("state IN ('draft', 'sent')", name=op.f("ck_reviews_state")),
        sa.UniqueConstraint("examined_id", "role", name=op.f("uq_reviews_examined_id")),
        *_keys("reviews", examined_id="examined", saved_by_id="people"),
    )
    op.create_index(op.f("ix_reviews_examined_id"), "reviews", ["examined_id"])
    op.create_table(
        "sendings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("out_of", sa.Integer(), nullable=False),
        sa.Column("score", sa.Numeric(precision=4, scale=1), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("stopped_by", sa.String(length=20), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("result_id", sa.Integer(), nullable=True),
        sa.Column("sent_by_id", sa.Integer(), nullable=False),
        sa.Column("sent_at", MOMENT, nullable=False),
        sa.CheckConstraint("out_of > 0 AND points BETWEEN 0 AND out_of", name=op.f("ck_sendings_points")),
        sa.CheckConstraint("verdict IN ('ok', 'ok_with_remarks', 'needs_work')", name=op.f("ck_sendings_verdict")),
        sa.UniqueConstraint("review_id", "number", name=op.f("uq_sendings_review_id")),
        *_keys("sendings", review_id="reviews", sheet_id="sheets", result_id="results", sent_by_id="people"),
    )
    op.create_index(op.f("ix_sendings_review_id"), "sendings", ["review_id"])
    op.create_index(op.f("ix_sendings_sheet_id"), "sendings", ["sheet_id"])
    op.create_table(
        "scores",
        sa.Column("sending_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.CheckConstraint("points BETWEEN 0 AND 2", name=op.f("ck_scores_points")),
        *_keys("scores", primary=("sending_id", "criterion_id"), sending_id="sendings", criterion_id="criteria"),
    )
    op.create_table(
        "reopenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sending_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("reopened_by_id", sa.Integer(), nullable=False),
        sa.Column("reopened_at", MOMENT, nullable=False),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_reopenings_reason")),
        sa.UniqueConstraint("sending_id", name=op.f("uq_reopenings_sending_id")),
        *_keys("reopenings", sending_id="sendings", reopened_by_id="people"),
    )
    op.create_table(
        "expert_remarks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("examined_id", sa.Integer(), nullable=False),
        sa.Column("sending_id", sa.Integer(), nullable=False),
        sa.Column("criterion_id", sa.Integer(), nullable=False),
        sa.Column("bank_id", sa.Integer(), nullable=True),
        sa.Column("phrase", sa.String(length=500), nullable=False),
        sa.Column("place", sa.String(length=500), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("state_since", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name=op.f("ck_expert_remarks_state")),
        sa.CheckConstraint("length(place) > 0 AND length(text) > 0", name=op.f("ck_expert_remarks_place_and_text")),
        *_keys(
            "expert_remarks",
            examined_id="examined",
            sending_id="sendings",
            criterion_id="criteria",
            bank_id="bank_remarks",
        ),
    )
    op.create_index(op.f("ix_expert_remarks_examined_id"), "expert_remarks", ["examined_id"])
    op.create_index(op.f("ix_expert_remarks_sending_id"), "expert_remarks", ["sending_id"])


def _keys(table: str, primary=("id",), **refers: str) -> list:
    """The primary key, and what the columns refer to."""
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in refers.items()
    ]
    return [sa.PrimaryKeyConstraint(*primary, name=op.f(f"pk_{table}")), *foreign]


def _guards() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    for table in FOR_GOOD:
        if postgres:
            op.execute(POSTGRES_FOR_GOOD.format(table=table))
        else:
            for word in ("UPDATE", "DELETE"):
                op.execute(SQLITE_FOR_GOOD.format(table=table, word=word))
    for name, when, condition, says in GUARDS:
        if postgres:
            op.execute(POSTGRES_GUARD.format(name=name, condition=condition, says=says))
            op.execute(f"CREATE TRIGGER {name} BEFORE {when} FOR EACH ROW EXECUTE FUNCTION {name}()")
        else:
            op.execute(SQLITE_GUARD.format(name=name, when=when, condition=condition, says=says))

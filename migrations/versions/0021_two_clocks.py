"""Facts that «На дату» needs: who came and left, the moves of a remark, when an execution was recorded, the first day."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
# Of a school that was enrolled before, the journal tells when; without an event it is taken from the year's first day.
CAME = """
INSERT INTO memberships (participation_id, move, because, happened_at, recorded_at)
SELECT p.id, 'joined', '', coalesce(min(e.happened_at), {midnight}), coalesce(min(e.happened_at), {midnight})
FROM participations p JOIN cycles c ON c.id = p.cycle_id
LEFT JOIN events e ON e.kind = 'school:enrolled' AND e.subject_id = p.id
GROUP BY p.id, c.begins_on
"""
# Of a leaving before, the day is known, and that it was written down; of the returns between, nothing is left to tell.
LEFT = """
INSERT INTO memberships (participation_id, move, because, happened_at, recorded_at)
SELECT p.id, 'left', p.left_because,
 CASE WHEN {midnight} < coalesce(max(e.happened_at), {midnight}) THEN {midnight} ELSE max(e.happened_at) END,
 coalesce(max(e.happened_at), {midnight})
FROM participations p LEFT JOIN events e ON e.kind = 'school:left' AND e.subject_id = p.id
WHERE p.left_on IS NOT NULL GROUP BY p.id, p.left_because, p.left_on
"""
# A remark was made with its decision; the journal tells the school's marks, the row itself its last state.
REMARKS = (
    "SELECT r.id, 'open', d.decided_at FROM remarks r JOIN decisions d ON d.id = r.decision_id ORDER BY r.id",
    "SELECT subject_id, CASE kind WHEN 'remark:fix' THEN 'fixed' ELSE 'open' END, happened_at"
    " FROM events WHERE kind IN ('remark:fix', 'remark:unfix') ORDER BY id",
    "SELECT id, state, state_since FROM remarks WHERE state IN ('accepted', 'dropped') ORDER BY id",
)
SQLITE = """
CREATE TRIGGER {table}_no_{word} BEFORE {word} ON {table}
BEGIN SELECT RAISE(ABORT, 'what happened does not change'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION happened_for_good() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'what happened does not change'; END $$
"""
POSTGRES = """
CREATE TRIGGER {table}_happened BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION happened_for_good()
"""


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    _days()
    _tables()
    postgres = op.get_bind().dialect.name == "postgresql"
    for statement, column in ((CAME, "c.begins_on"), (LEFT, "p.left_on")):
        op.execute(statement.format(midnight=_midnight(column, postgres)))
    for found in REMARKS:
        op.execute(f"INSERT INTO remark_moves (remark_id, state, moved_at) {found}")
    _close(postgres)


def _days() -> None:
    # In one statement: triggers of the rounds ask the table, so SQLite must not build it anew.
    op.execute("ALTER TABLE cycles ADD COLUMN begins_on DATE NOT NULL DEFAULT '2000-01-01'")
    # The first day of a year that stands already: the 1 December before it, when the schools are chosen (item 3).
    for (year,) in op.get_bind().execute(sa.text("SELECT year FROM cycles")).all():
        op.execute(f"UPDATE cycles SET begins_on = '{year - 1}-12-01' WHERE year = {year}")
    op.add_column("executions", sa.Column("recorded_at", MOMENT, nullable=True))
    op.execute("UPDATE executions SET recorded_at = executed_at")
    with op.batch_alter_table("executions") as table:
        table.alter_column("recorded_at", existing_type=MOMENT, nullable=False)
    op.create_index("ix_events_subject", "events", ["subject", "subject_id"])


def _tables() -> None:
    op.create_table(
        "memberships",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("move", sa.String(length=10), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.CheckConstraint("move IN ('joined', 'left')", name=op.f("ck_memberships_move")),
        sa.CheckConstraint("happened_at <= recorded_at", name=op.f("ck_memberships_order_of_clocks")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participations.id"], name=op.f("fk_memberships_participation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_memberships")),
    )
    op.create_index(op.f("ix_memberships_participation_id"), "memberships", ["participation_id"])
    op.create_table(
        "remark_moves",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("remark_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("moved_at", MOMENT, nullable=False),
        sa.CheckConstraint("state IN ('open', 'fixed', 'accepted', 'dropped')", name=op.f("ck_remark_moves_state")),
        sa.ForeignKeyConstraint(["remark_id"], ["remarks.id"], name=op.f("fk_remark_moves_remark_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark_moves")),
    )
    op.create_index(op.f("ix_remark_moves_remark_id"), "remark_moves", ["remark_id"])


def _midnight(column: str, postgres: bool) -> str:
    """The first moment of a day in Moscow, written as the database keeps moments."""
    if postgres:
        return f"({column}::timestamp AT TIME ZONE 'Europe/Moscow')"
    return f"(datetime({column}, '-3 hours') || '.000000')"


def _close(postgres: bool) -> None:
    if postgres:
        op.execute(POSTGRES_FUNCTION)
    for table in ("memberships", "remark_moves"):
        if postgres:
            op.execute(POSTGRES.format(table=table))
        else:
            for word in ("UPDATE", "DELETE"):
                op.execute(SQLITE.format(table=table, word=word))

"""The registers that feed the plan, snapshots of its monitorings, items that count on a reporting date."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

STATES = "('not_started', 'in_progress', 'executed', 'confirmed', 'interim_confirmed', 'returned')"
# A column with its constraint in one statement, on SQLite and PostgreSQL alike.
COLUMNS = (
    "ALTER TABLE cycles ADD COLUMN regional_quota INTEGER"
    " CONSTRAINT ck_cycles_regional_quota CHECK (regional_quota IS NULL OR regional_quota > 0)",
    "ALTER TABLE cycles ADD COLUMN plan_base VARCHAR(10) NOT NULL DEFAULT 'all'"
    " CONSTRAINT ck_cycles_plan_base CHECK (plan_base IN ('all', 'due'))",
)
SQLITE_FROZEN = """
CREATE TRIGGER plan_snapshots_no_{word} BEFORE {word} ON plan_snapshots
BEGIN SELECT RAISE(ABORT, 'what is frozen does not change'); END
"""
POSTGRES_FROZEN = """
CREATE TRIGGER plan_snapshots_frozen BEFORE UPDATE OR DELETE ON plan_snapshots
FOR EACH ROW EXECUTE FUNCTION frozen_for_good()
"""


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    _register("project_events", _text("kind", 20), _text("title"), _text("link"), _text("code", 12, nullable=True))
    _register("project_publications", _text("kind", 20), _text("place", 10), _text("title"), _text("link"))
    _register("sent_letters", _text("subject", 20), _text("addressee", 200), _text("number", 40), _text("note"))
    _register("municipal_measures", _text("kind", 10), _text("note"), _text("link"), of="municipality_id")
    _register("head_trainings", _text("course"), _number("hours"), _text("paper", 120), of="participation_id")
    _register("resource_uses", _text("kind", 10), _text("note"), _text("link"), of="participation_id")
    trained = sa.CheckConstraint(
        "0 <= trained AND trained <= needed", name=op.f("ck_teacher_trainings_trained_of_needed")
    )
    _register("teacher_trainings", _number("needed"), _number("trained"), trained, of="participation_id")
    _attendances()
    _snapshots()
    for statement in COLUMNS:
        op.execute(statement)
    with op.batch_alter_table("plan_items") as table:
        table.drop_constraint(op.f("ck_plan_items_state"), type_="check")
        table.create_check_constraint(op.f("ck_plan_items_state"), f"state IN {STATES}")


def _text(name: str, length: int | None = None, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(length) if length else sa.Text(), nullable=nullable)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


REFERRED = {
    "cycle_id": "cycles.id",
    "recorded_by_id": "people.id",
    "municipality_id": "municipalities.id",
    "participation_id": "participations.id",
    "person_id": "people.id",
    "event_id": "project_events.id",
    "monitoring_id": "monitorings.id",
    "taken_by_id": "people.id",
}


def _refers(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [REFERRED[column]], name=op.f(f"fk_{table}_{column}"))


def _register(table: str, *parts, of: str = "") -> None:
    """What every register has: year, day, who and when, and how it was struck."""
    about = [of] if of else []
    op.create_table(
        table,
        _number("id"),
        _number("cycle_id"),
        *map(_number, about),
        sa.Column("happened_on", sa.Date(), nullable=False),
        *parts,
        _number("recorded_by_id"),
        _moment("recorded_at"),
        _moment("struck_at", nullable=True),
        _text("struck_because", nullable=True),
        sa.CheckConstraint(
            "(struck_at IS NULL) = (struck_because IS NULL)", name=op.f(f"ck_{table}_struck_with_reason")
        ),
        *(_refers(table, column) for column in ("cycle_id", "recorded_by_id", *about)),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    for column in ("cycle_id", *about):
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _attendances() -> None:
    op.create_table(
        "attendances",
        _number("id"),
        _number("event_id"),
        sa.Column("participation_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        _text("part", 10),
        _text("source", 10),
        _number("recorded_by_id"),
        _moment("recorded_at"),
        sa.CheckConstraint(
            "(participation_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_attendances_school_or_curator")
        ),
        sa.CheckConstraint("part IN ('viewer', 'speaker')", name=op.f("ck_attendances_part")),
        sa.CheckConstraint("source IN ('list', 'table', 'self')", name=op.f("ck_attendances_source")),
        *(_refers("attendances", one) for one in ("event_id", "participation_id", "person_id", "recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendances")),
    )
    op.create_index(op.f("ix_attendances_event_id"), "attendances", ["event_id"])
    for column in ("participation_id", "person_id"):
        op.create_index(op.f(f"ix_attendances_{column}"), "attendances", [column])
        there = sa.text(f"{column} IS NOT NULL")
        op.create_index(
            f"uq_attendances_{column}",
            "attendances",
            ["event_id", column],
            unique=True,
            sqlite_where=there,
            postgresql_where=there,
        )


def _snapshots() -> None:
    op.create_table(
        "plan_snapshots",
        _number("id"),
        _number("monitoring_id"),
        sa.Column("as_of", sa.Date(), nullable=False),
        _text("base", 10),
        *map(_number, ("threshold_pct", "total", "confirmed", "due", "due_confirmed")),
        sa.Column("rows", sa.JSON(), nullable=False),
        _text("note"),
        _number("taken_by_id"),
        _moment("taken_at"),
        sa.CheckConstraint("base IN ('all', 'due')", name=op.f("ck_plan_snapshots_base")),
        sa.CheckConstraint(
            "0 <= due_confirmed AND due_confirmed <= due AND due <= total", name=op.f("ck_plan_snapshots_due_of_total")
        ),
        sa.CheckConstraint(
            "due_confirmed <= confirmed AND confirmed <= total", name=op.f("ck_plan_snapshots_confirmed_of_total")
        ),
        *(_refers("plan_snapshots", one) for one in ("monitoring_id", "taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_snapshots")),
    )
    op.create_index(op.f("ix_plan_snapshots_monitoring_id"), "plan_snapshots", ["monitoring_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRES_FROZEN)
        return
    for word in ("UPDATE", "DELETE"):
        op.execute(SQLITE_FROZEN.format(word=word))

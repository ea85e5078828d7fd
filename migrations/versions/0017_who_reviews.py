"""Who reviews which school: assignments, substitutions, allowed conflicts, stated workplaces; who leads the expertise."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
PLACES = {
    "school": "school",
    "curator": "school",
    "municipal": "municipality",
    "regional": "region",
    "reviewer": "region",
    "lead": "region",
    "analyst": "region",
    "admin": "region",
}
# An assignment begins after the one before it has ended; later only its end is written, once.
APART = """EXISTS (SELECT 1 FROM assignments AS other WHERE NEW.role = 'first' AND other.role = 'first'
 AND other.round_id = NEW.round_id AND other.participation_id = NEW.participation_id
 AND (other.until IS NULL OR other.until > NEW.since) AND (NEW.until IS NULL OR other.since < NEW.until))"""
NOT_AN_END = """OLD.until IS NOT NULL OR NEW.until IS NULL OR OLD.round_id <> NEW.round_id
 OR OLD.participation_id <> NEW.participation_id OR OLD.reviewer_id <> NEW.reviewer_id OR OLD.role <> NEW.role
 OR COALESCE(OLD.examined_id, 0) <> COALESCE(NEW.examined_id, 0) OR OLD.since <> NEW.since
 OR OLD.reason <> NEW.reason OR OLD.made_by_id <> NEW.made_by_id"""
# Nobody is away twice, and whoever stands in is not away himself.
AWAY_TWICE = """NEW.recalled_at IS NULL AND EXISTS (SELECT 1 FROM substitutions AS other
 WHERE other.recalled_at IS NULL AND other.starts_on <= NEW.ends_on AND NEW.starts_on <= other.ends_on
 AND (NEW.absent_id IN (other.absent_id, other.substitute_id) OR NEW.substitute_id = other.absent_id))"""
NOT_A_RECALL = """OLD.recalled_at IS NOT NULL OR NEW.recalled_at IS NULL OR OLD.absent_id <> NEW.absent_id
 OR OLD.substitute_id <> NEW.substitute_id OR OLD.starts_on <> NEW.starts_on OR OLD.ends_on <> NEW.ends_on
 OR OLD.reason <> NEW.reason OR OLD.made_by_id <> NEW.made_by_id OR OLD.made_at <> NEW.made_at"""
GUARDS = (
    ("assignments_apart", "INSERT ON assignments", APART, "a school has one first reviewer at a time"),
    ("assignments_only_end", "UPDATE ON assignments", NOT_AN_END, "an assignment only ends"),
    ("assignments_stay", "DELETE ON assignments", "OLD.id = OLD.id", "an assignment stays"),
    ("substitutions_apart", "INSERT ON substitutions", AWAY_TWICE, "these days are taken by another substitution"),
    ("substitutions_only_recalled", "UPDATE ON substitutions", NOT_A_RECALL, "a substitution is only recalled"),
    ("substitutions_stay", "DELETE ON substitutions", "OLD.id = OLD.id", "a substitution stays"),
    ("overrides_keep", "UPDATE ON conflict_overrides", "OLD.id = OLD.id", "an allowed conflict does not change"),
    ("overrides_stay", "DELETE ON conflict_overrides", "OLD.id = OLD.id", "an allowed conflict stays"),
)
SQLITE = "CREATE TRIGGER {name} BEFORE {when} WHEN {condition} BEGIN SELECT RAISE(ABORT, '{says}'); END"
POSTGRES = """
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF {condition} THEN RAISE EXCEPTION '{says}'; END IF;
    RETURN COALESCE(NEW, OLD);
END $$
"""


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    _lead()
    op.execute(
        "ALTER TABLE rounds ADD COLUMN disagreement_pct INTEGER NOT NULL DEFAULT 15"
        " CONSTRAINT ck_rounds_disagreement CHECK (disagreement_pct BETWEEN 1 AND 100)"
    )
    _assignments()
    _substitutions()
    _overrides()
    _workplaces()
    _guards()


def _lead() -> None:
    law = " OR ".join(
        f"(role = '{role}' AND school_id IS {'NOT ' * (place == 'school')}NULL"
        f" AND municipality_id IS {'NOT ' * (place == 'municipality')}NULL)"
        for role, place in PLACES.items()
    )
    with op.batch_alter_table("grants") as table:
        table.drop_constraint(op.f("ck_grants_place_of_role"), type_="check")
        table.create_check_constraint(op.f("ck_grants_place_of_role"), law)


def _assignments() -> None:
    op.create_table(
        "assignments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=10), nullable=False),
        sa.Column("examined_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("until", MOMENT, nullable=True),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("role IN ('first', 'second')", name=op.f("ck_assignments_role")),
        sa.CheckConstraint("role = 'second' OR examined_id IS NULL", name=op.f("ck_assignments_first_of_a_school")),
        sa.CheckConstraint("role = 'first' OR length(reason) > 0", name=op.f("ck_assignments_second_with_reason")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_assignments_order_of_moments")),
        sa.CheckConstraint("(until IS NULL) = (ended_by_id IS NULL)", name=op.f("ck_assignments_ended_by_somebody")),
        *_keys(
            "assignments",
            round_id="rounds",
            participation_id="participations",
            reviewer_id="people",
            examined_id="examined",
            made_by_id="people",
            ended_by_id="people",
        ),
    )
    op.create_index(op.f("ix_assignments_participation_id"), "assignments", ["participation_id"])
    op.create_index(op.f("ix_assignments_reviewer_id"), "assignments", ["reviewer_id"])
    school = ["round_id", "participation_id"]
    for name, columns, condition in (
        ("one_first_now", school, "role = 'first' AND until IS NULL"),
        ("one_second_now", school, "role = 'second' AND until IS NULL AND examined_id IS NULL"),
        ("one_second_of_line", ["examined_id"], "role = 'second' AND until IS NULL AND examined_id IS NOT NULL"),
    ):
        where = sa.text(condition)
        op.create_index(name, "assignments", columns, unique=True, sqlite_where=where, postgresql_where=where)


def _substitutions() -> None:
    op.create_table(
        "substitutions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("recalled_by_id", sa.Integer(), nullable=True),
        sa.Column("recalled_at", MOMENT, nullable=True),
        sa.CheckConstraint("absent_id <> substitute_id", name=op.f("ck_substitutions_two_people")),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_substitutions_order_of_days")),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_substitutions_reason")),
        sa.CheckConstraint(
            "(recalled_at IS NULL) = (recalled_by_id IS NULL)", name=op.f("ck_substitutions_recalled_by_somebody")
        ),
        *_keys(
            "substitutions", absent_id="people", substitute_id="people", made_by_id="people", recalled_by_id="people"
        ),
    )
    op.create_index(op.f("ix_substitutions_absent_id"), "substitutions", ["absent_id"])
    op.create_index(op.f("ix_substitutions_substitute_id"), "substitutions", ["substitute_id"])


def _overrides() -> None:
    op.create_table(
        "conflict_overrides",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("reviewer_id", sa.Integer(), nullable=False),
        sa.Column("conflict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "conflict IN ('curated', 'school', 'municipality')", name=op.f("ck_conflict_overrides_conflict")
        ),
        sa.CheckConstraint("length(reason) > 0", name=op.f("ck_conflict_overrides_reason")),
        *_keys(
            "conflict_overrides",
            round_id="rounds",
            participation_id="participations",
            reviewer_id="people",
            made_by_id="people",
        ),
    )
    op.create_index(op.f("ix_conflict_overrides_round_id"), "conflict_overrides", ["round_id"])


def _workplaces() -> None:
    op.create_table(
        "workplaces",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=True),
        sa.Column("municipality_id", sa.Integer(), nullable=True),
        sa.Column("stated_by_id", sa.Integer(), nullable=False),
        sa.Column("stated_at", MOMENT, nullable=False),
        sa.Column("removed_by_id", sa.Integer(), nullable=True),
        sa.Column("removed_at", MOMENT, nullable=True),
        sa.CheckConstraint(
            "(school_id IS NULL) <> (municipality_id IS NULL)", name=op.f("ck_workplaces_school_or_municipality")
        ),
        sa.CheckConstraint(
            "(removed_at IS NULL) = (removed_by_id IS NULL)", name=op.f("ck_workplaces_removed_by_somebody")
        ),
        *_keys(
            "workplaces",
            person_id="people",
            school_id="schools",
            municipality_id="municipalities",
            stated_by_id="people",
            removed_by_id="people",
        ),
    )
    op.create_index(op.f("ix_workplaces_person_id"), "workplaces", ["person_id"])


def _keys(table: str, **refers: str) -> list:
    """The primary key, and what the columns refer to."""
    foreign = [
        sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, other in refers.items()
    ]
    return [sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")), *foreign]


def _guards() -> None:
    postgres = op.get_bind().dialect.name == "postgresql"
    for name, when, condition, says in GUARDS:
        if postgres:
            op.execute(POSTGRES.format(name=name, condition=condition, says=says))
            op.execute(f"CREATE TRIGGER {name} BEFORE {when} FOR EACH ROW EXECUTE FUNCTION {name}()")
        else:
            op.execute(SQLITE.format(name=name, when=when, condition=condition, says=says))

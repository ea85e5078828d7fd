"""The risk profile: its file and receipt, the survey, the first visit, verification, activation and closing."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

# One statement on SQLite and PostgreSQL alike: SQLite can't add a constraint to a table that others refer to.
STATE = (
    "ALTER TABLE school_risks ADD COLUMN state VARCHAR(20) NOT NULL DEFAULT 'in_profile'"
    " CONSTRAINT ck_school_risks_state CHECK (state IN ('in_profile', 'verified', 'not_confirmed', 'activated', 'closed'))"
    " CONSTRAINT ck_school_risks_activated_since CHECK ((state = 'activated') = (activated_at IS NOT NULL))"
)
DAYS = (
    ("survey", "Анкетирование для рискового профиля проведено", "2022-02-04"),
    ("risk_profile", "Рисковый профиль получен школой", "2022-02-28"),
)


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only)."""
    _profiles()
    _visits()
    _decisions()
    _states()
    for key, title, day in DAYS:
        op.execute(
            "INSERT INTO deadlines (cycle_id, key, title, due_on)"
            f" SELECT id, '{key}', '{title}', '{day}' FROM cycles WHERE year = 2022"
        )


def _profiles() -> None:
    op.create_table(
        "risk_profiles",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("blob_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.String(length=1000), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participations.id"], name=op.f("fk_risk_profiles_participation_id")
        ),
        sa.ForeignKeyConstraint(["blob_id"], ["blobs.id"], name=op.f("fk_risk_profiles_blob_id")),
        sa.ForeignKeyConstraint(["uploaded_by_id"], ["people.id"], name=op.f("fk_risk_profiles_uploaded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_profiles")),
    )
    op.create_index(op.f("ix_risk_profiles_participation_id"), "risk_profiles", ["participation_id"])
    op.create_table(
        "profile_receipts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("profile_id", sa.Integer(), nullable=False),
        sa.Column("taken_by_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["profile_id"], ["risk_profiles.id"], name=op.f("fk_profile_receipts_profile_id")),
        sa.ForeignKeyConstraint(["taken_by_id"], ["people.id"], name=op.f("fk_profile_receipts_taken_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_profile_receipts")),
        sa.UniqueConstraint("profile_id", name=op.f("uq_profile_receipts_profile_id")),
    )


def _visits() -> None:
    op.create_table(
        "surveys",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("marked_by_id", sa.Integer(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["participation_id"], ["participations.id"], name=op.f("fk_surveys_participation_id")),
        sa.ForeignKeyConstraint(["marked_by_id"], ["people.id"], name=op.f("fk_surveys_marked_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_surveys")),
        sa.UniqueConstraint("participation_id", name=op.f("uq_surveys_participation_id")),
    )
    op.create_table(
        "first_visits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("participation_id", sa.Integer(), nullable=False),
        sa.Column("visited_on", sa.Date(), nullable=False),
        sa.Column("form", sa.String(length=10), nullable=False),
        sa.Column("participants", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("form IN ('in_person', 'remote')", name=op.f("ck_first_visits_form")),
        sa.ForeignKeyConstraint(
            ["participation_id"], ["participations.id"], name=op.f("fk_first_visits_participation_id")
        ),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["people.id"], name=op.f("fk_first_visits_recorded_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_first_visits")),
    )
    op.create_index(op.f("ix_first_visits_participation_id"), "first_visits", ["participation_id"])


def _decisions() -> None:
    op.create_table(
        "risk_verifications",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_risk_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("verified_by_id", sa.Integer(), nullable=False),
        sa.Column("verified_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('confirmed', 'partly', 'not_confirmed')", name=op.f("ck_risk_verifications_verdict")
        ),
        sa.CheckConstraint("verdict = 'confirmed' OR reason <> ''", name=op.f("ck_risk_verifications_reason")),
        sa.ForeignKeyConstraint(
            ["school_risk_id"], ["school_risks.id"], name=op.f("fk_risk_verifications_school_risk_id")
        ),
        sa.ForeignKeyConstraint(["verified_by_id"], ["people.id"], name=op.f("fk_risk_verifications_verified_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risk_verifications")),
    )
    op.create_index(op.f("ix_risk_verifications_school_risk_id"), "risk_verifications", ["school_risk_id"])
    op.create_table(
        "activations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_risk_id", sa.Integer(), nullable=False),
        sa.Column("activated_by_id", sa.Integer(), nullable=True),
        sa.Column("activated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["school_risk_id"], ["school_risks.id"], name=op.f("fk_activations_school_risk_id")),
        sa.ForeignKeyConstraint(["activated_by_id"], ["people.id"], name=op.f("fk_activations_activated_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_activations")),
    )
    op.create_index(op.f("ix_activations_school_risk_id"), "activations", ["school_risk_id"])
    op.create_table(
        "closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("activation_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "outcome IN ('removed', 'reduced', 'remains', 'mistaken')", name=op.f("ck_closings_outcome")
        ),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_closings_reason")),
        sa.ForeignKeyConstraint(["activation_id"], ["activations.id"], name=op.f("fk_closings_activation_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["people.id"], name=op.f("fk_closings_closed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
        sa.UniqueConstraint("activation_id", name=op.f("uq_closings_activation_id")),
    )


def _states() -> None:
    """What was activated before stays so: its moment waits in an activation while the column is born under its law."""
    op.execute(
        "INSERT INTO activations (school_risk_id, activated_at)"
        " SELECT id, activated_at FROM school_risks WHERE activated_at IS NOT NULL"
    )
    op.execute("UPDATE school_risks SET activated_at = NULL")
    op.execute(STATE)
    op.execute(
        "UPDATE school_risks SET state = 'activated', activated_at ="
        " (SELECT activated_at FROM activations WHERE school_risk_id = school_risks.id)"
        " WHERE id IN (SELECT school_risk_id FROM activations)"
    )

"""The mode of the data gets its row; the demo keeps how far its calendar is away instead of a day that stands still."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0037"
branch_labels = None
depends_on = None

SQLITE_FROZEN = """
CREATE TRIGGER mode_no_{word} BEFORE {word} ON mode
BEGIN SELECT RAISE(ABORT, 'the mode of the data does not change'); END
"""
POSTGRES_FROZEN = """
CREATE TRIGGER mode_frozen BEFORE UPDATE OR DELETE ON mode
FOR EACH ROW EXECUTE FUNCTION frozen_for_good()
"""


def upgrade() -> None:
    """Go forward; there is no way back (migrations are forward-only). The first set-up writes the mode."""
    op.create_table(
        "mode",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("word", sa.String(length=4), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_mode_one_row")),
        sa.CheckConstraint("word IN ('demo', 'real')", name=op.f("ck_mode_word")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mode")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(POSTGRES_FROZEN)
    else:
        for word in ("UPDATE", "DELETE"):
            op.execute(SQLITE_FROZEN.format(word=word))
    op.add_column("cycles", sa.Column("demo_offset", sa.Integer(), nullable=True))
    _keep_the_day()
    op.drop_column("cycles", "demo_day")


def _keep_the_day() -> None:
    """A demo stays on the day on which it stands; a real house was given a day that nothing read."""
    to, bind = sa.text, op.get_bind()
    if bind.execute(to("SELECT 1 FROM people WHERE lower(email) LIKE '%@example.org' LIMIT 1")).scalar() is None:
        return
    today = datetime.now(UTC).astimezone(ZoneInfo("Europe/Moscow")).date()
    for key, day in bind.execute(to("SELECT id, demo_day FROM cycles WHERE demo_day IS NOT NULL")).all():
        away = ((day if isinstance(day, date) else date.fromisoformat(day)) - today).days
        bind.execute(to("UPDATE cycles SET demo_offset = :away WHERE id = :key"), {"away": away, "key": key})

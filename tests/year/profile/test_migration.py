"""A database that is already filled comes through the migration: what was activated stays so, with its day."""

from datetime import UTC, datetime

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import upgrade
from sqlalchemy import create_engine, text

from tests.house import ask, build, settings_of

FILL = (
    "INSERT INTO cycles (id, year, title, basis_letter) VALUES (1, 2022, 'Год', '')",
    "INSERT INTO municipalities (id, code, name, kind, position) VALUES (1, 'a', 'А', 'район', 1)",
    "INSERT INTO schools (id, municipality_id, short_name, full_name) VALUES (1, 1, 'Ш', 'Школа')",
    "INSERT INTO participations (id, cycle_id, school_id) VALUES (1, 1, 1)",
    "INSERT INTO risk_directions (id, code, title, short_title, position)"
    " VALUES (1, 'a', 'А', 'А', 0), (2, 'b', 'Б', 'Б', 1)",
    "INSERT INTO school_risks (id, participation_id, direction_id, significance, activated_at)"
    " VALUES (1, 1, 1, 'high', '2022-02-28 06:00:00'), (2, 1, 2, 'low', NULL)",
    "INSERT INTO documents (id, participation_id, kind, school_risk_id, state, state_since)"
    " VALUES (1, 1, 'antirisk', 1, 'draft', '2022-03-09 06:00:00')",
)


@pytest.fixture
def empty(tmp_path, postgres):
    """The house before its first migration."""
    if postgres:
        ask(postgres, "DROP DATABASE IF EXISTS old", "CREATE DATABASE old")
    address = f"{postgres}/old" if postgres else f"sqlite:///{tmp_path / 'old.db'}"
    return address, build(settings_of(address, tmp_path))


def test_what_was_activated_stays_activated_since_its_day(empty):
    address, app = empty
    with app.app_context():
        script = ScriptDirectory(app.extensions["migrate"].directory)
        upgrade(revision=script.get_revision("0006").down_revision)
        engine = create_engine(address)
        with engine.begin() as connection:
            for row in FILL:
                connection.execute(text(row))
        upgrade(revision="0006")
        with engine.connect() as connection:
            risks = connection.execute(text("SELECT state, activated_at FROM school_risks ORDER BY id")).all()
            history = connection.execute(text("SELECT school_risk_id, activated_by_id FROM activations")).all()
            days = connection.execute(text("SELECT count(*) FROM deadlines")).scalar()
            documents = connection.execute(text("SELECT count(*) FROM documents")).scalar()
        engine.dispose()
    assert [state for state, _ in risks] == ["activated", "in_profile"]
    since = risks[0][1]
    since = datetime.fromisoformat(since) if isinstance(since, str) else since.astimezone(UTC)
    assert (since.month, since.day) == (2, 28)
    assert risks[1][1] is None
    assert history == [(1, None)]
    assert days == 2
    assert documents == 1

"""A version that kills the worker each time is left alone for a while, and the others are checked (jobs)."""

import signal
import subprocess
import sys

import pytest
from sqlalchemy import func, select

from app.documents import conversion
from app.documents.checks.models import Check
from app.documents.checks.services import check_pending
from app.documents.models import Preview, Version
from app.extensions import db
from tests.documents.steps import count
from tests.operation.running import PATIENCE, ROOT

WORKER = """
import os, signal, sys
from app import create_app
from app.documents.checks import services
from app.settings import Settings
reads = services._read
services._read = lambda version: os.kill(os.getpid(), signal.SIGKILL) if version.id == 1 else reads(version)
app = create_app(Settings.model_validate_json(sys.argv[1]))
with app.app_context():
    for _ in range(5):
        services.check_pending()
"""


def worker(app) -> int:
    """A worker that begins with what was left undone; its exit code."""
    settings = app.config["SETTINGS"].model_copy(update={"secret_key": None}).model_dump_json()
    return subprocess.run([sys.executable, "-c", WORKER, settings], cwd=ROOT, timeout=PATIENCE).returncode


@pytest.mark.sqlite
def test_a_version_that_kills_the_worker_is_counted_and_stops_none_of_the_others(app):
    with app.app_context():
        db.session.execute(db.delete(Check))
        db.session.commit()
        db.engine.dispose()
    assert [worker(app), worker(app)] == [-signal.SIGKILL, 0]
    with app.app_context():
        first = db.session.get(Check, 1)
        assert first.tries == 1
        assert first.again_at is not None
    assert count(app, select(func.count(Check.version_id))) == count(app, select(func.count(Version.id)))


def test_one_version_whose_check_fails_does_not_stop_the_others(app, monkeypatch):
    from app.documents.checks import services

    with app.app_context():
        db.session.execute(db.delete(Check))
        db.session.commit()
        reads = services._read
        monkeypatch.setattr(services, "_read", lambda version: reads(version) if version.id > 1 else 1 / 0)
        for _ in range(5):
            check_pending()
        assert db.session.get(Check, 1).tries == 1
    assert count(app, select(func.count(Check.version_id))) == count(app, select(func.count(Version.id)))


def test_one_file_whose_preview_fails_does_not_stop_the_others(app, monkeypatch):
    with app.app_context():
        db.session.execute(db.delete(Preview))
        db.session.commit()
        first, makes = db.session.get(Version, 1).blob_id, conversion._made
        monkeypatch.setattr(conversion, "_made", lambda one: makes(one) if one.blob_id != first else 1 / 0)
        conversion.convert_unshown()
        db.session.commit()
        assert db.session.get(Preview, first).again_at is not None
        assert db.session.scalar(select(func.count(Preview.blob_id))) > 1

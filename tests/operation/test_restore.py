"""A restore drill (A5): the documented lines back up a house that goes on working, and bring it back whole."""

import hashlib
import os
import random
import re
import shlex
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from app.archive.models import Blob
from app.extensions import db
from tests.archive.test_archive import verify
from tests.browser_like import Browser
from tests.documents.steps import docx, empty_place, upload_to
from tests.house import NOON, build
from tests.operation.running import PATIENCE, ROOT

pytestmark = pytest.mark.sqlite
SECTION = re.search(r"## Backup\n(.*?)\n## ", (ROOT / "docs" / "operations.md").read_text("utf-8"), re.S)[1]
BLOCKS = [re.findall(r"^    (.+)$", block, re.M) for block in re.split(r"\n(?=\S)", SECTION) if "\n    " in block]
SAVING, BRINGING_BACK = BLOCKS


@pytest.fixture
def instance(app, tmp_path) -> Path:
    """The house as it lies in instance/ of the embedded default."""
    settings = app.config["SETTINGS"]
    folder = tmp_path / "running" / "instance"
    folder.mkdir(parents=True)
    (folder / "opora.db").symlink_to(settings.database.removeprefix("sqlite:///"))
    (folder / "archive").symlink_to(settings.archive.removeprefix("file:"))
    (folder / "secret").write_text("secret " * 8)
    return folder


def run(lines: list[str], instance: Path, backup: Path) -> None:
    """The lines of the page as they stand, in another place."""
    places = {
        "/backup": str(backup),
        "-C instance": f"-h -C {instance}",
        " instance/": f" {instance}/",
        "'instance/": f"'{instance}/",
        ".venv/bin/python": shlex.quote(sys.executable),
    }
    for line in lines:
        for name, place in places.items():
            line = line.replace(name, place)
        subprocess.run(line, shell=True, check=True, cwd=ROOT, timeout=PATIENCE)


def counts(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as base:
        tables = [name for (name,) in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: base.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def digests(store) -> dict[str, str]:
    found = {}
    for digest, _ in store.walk():
        with store.open(digest) as file:
            found[digest] = hashlib.sha256(file.read()).hexdigest()
    return found


def test_a_house_that_goes_on_working_is_backed_up_and_restored_elsewhere(school, app, instance, tmp_path):
    place, half = empty_place(school), app.extensions["store"].intake()
    half.write(b"on its way")
    (backup := tmp_path / "backup").mkdir()
    stop, sent = threading.Event(), []

    def work() -> None:
        while not stop.is_set() and len(sent) < 30:
            sent.append(upload_to(school, place, docx(f"Версия {len(sent)}"), f"{len(sent)}.docx").status_code)

    busy = threading.Thread(target=work)
    busy.start()
    try:
        run(SAVING, instance, backup)
    finally:
        stop.set()
        busy.join(60)
    half.close()
    assert set(sent) == {200}

    (elsewhere := tmp_path / "elsewhere" / "instance").mkdir(parents=True)
    run(BRINGING_BACK, elsewhere, backup)
    assert counts(elsewhere / "opora.db") == counts(backup / "opora.db")
    assert (elsewhere / "secret").read_text() == (instance / "secret").read_text()
    assert not list((elsewhere / "archive").glob(".staging/*"))
    moved = {"database": f"sqlite:///{elsewhere / 'opora.db'}", "archive": f"file:{elsewhere / 'archive'}"}
    restored = build(app.config["SETTINGS"].model_copy(update=moved))
    restored.extensions["clock"] = lambda: NOON
    said = verify(restored)
    assert "damaged: 0\nmissing: 0\nunreadable: 0" in said
    assert "exit: 0" in said
    assert "whole" in restored.test_cli_runner().invoke(args=["journal", "verify"]).output
    _same_files(app, restored)
    again = Browser(restored, "school")
    assert again.get("/kit").status_code == 200
    assert again.get("/versions/1/file").status_code == 200
    with restored.app_context():
        db.engine.dispose()


def _same_files(app, restored) -> None:
    was, now = digests(app.extensions["store"]), digests(restored.extensions["store"])
    with restored.app_context():
        kept = list(db.session.scalars(select(Blob.sha256)))
    for digest in random.Random(5).sample(kept, 20):
        assert was[digest] == now[digest] == digest


def test_objects_come_back_readable_by_their_owner_alone(app, instance, tmp_path):
    (backup := tmp_path / "backup").mkdir()
    run(SAVING, instance, backup)
    (elsewhere := tmp_path / "instance").mkdir()
    run(BRINGING_BACK, elsewhere, backup)
    objects = [path for path in (elsewhere / "archive").rglob("*") if path.is_file()]
    assert objects
    assert {oct(path.stat().st_mode & 0o777) for path in objects} == {"0o440"}
    assert {path.stat().st_uid for path in objects} == {os.getuid()}

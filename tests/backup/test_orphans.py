"""Files that no row speaks of are named by age, and go by a written word while the house stands still (S5)."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from app.archive import store
from app.archive.models import Blob
from app.backup import orphans as rooms
from app.backup.databases import NotDone
from app.backup.orphans import orphans, take_away
from app.extensions import db
from app.health.services import beat
from app.kernel import clock
from storage.discarding import discard
from tests.browser_like import Browser
from tests.storage.test_contract import put

NOBODYS = b"nobody's"


@pytest.fixture
def left(app) -> str:
    """The digest of a file that was put 31 days ago and of which no row speaks."""
    with app.app_context():
        digest = put(store(), NOBODYS)
        then = (datetime.now(UTC) - timedelta(days=31)).timestamp()
        os.utime(store().path_of(digest), (then, then))
    return digest


def asked(app, *words: str, typed: str = ""):
    return app.test_cli_runner().invoke(args=["archive", "orphans", *words], input=typed)


def holds(app, digest: str) -> bool:
    with app.app_context():
        return digest in {one for one, _ in store().walk()}


def test_an_orphan_is_named_when_it_is_old_enough_and_no_file_of_a_document_is(app, left):
    said = asked(app).output
    assert left in said
    assert "Старше 30\u00a0дней и ни к чему не относятся: 1" in said
    assert "Старше 32\u00a0дней и ни к чему не относятся: 0" in asked(app, "--days", "32").output
    with app.app_context():
        known = db.session.query(Blob.sha256).first()[0]
    assert known not in said


def test_it_goes_by_the_written_word_alone(app, left):
    assert asked(app, "--remove", typed="да\n").exit_code == 1
    assert holds(app, left)
    assert f"Удалён {left}" in asked(app, "--remove", typed="удалить 1\n").output
    assert not holds(app, left)
    assert "Старше 30\u00a0дней и ни к чему не относятся: 0" in asked(app, "--remove").output


def test_nothing_goes_while_the_house_works(app, left):
    with app.app_context():
        beat()
    answer = asked(app, "--remove", typed="удалить 1\n")
    assert "Дом работает" in answer.output
    assert answer.exit_code == 1
    assert holds(app, left)


def test_what_has_got_a_row_meanwhile_stays(app, left):
    with app.app_context():
        chosen = orphans(store(), clock.real_now())
        db.session.add(Blob(sha256=left, size=len(NOBODYS), stored_at=clock.real_now()))
        db.session.commit()
        assert [one.sha256 for one in take_away(store(), chosen)] == [
            one.sha256 for one in chosen if one.sha256 != left
        ]
    assert holds(app, left)


def test_a_house_that_works_is_refused_before_anything_is_touched(app, left, monkeypatch):
    monkeypatch.setattr(rooms, "discard", lambda *_: pytest.fail("a file was touched"))
    with app.app_context():
        beat()
        with pytest.raises(NotDone):
            list(take_away(store(), orphans(store(), clock.real_now())))


def test_what_is_gone_already_is_no_failure(app, left):
    with app.app_context():
        discard(store(), left)
        discard(store(), left)
    assert not holds(app, left)


def test_the_page_of_the_state_names_how_many_and_the_command(app, left):
    app.test_cli_runner().invoke(args=["archive", "verify"])
    department = Browser(app, "department")
    department.get("/archive")
    assert "Ни к чему не относятся: 1. Их показывает и убирает команда flask archive orphans." in department.text

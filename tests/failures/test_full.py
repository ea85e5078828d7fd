"""A database without room, at each of its writes: what was said compared with what is stored (A1, A3)."""

import shutil

import pytest
from sqlalchemy import event, func, select

from app.documents.models import Decision
from app.extensions import db
from tests.browser_like import Browser
from tests.documents.steps import count, sent_by, version_of
from tests.failures.test_pages import lead
from tests.house import DATABASE, NOON, build, settings_of
from tests.storage.failing import fill, small_disk

pytestmark = pytest.mark.sqlite
DECISIONS = select(func.count(Decision.id))
LONG = "Назовите месяц каждого мероприятия. " * 700  # a dozen pages of the file, twice
FULL = "На диске базы кончилось место: ничего не записано, набранное осталось"


@pytest.fixture
def room(frank):
    """Let the file of the database have so many pages more than it has now: room(3); room(None): as it likes."""
    with frank.app_context():
        engine = db.engine
    limit = []

    def narrow(connection) -> None:
        raw = connection.connection.driver_connection
        raw.execute(f"PRAGMA max_page_count = {limit[0] if limit else 2**30}")

    def leave(pages: int | None) -> None:
        with frank.app_context(), engine.connect() as connection:
            has = connection.exec_driver_sql("PRAGMA page_count").scalar()
        limit[:] = [] if pages is None else [has + pages]

    event.listen(engine, "begin", narrow)
    yield leave
    event.remove(engine, "begin", narrow)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_database_without_room_says_so_at_every_write_and_has_none_of_it(htmx, room, frank, curator, sent):
    typed = {"version_id": version_of(curator, sent), "verdict": "return", "remark": LONG}
    before, told = count(frank, DECISIONS), []
    for pages in range(0, 80, 4):
        room(pages)
        curator.get("/desk")
        answer = curator.post(f"/documents/{sent}/decision", typed, htmx=htmx)
        told.append(answer.status_code)
        if answer.status_code != 503:
            break
        assert FULL in lead(answer)
        assert "возвращено школе" not in answer.text
        assert count(frank, DECISIONS) == before
    room(None)
    assert told[:3] == [503, 503, 503], told
    assert told[-1] == 200, told
    assert count(frank, DECISIONS) == before + 1
    assert "возвращено школе" in answer.text


def test_a_real_disk_that_is_full_is_told_and_reading_goes_on(seeded, frank, tmp_path):
    seeded.leave()
    size = (seeded.folder / DATABASE).stat().st_size // 1024
    with small_disk(tmp_path / "base", size + 4096) as disk:
        shutil.copy(seeded.folder / DATABASE, disk / DATABASE)
        house = build(settings_of(f"sqlite:///{disk / DATABASE}", seeded.folder))
        house.config["PROPAGATE_EXCEPTIONS"] = False
        house.extensions["clock"] = lambda: NOON
        school, curator = Browser(house, "school"), Browser(house, "curator")
        document = sent_by(school)
        typed = {"version_id": version_of(curator, document), "verdict": "return", "remark": LONG}
        before = count(house, DECISIONS)
        fill(disk, leave=8192)
        answer = curator.post(f"/documents/{document}/decision", typed)
        assert answer.status_code == 503
        assert FULL in lead(answer)
        assert "возвращено школе" not in answer.text
        assert curator.get("/desk").status_code == 200
        assert "возвращено школе" not in curator.text
        assert count(house, DECISIONS) == before
        (disk / "filler").unlink()
        curator.post(f"/documents/{document}/decision", typed)
        assert "возвращено школе" in curator.text
        assert count(house, DECISIONS) == before + 1
        with house.app_context():
            assert db.session.connection().exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
            db.session.remove()
            db.engine.dispose()

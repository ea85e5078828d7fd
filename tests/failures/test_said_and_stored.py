"""What is said is what is stored: a commit that fails says no success, and what fails after it takes none back (A1)."""

import threading
import time
from pathlib import Path

import pytest
from huey import SqliteHuey
from sqlalchemy import func, select

from app.documents.models import Decision, Document, Version
from app.jobs import init_app as open_queue
from app.kernel import connecting
from app.kernel.line import LOCKED
from tests.documents.steps import count, docx, empty_place, upload_to, version_of
from tests.house import DATABASE

DECISIONS = select(func.count(Decision.id))
VERSIONS = select(func.count(Version.id))
REMARK = "Назовите месяц каждого мероприятия."


def return_it(curator, sent: int, htmx: bool = False):
    typed = {"version_id": version_of(curator, sent), "verdict": "return", "remark": REMARK}
    return curator.post(f"/documents/{sent}/decision", typed, htmx=htmx)


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_decision_whose_commit_fails_is_told_as_a_failure_and_nowhere_as_a_success(
    htmx, frank, curator, sent, no_commit
):
    before = count(frank, DECISIONS)
    no_commit()
    answer = return_it(curator, sent, htmx)
    assert answer.status_code == 500
    assert "ничего не записано, набранное осталось" in plain(answer)
    assert "возвращено" not in answer.text
    curator.get("/desk")
    assert "возвращено школе" not in curator.text, "nor on the next page"
    assert count(frank, DECISIONS) == before
    assert count(frank, select(Document.state).where(Document.id == sent)) == "submitted"


def test_a_person_whose_signing_in_was_not_written_has_not_signed_in(frank, browser, monkeypatch):
    guest = browser()
    guest.get("/sign-in")
    monkeypatch.setattr("app.people.accounts.routes.record", lambda *_: 1 / 0)
    answer = guest.submit("/sign-in", email="school@example.org", password="opora-demo")
    assert answer.status_code == 500
    assert "opora-demo" not in answer.text
    assert guest.get("/").request.path == "/sign-in"


def test_what_was_said_before_stays_when_another_request_fails(frank, curator, sent, monkeypatch):
    curator.get(f"/desk/{sent}")
    typed = {
        "csrf_token": curator.token,
        "version_id": version_of(curator, sent),
        "verdict": "return",
        "remark": REMARK,
    }
    assert curator.client.post(f"/documents/{sent}/decision", data=typed).status_code == 303
    monkeypatch.setattr("app.documents.deciding.decide", lambda *_, **__: 1 / 0)
    assert curator.client.post(f"/documents/{sent}/decision", data=typed).status_code == 500
    assert "возвращено школе" in curator.get("/desk").text


@pytest.mark.sqlite
@pytest.mark.parametrize(("patience", "status"), [(8, 303), (0.5, 503)], ids=["shorter", "longer"])
def test_a_lock_that_is_shorter_than_the_patience_is_waited_for_and_a_longer_one_is_told(
    patience, status, frank, seeded, curator, sent, held, monkeypatch
):
    monkeypatch.setattr(connecting, "PERSON", patience)
    typed = {"version_id": version_of(curator, sent), "verdict": "return", "remark": REMARK}
    before, data = count(frank, DECISIONS), {"csrf_token": curator.token, **typed}
    holder = held(seeded.folder / DATABASE)
    letting_go = threading.Timer(2, holder.stdin.close)
    letting_go.start()
    answer = curator.client.post(f"/documents/{sent}/decision", data=data)
    letting_go.join()
    assert answer.status_code == status
    assert ("занята другой записью: ничего не записано" in plain(answer)) == (status == 503)
    assert count(frank, DECISIONS) == before + (status == 303)


@pytest.mark.sqlite
@pytest.mark.parametrize("fault", ["locked", "gone"])
def test_a_file_that_the_queue_knows_nothing_of_is_saved_and_said_to_be(fault, frank, school, tmp_path, held, log):
    queue = tmp_path / "queue" / "queue.db"
    with_queue(frank, queue)
    if fault == "locked":
        held(queue)
    else:
        spoil(frank, queue)
    before = count(frank, VERSIONS)
    started = time.monotonic()
    answer = upload_to(school, empty_place(school), docx("Очередь закрыта"))
    assert time.monotonic() - started < 4 * LOCKED + 4, "nobody is held up by the queue"
    assert answer.status_code == 200
    assert "Сохранена версия" in school.text
    assert "Сбой" not in school.text
    assert count(frank, VERSIONS) == before + 1
    assert log.getvalue().count(": queue, POST /schools/<int:participation_id>/kit/<key>/versions") == 1


def with_queue(app, path: Path) -> None:
    """A queue of a file, as in production."""
    path.parent.mkdir()
    app.config["SETTINGS"].queue = str(path)
    open_queue(app)
    assert isinstance(app.extensions["huey"], SqliteHuey)


def spoil(app, queue: Path) -> None:
    """The file of the queue is no database any more."""
    app.extensions["huey"].storage.close()
    for path in queue.parent.iterdir():
        path.unlink()
    queue.mkdir()


def plain(answer) -> str:
    return answer.text.replace("\xa0", " ")

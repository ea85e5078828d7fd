"""Letters on their way: a server that puts off, refuses, stalls or is away loses none, and none is sent twice."""

from datetime import timedelta
from threading import Thread

import pytest

from app.notices.letters import outbox
from tests.documents.steps import sent_by
from tests.notices.test_messages import returned_by


@pytest.fixture(autouse=True)
def _no_reminders(without_reminders):
    """What happens is told; what is due is another matter (test_reminders.py)."""


@pytest.mark.parametrize("answer", ["451 Try later", "452 Full"])
def test_what_the_server_puts_off_is_sent_later(answer, school, curator, box, post, later, letters):
    box.answers["school@example.org"] = answer
    returned_by(curator, sent_by(school))
    post()
    assert answer[:3] in letters()[0].problem
    post()
    assert letters()[0].tries == 1  # its time has not come
    box.answers.clear()
    later(timedelta(minutes=2))
    post()
    assert len(box.taken) == 1
    assert letters()[0].sent_at


def test_pauses_grow_and_after_a_day_the_reason_stands_where_the_administrator_reads_it(
    school, curator, browser, box, post, later, letters
):
    box.answers["school@example.org"] = "451 Try later"
    returned_by(curator, sent_by(school))
    pauses = []
    for _ in range(12):
        post()
        letter = letters()[0]
        pauses.append(letter.try_at)
        later(timedelta(hours=4))
    assert letter.given_up_at
    assert letter.tries <= 9
    admin = browser("admin")
    admin.get("/mail")
    assert "451 Try later" in admin.text


def test_an_address_that_is_refused_for_good_is_given_up_and_sent_again_by_the_administrator(
    school, curator, browser, box, post, letters
):
    box.answers["school@example.org"] = "550 No such person"
    returned_by(curator, sent_by(school))
    post()
    letter = letters()[0]
    assert letter.given_up_at
    assert letter.tries == 1
    box.answers.clear()
    admin = browser("admin")
    admin.get(f"/mail/{letter.id}")
    assert "550 No such person" in admin.text
    admin.submit(f"/mail/{letter.id}/sending")
    assert "Письмо будет отправлено заново" in admin.text
    post()
    assert len(box.taken) == 1


def test_one_bad_address_holds_up_nobody_else(school, curator, browser, box, post, at):
    box.answers["school@example.org"] = "550 No such person"
    other = browser("school3")
    for person in (school, other):
        returned_by(curator, sent_by(person))
    post()
    assert [who for who, _ in box.subjects] == ["school3"]


def test_without_a_server_letters_are_read_by_the_administrator(app, school, curator, browser, post, letters):
    returned_by(curator, sent_by(school))
    post()
    assert letters()[0].sent_at is None
    admin = browser("admin")
    admin.get("/mail")
    assert "Почта не настроена" in admin.text
    admin.get(f"/mail/{letters()[0].id}")
    assert "Исправьте антирисковую программу" in admin.text


def test_a_server_that_is_away_loses_nothing(app, school, curator, box, post, later, letters):
    app.config["SETTINGS"].mail_server = "127.0.0.1:1"
    returned_by(curator, sent_by(school))
    post()
    assert "Нет связи" in letters()[0].problem
    app.config["SETTINGS"].mail_server = box.address
    later(timedelta(minutes=2))
    post()
    assert len(box.taken) == 1


def test_a_server_that_stalls_is_left(monkeypatch, school, curator, box, post, letters):
    monkeypatch.setattr("app.notices.letters.posting.PATIENCE", 1)
    box.stalls = True
    returned_by(curator, sent_by(school))
    post()
    assert letters()[0].sent_at is None
    assert letters()[0].problem


def test_a_worker_that_dies_after_the_server_took_the_letter_sends_one_copy_more_of_the_same(
    monkeypatch, school, curator, box, post, later, letters
):
    returned_by(curator, sent_by(school))

    def dies(*_args, **_values):
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "_write", dies)
        with pytest.raises(SystemExit):
            post()
    post()
    assert len(box.taken) == 1  # the claim of the dead worker still stands
    later(outbox.CLAIM + timedelta(seconds=1))
    post()
    post()
    first, second = box.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert letters()[0].sent_at


def test_two_workers_at_once_send_each_letter_once(app, school, curator, browser, box, post):
    for person in (school, browser("school3")):
        returned_by(curator, sent_by(person))
    post(send=False)

    def work():
        with app.app_context():
            outbox.send_due()

    workers = [Thread(target=work) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(who for who, _ in box.subjects) == ["school", "school3"]


def test_no_more_letters_go_in_a_minute_than_the_settings_say(app, school, curator, browser, box, post):
    app.config["SETTINGS"].mails_per_minute = 1
    for person in (school, browser("school3")):
        returned_by(curator, sent_by(person))
    post()
    assert len(box.taken) == 1
    post()
    assert len(box.taken) == 2

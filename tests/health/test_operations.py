"""What who looks after the house is told: figures for Prometheus, the doctor, a worker that is stuck, mail, backups."""

import json
import logging
import re
from datetime import timedelta
from threading import Event

import pytest
from flask import current_app
from sqlalchemy import select

from app.extensions import db
from app.health.models import Backup, Heartbeat
from app.health.parts import FORGOTTEN, HANGS, OLD, SILENCE
from app.health.pulse import EVERY, Pulse, own_name
from app.health.services import beat
from app.kernel import clock
from app.kernel.logs import AsJson
from app.notices.models import Letter
from tests.health.test_health import asked, queued  # noqa: F401  # a fixture

FAR = {"REMOTE_ADDR": "10.1.2.3"}


def line_of(app, part: str) -> tuple[bool, str, str]:
    """What the page of the state says of a part."""
    app.extensions["health"].asked_at = float("-inf")
    with app.app_context():
        found = next(one for one in app.extensions["house_state"]() if one.part == part)
    return found.well, found.word, found.said


def figure(text: str, name: str) -> float:
    return float(re.search(rf"^{re.escape(name)} (\S+)$", text, re.M).group(1))


def test_figures_are_for_this_machine_or_for_who_says_the_token(app):
    client = app.test_client()
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", environ_base=FAR).status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "10.1.2.3"}).status_code == 404
    app.config["SETTINGS"].metrics_token = type(app.config["SETTINGS"].secret_key)("a long token of sixteen")
    for said, code in (("Bearer a long token of sixteen", 200), ("Bearer another", 404), ("", 404)):
        assert client.get("/metrics", environ_base=FAR, headers={"Authorization": said}).status_code == code


def test_figures_are_those_of_the_house(app, browser):
    browser("school").get("/messages")
    asked(app)
    text = app.test_client().get("/metrics").text
    assert figure(text, 'opora_well{part="database"}') == 1
    assert figure(text, "opora_archive_files") > 10
    assert figure(text, 'opora_disk_free_bytes{disk="parts"}') > 0
    assert figure(text, 'opora_request_seconds_count{code="200",endpoint="notices.every"}') >= 1


def test_a_worker_that_is_stuck_is_seen_within_a_minute(queued, monkeypatch):  # noqa: F811
    pulse = Pulse()
    with pulse.doing("convert_unshown"):
        pulse.say(queued)
        well, word, said = line_of(queued, "worker")
        assert (well, word) == (True, "Работает")
        assert "convert_unshown" in said
    assert EVERY + SILENCE.total_seconds() + 5 <= 70
    later = clock.real_now() + SILENCE
    monkeypatch.setattr(clock, "real_now", lambda: later)
    assert line_of(queued, "worker")[:2] == (False, "Не\u00a0работает")


def test_a_job_that_never_ends_is_told_although_the_worker_is_there(queued):  # noqa: F811
    with queued.app_context():
        beat("compare_asked", clock.real_now() - HANGS)
    well, word, said = line_of(queued, "worker")
    assert (well, word) == (False, "Завис")
    assert "compare_asked" in said
    assert asked(queued) == (200, "degraded: worker")


def test_a_pulse_goes_on_in_its_thread(queued, monkeypatch):  # noqa: F811
    said, twice = [], Event()
    monkeypatch.setattr("app.health.pulse.EVERY", 0.01)
    monkeypatch.setattr("app.health.pulse.beat", lambda *_: (said.append(1), len(said) > 2 and twice.set()))
    pulse = Pulse()
    with queued.app_context():
        pulse.start(current_app)
    assert twice.wait(10)
    pulse.over.set()


def test_a_pulse_that_the_database_does_not_take_is_told_and_goes_on(queued, monkeypatch, caplog):  # noqa: F811
    monkeypatch.setattr("app.health.pulse.beat", lambda *_: 1 / 0)
    Pulse().say(queued)
    assert "failure" in caplog.text


@pytest.mark.parametrize(
    ("age", "well", "word"), [(timedelta(hours=1), True, "Есть"), (OLD + timedelta(minutes=1), False, "Старая")]
)
def test_the_age_of_the_last_backup_is_told(app, age, well, word):
    assert line_of(app, "backup")[1] == "Не\u00a0было"
    made = clock.real_now() - age
    with app.app_context():
        db.session.add(Backup(began_at=made, ended_at=made, files=9, size=9, encrypted=True))
        db.session.commit()
    assert line_of(app, "backup")[:2] == (well, word)
    text = app.test_client().get("/metrics").text
    assert figure(text, "opora_backup_age_seconds") >= age.total_seconds()


def test_letters_that_a_server_does_not_take_are_told(app):
    app.config["SETTINGS"].mail_server = "mail.example.org:25"
    assert line_of(app, "mail")[:2] == (True, "Уходит")
    long_ago = clock.real_now() - timedelta(hours=2)
    with app.app_context():
        words = {"address": "a@example.org", "subject": "Тема", "plain": "Текст", "html": "Текст"}
        db.session.add(Letter(person_id=1, message_id="<1@x>", made_at=long_ago, try_at=long_ago, **words))
        db.session.commit()
    assert line_of(app, "mail")[:2] == (False, "Не\u00a0уходит")


def test_the_doctor_says_what_to_mend_and_fails_until_it_is(app, monkeypatch):
    monkeypatch.setattr("app.health.doctor.program", lambda: None)
    done = app.test_cli_runner().invoke(args=["doctor"])
    assert "MEND  LibreOffice" in done.output
    assert "apt install libreoffice" in done.output
    assert "Схема базы: Схема" in done.output
    assert done.exit_code == 1


def test_a_clock_that_stepped_back_is_found_by_the_doctor(app):
    app.extensions["clock"] = lambda: clock.real_now() - timedelta(days=9999)
    assert re.search(r"MEND\s+Часы: .*часы отстали", app.test_cli_runner().invoke(args=["doctor"]).output)


def test_a_line_of_json_holds_the_number_that_the_page_shows(app, school, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    lines = []
    handler = logging.Handler()
    handler.setFormatter(AsJson())
    handler.emit = lambda record: lines.append(handler.format(record))
    app.logger.addHandler(handler)
    monkeypatch.setattr("app.notices.routes.render_template", lambda *_, **__: 1 / 0)
    try:
        answer = school.client.get("/messages")
    finally:
        app.logger.removeHandler(handler)
    assert answer.status_code == 500
    told = json.loads(lines[0])
    assert told["request"] in answer.text
    assert told["route"] == "GET /messages"
    assert "ZeroDivisionError" in told["message"]


def test_of_two_workers_each_has_its_word_and_the_silent_one_is_named(queued):  # noqa: F811
    now = clock.real_now()
    with queued.app_context():
        beat(name="worker@web2:41")
        db.session.get(Heartbeat, "worker@web2:41").beat_at = now - SILENCE
        db.session.commit()
        beat("convert_unshown", now - timedelta(minutes=2), name="worker@web1:7")
    well, word, said = line_of(queued, "worker")
    assert (well, word) == (False, "Не\u00a0все")
    assert "Работают: 2. Молчит: web2:41." in said
    assert asked(queued) == (200, "degraded: worker")
    with queued.app_context():
        db.session.get(Heartbeat, "worker@web2:41").beat_at = now - FORGOTTEN
        db.session.commit()
    assert line_of(queued, "worker")[:2] == (True, "Работает")


def test_a_worker_that_was_killed_here_is_forgotten_when_another_begins_and_one_that_ends_takes_its_leave(queued):  # noqa: F811
    with queued.app_context():
        lost = own_name().rpartition(":")[0] + ":999999999"
        elsewhere = "worker@web9:1"
        for name in (lost, elsewhere):
            beat(name=name)
        pulse = Pulse()
        pulse.start(current_app)
        names = set(db.session.scalars(select(Heartbeat.name)))
        assert lost not in names
        assert {own_name(), elsewhere} <= names
        pulse.end()
        assert own_name() not in set(db.session.scalars(select(Heartbeat.name)))

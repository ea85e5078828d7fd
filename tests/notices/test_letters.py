"""Letters to a real mail server: what goes at once and what once a day, and that nothing is lost or said twice."""

from datetime import timedelta
from threading import Thread

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notices.letters import outbox
from app.notices.models import Letter, Notice
from app.people.accounts.models import Account
from tests.documents.steps import docx, send, sent_by, upload_to, version_of
from tests.notices.test_messages import returned_by


@pytest.fixture(autouse=True)
def _no_reminders(without_reminders):
    """What happens is told; what is due is another matter (test_reminders.py)."""


def test_a_return_is_a_letter_at_once_that_names_school_and_thing(school, curator, box, post):
    returned_by(curator, sent_by(school))
    post()
    assert [who for who, _ in box.subjects] == ["school"]
    subject = box.subjects[0][1]
    assert "Исправьте антирисковую программу" in subject
    assert "Заречная" in subject


def test_what_can_wait_comes_once_a_day_in_one_letter(school, curator, browser, box, post, at):
    sent_by(school)
    sent_by(browser("school3"))
    at(2022, 3, 25, 4, 59)  # 07:59 in Moscow
    post()
    assert box.taken == []
    at(2022, 3, 25, 5)
    post()
    post()
    assert [who for who, _ in box.subjects] == ["curator"]
    assert "проверьте антирисковую программу" in box.subjects[0][1]
    assert box.subjects[0][1].endswith("; ещё 1 сообщение")
    plain = box.taken[0].get_body(("plain",)).get_content()
    assert plain.count("проверьте") == 2


def test_no_digest_comes_on_a_day_off(school, curator, box, post, at):
    sent_by(school)
    at(2022, 3, 26, 9)  # Saturday
    post()
    at(2022, 5, 9, 9)
    post()
    assert box.taken == []
    at(2022, 5, 11, 9)
    post()
    assert len(box.taken) == 1


def test_nobody_has_two_digests_on_one_day(school, curator, browser, box, post, at):
    sent_by(school)
    at(2022, 3, 25, 5)
    post()
    sent_by(browser("school3"))
    at(2022, 3, 25, 20)
    post()
    assert len(box.taken) == 1
    at(2022, 3, 28, 5)
    post()
    assert len(box.taken) == 2


def test_no_letter_speaks_of_what_is_done_already(school, curator, box, post, letters):
    document = sent_by(school)
    returned_by(curator, document)
    upload_to(school, f"/documents/{document}", docx("Цель и сроки"))
    send(school, document)
    post()
    assert box.taken == []
    assert letters() == []


def test_no_letter_repeats_what_was_read_in_the_page(school, curator, box, post):
    document = sent_by(school)
    returned_by(curator, document)
    school.get(f"/documents/{document}")
    post()
    assert box.taken == []


def test_a_letter_is_plain_and_html_made_by_a_machine_without_a_file(app, school, curator, box, post):
    app.config["SETTINGS"].public_url = "https://opora.region.example"
    document = sent_by(school)
    returned_by(curator, document)
    post()
    letter = box.taken[0]
    assert letter["Auto-Submitted"] == "auto-generated"
    assert letter["List-Unsubscribe"] == "<https://opora.region.example/messages/choice>"
    assert letter["Message-ID"]
    assert [part.get_content_type() for part in letter.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    for kind in ("plain", "html"):
        assert f"https://opora.region.example/documents/{document}" in letter.get_body((kind,)).get_content()


def test_letters_about_one_thing_are_one_thread(school, curator, box, post):
    document = sent_by(school)
    returned_by(curator, document)
    post()
    upload_to(school, f"/documents/{document}", docx("Цель и сроки"))
    send(school, document)
    returned_by(curator, document, "Ещё раз о сроках.")
    post()
    first, second = box.taken
    assert second["In-Reply-To"].strip() == first["Message-ID"].strip()
    assert second["Message-ID"] != first["Message-ID"]


def test_a_title_with_a_line_break_makes_no_header(app, school, curator, box, post):
    returned_by(curator, sent_by(school))
    with app.app_context():
        notice = db.session.scalars(select(Notice).where(Notice.kind == "document:returned")).one()
        notice.words = "Исправьте\r\nBcc: other@example.org"
        db.session.commit()
    post()
    assert box.taken[0]["Bcc"] is None
    assert len(box.taken) == 1


def test_a_long_subject_loses_no_space_where_it_is_folded(app, school, curator, box, post, letters):
    returned_by(curator, sent_by(school))
    post()
    assert len(box.subjects[0][1]) > 100
    assert box.subjects[0][1] == letters()[0].subject.replace("\u00a0", " ")


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


def test_a_worker_that_was_down_for_three_days_tells_how_it_stands_today(school, curator, box, post, at):
    document = sent_by(school)
    returned_by(curator, document)
    at(2022, 3, 25, 9)
    upload_to(school, f"/documents/{document}", docx("Цель и сроки"))
    send(school, document)
    at(2022, 3, 28, 9)
    post()
    assert [who for who, _ in box.subjects] == ["curator"]
    assert "проверьте антирисковую программу" in box.subjects[0][1]
    assert "ещё" not in box.subjects[0][1]


def test_who_cannot_sign_in_gets_no_letter(app, school, curator, box, post):
    returned_by(curator, sent_by(school))
    with app.app_context():
        notice = db.session.scalars(select(Notice).where(Notice.kind == "document:returned")).one()
        db.session.scalars(
            select(Account).where(Account.person_id == notice.person_id)
        ).one().closed_at = notice.told_at
        db.session.commit()
    post()
    assert box.taken == []


@pytest.mark.parametrize(("way", "letters_at_once"), [("page", 0), ("digest", 0), ("at_once", 1), ("", 1)])
def test_a_person_chooses_how_to_be_told(way, letters_at_once, school, curator, box, post):
    school.get("/messages/choice")
    school.submit("/messages/choice", way=way)
    document = sent_by(school)
    version = curator_approves(curator, document)
    assert version
    post()
    assert len(box.taken) == letters_at_once


def curator_approves(curator, document: int) -> str:
    version = version_of(curator, document)
    curator.submit(f"/documents/{document}/decision", version_id=version, verdict="approve", remark="")
    return version


def test_a_return_comes_at_once_whatever_was_chosen(school, curator, box, post):
    school.get("/messages/choice")
    school.submit("/messages/choice", way="page")
    returned_by(curator, sent_by(school))
    post()
    assert len(box.taken) == 1


def test_the_database_takes_no_second_digest_of_a_day_and_no_letter_with_two_ends(app, school, curator, post):
    returned_by(curator, sent_by(school))
    post()
    with app.app_context():
        letter = db.session.scalars(select(Letter)).one()
        letter.sent_at = letter.given_up_at = letter.made_at
        letter.problem = "x"
        with pytest.raises(Exception, match="one_end"):
            db.session.commit()

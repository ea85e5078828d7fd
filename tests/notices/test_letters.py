"""Letters to a real mail server: what goes at once and what once a day, and what a letter says."""

import pytest
from sqlalchemy import select

from app.extensions import db
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

"""Invitations by letter, and a letter that only tries the mail."""

import re

import pytest

from app.kernel.spreadsheet import Sheet, workbook
from app.notices.letters.writing import SECRET
from app.setup.people_routes import HEADS
from tests.notices.conftest import HOUSE
from tests.people.conftest import PASSWORD

NEW = "novikova@opora.test"
LINK = re.compile(re.escape(HOUSE) + r"(/invitations/[\w.-]+)")
ROW = ("Новикова Ольга (демо)", NEW, "Муниципальный координатор", "Кромской район", "", "", "")


@pytest.fixture
def department(app, browser, box, without_reminders):
    """Whoever has brought one person, in a house with mail that knows its address."""
    app.config["SETTINGS"].public_url = HOUSE
    person = browser("department")
    person.get("/people/lists")
    person.upload("/people/lists", workbook([Sheet("Люди", HEADS, [ROW])]), "Люди.xlsx")
    person.submit(person.page.xpath("//form[contains(@action, '/people/lists/')]/@action")[0])
    person.get("/people/slips")
    return person


def invitation(box) -> str:
    (letter,) = (one for one in box.taken if str(one["To"]) == NEW)
    return LINK.search(letter.get_body(("plain",)).get_content())[1]


def test_a_letter_brings_its_person_in_and_is_written_once(browser, department, letters, post, box):
    assert "1 человек" in department.text
    department.submit("/people/slips/letters")
    assert "Написано писем с приглашением: 1" in department.text
    assert "Письма уже написаны всем" in department.text
    (kept,) = (one for one in letters() if one.address == NEW)
    assert SECRET in kept.plain
    assert "/invitations/" not in kept.plain + kept.html
    post()
    guest, link = browser(), invitation(box)
    guest.get(link)
    guest.submit(link, password=PASSWORD)
    assert "Пароль сохранён" in guest.text
    department.get("/people/slips")
    assert "пароль уже есть" in department.text


def test_slips_spend_a_letter_that_was_written_before(department, letters, post, box):
    department.submit("/people/slips/letters")
    department.submit("/people/slips")
    post()
    assert NEW not in [str(one["To"]) for one in box.taken]
    (kept,) = (one for one in letters() if one.address == NEW)
    assert "устарела" in kept.problem


def test_without_mail_no_letter_is_written(app, department, letters):
    app.config["SETTINGS"].mail_server = ""
    department.submit("/people/slips/letters")
    assert "Почта не настроена" in department.text
    assert NEW not in [one.address for one in letters()]


def test_a_trial_is_taken_or_the_answer_of_the_server_is_said(browser, box):
    admin = browser("admin")
    admin.get("/mail")
    admin.submit("/mail/trial")
    assert "сервер принял пробное письмо на admin@example.org" in admin.text
    assert box.subjects == [("admin", "Проверка почты программы «Опора 500+»")]
    box.after_data = "554 No such luck"
    admin.submit("/mail/trial")
    assert "Пробное письмо не отправлено. Почтовый сервер ответил: 554 No such luck" in admin.text

"""«Забыли пароль?»: a letter with a link that is good once and for an hour, and stands nowhere but in the letter."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.demo.seed import PASSWORD as OLD_PASSWORD
from app.extensions import db, limiter
from app.kernel import clock
from app.notices.models import Letter
from app.people.accounts.models import Recovery
from app.weblog import masked
from tests.notices.conftest import HOUSE
from tests.people.conftest import PASSWORD, sign_in

SCHOOL = "school@example.org"
LINK = re.compile(re.escape(HOUSE) + r"(/recoveries/[\w.-]+)")
SAME = "Если по адресу"


@pytest.fixture(autouse=True)
def fresh_counts(app, box):
    """A house with mail that knows its address, and that nobody has asked yet."""
    app.config["SETTINGS"].public_url = HOUSE
    limiter.reset()


@pytest.fixture
def department(browser):
    return browser("department")


@pytest.fixture
def admin(browser):
    return browser("admin")


def ask(browser, email: str):
    guest = browser()
    guest.get("/forgotten")
    guest.submit("/forgotten", email=email)
    return guest


def link_for(browser, post, box) -> str:
    """The link in the letter to the school."""
    ask(browser, SCHOOL)
    post()
    letter = next(one for one in reversed(box.taken) if "Новый пароль" in str(one["Subject"]))
    found = LINK.search(letter.get_body(("plain",)).get_content())
    assert found
    return found[1]


def set_by(browser, link: str, password: str = PASSWORD):
    guest = browser()
    guest.get(link)
    if guest.status == 200:
        guest.submit(link, password=password)
    return guest


def about_way_in(box) -> list[tuple[str, str]]:
    """Of the letters those about passwords and addresses: others remind of deadlines."""
    return [one for one in box.subjects if any(word in one[1].lower() for word in ("пароль", "почта"))]


def comes_in(browser, password: str) -> bool:
    guest = browser()
    sign_in(guest, SCHOOL, password)
    return "не подходят" not in guest.text


def test_a_link_sets_a_password_once_ends_sessions_and_a_letter_says_so(browser, school, post, box):
    link = link_for(browser, post, box)
    assert "Пароль сохранён" in set_by(browser, link).text
    assert comes_in(browser, PASSWORD)
    assert not comes_in(browser, OLD_PASSWORD)
    school.get("/kit")
    assert "Вход" in school.text
    assert set_by(browser, link, "другая длинная фраза").status == 404
    post()
    assert ("school", "Пароль вашей учётной записи изменён") in box.subjects


def test_the_words_are_the_same_for_an_address_that_nobody_has(browser, box, post, letters_of):
    known, unknown = ask(browser, SCHOOL), ask(browser, "stranger@example.org")
    assert [SAME in one.text for one in (known, unknown)] == [True, True]
    assert known.text.replace(SCHOOL, "") == unknown.text.replace("stranger@example.org", "")
    assert [one.address for one in letters_of()] == [SCHOOL]


@pytest.fixture
def letters_of(app):
    """All letters, as plain rows."""

    def every() -> list[Letter]:
        with app.app_context():
            return list(db.session.execute(select(Letter.address, Letter.plain, Letter.html, Letter.id)))

    return every


@pytest.mark.parametrize(("minutes", "opens"), [(59, True), (60, False)])
def test_a_link_is_good_for_an_hour(minutes, opens, browser, post, box, later):
    link = link_for(browser, post, box)
    later(timedelta(minutes=minutes))
    assert (browser().get(link).status_code == 200) is opens


def test_another_way_to_a_password_spends_the_link(app, browser, school, post, box):
    link = link_for(browser, post, box)
    school.get("/account")
    school.submit("/account/password", current=OLD_PASSWORD, password=PASSWORD)
    assert "Пароль изменён" in school.text
    assert browser().get(link).status_code == 404


def test_a_forged_link_and_one_of_a_closed_account_open_nothing(app, browser, department, post, box):
    link = link_for(browser, post, box)
    assert browser().get(link[:-1] + ("a" if link[-1] != "a" else "b")).status_code == 404
    with app.app_context():
        person = db.session.scalars(select(Recovery)).one().person_id
    department.get(f"/people/{person}")
    department.submit(f"/people/{person}/closing")
    assert browser().get(link).status_code == 404


def test_the_secret_is_in_no_table_page_or_log(app, browser, admin, post, box, letters_of):
    link = link_for(browser, post, box)
    secret = link.rpartition("/")[2]
    assert secret not in masked(link)
    with app.app_context():
        for table in db.metadata.sorted_tables:
            assert secret not in repr(db.session.execute(select(table)).all()), table.name
    admin.get(f"/mail/{next(one.id for one in letters_of() if one.address == SCHOOL)}")
    assert "ссылка видна только тому, кому письмо" in admin.text
    assert secret not in admin.last.text


def test_a_letter_that_could_not_be_sent_for_an_hour_is_given_up(app, browser, admin, post, box, later):
    ask(browser, SCHOOL)
    later(timedelta(minutes=61))
    post()
    assert about_way_in(box) == []
    with app.app_context():
        letter = db.session.scalars(select(Letter).where(Letter.address == SCHOOL)).one()
        assert letter.given_up_at
        number = letter.id
    admin.get(f"/mail/{number}")
    assert "Ссылка устарела" in admin.text
    admin.submit(f"/mail/{number}/sending")
    assert "Человек попросит новую сам" in admin.text


def test_a_link_goes_before_all_other_letters(app, browser, post, box, later):
    app.config["SETTINGS"].mails_per_minute = 1
    with app.app_context():
        now = clock.real_now()
        values = {"subject": "Раньше", "plain": "…", "html": "…", "made_at": now, "try_at": now}
        db.session.add_all(
            Letter(person_id=1, address=f"p{n}@example.org", message_id=f"<{n}@x>", **values) for n in range(3)
        )
        db.session.commit()
    ask(browser, SCHOOL)
    post()
    assert box.subjects == [("school", "Новый пароль для программы «Опора 500+»")]


def test_an_address_is_heard_three_times_an_hour_whether_or_not_somebody_has_it(browser, letters_of):
    for email in (SCHOOL, "stranger@example.org"):
        said = [ask(browser, email).status for _ in range(4)]
        assert said == [200, 200, 200, 429]
    assert len(letters_of()) == 3


@pytest.mark.parametrize("missing", ["mail_server", "public_url"])
def test_where_there_is_no_mail_the_coordinator_helps(missing, app, browser):
    setattr(app.config["SETTINGS"], missing, "")
    guest = browser()
    guest.get("/forgotten")
    assert "координатору проекта" in guest.text
    assert guest.post("/forgotten", {"email": SCHOOL}).status_code == 422


def test_a_new_address_is_told_to_the_old_one_and_to_the_new_one(app, browser, department, post, box):
    link = link_for(browser, post, box)
    with app.app_context():
        person = db.session.scalars(select(Recovery)).one().person
        number, name = person.id, person.name
    department.get(f"/people/{number}")
    department.submit(f"/people/{number}", name=name, email="new@example.org", post="", phone="")
    post()
    told = dict(about_way_in(box)[1:])
    assert told["school"] == "Почта вашей учётной записи изменена"
    assert told["new"].startswith("Почта вашей учётной записи изменена: входите")
    assert browser().get(link).status_code == 404


def test_one_changes_ones_own_data_and_password_and_is_told(school, browser, post, box):
    school.get("/account")
    school.submit("/account", name="", post="Директор", phone="")
    assert school.status == 422
    school.submit("/account", name="Иванова Анна Петровна", post="Директор", phone="8 (4862) 11-22-33")
    assert "Данные сохранены" in school.text
    school.submit("/account/password", current="не тот пароль", password=PASSWORD)
    assert "Нынешний пароль не подходит" in school.text
    school.submit("/account/password", current=OLD_PASSWORD, password=PASSWORD)
    assert "Пароль изменён" in school.text
    post()
    assert ("school", "Пароль вашей учётной записи изменён") in box.subjects
    assert comes_in(browser, PASSWORD)
    school.get("/messages")
    assert "Вход" not in school.page.findtext(".//h1")


def test_a_stranger_at_an_open_screen_guesses_the_password_ten_times_at_most(school):
    school.get("/account")
    for _ in range(10):
        school.submit("/account/password", current="не тот пароль", password=PASSWORD)
    school.submit("/account/password", current=OLD_PASSWORD, password=PASSWORD)
    assert school.status == 429


def test_a_password_that_was_typed_when_the_session_had_ended_is_shown_nowhere(app, school, browser):
    school.get("/account")
    other = browser("school")
    other.get("/sessions")
    other.submit("/sessions/ending")
    school.submit("/account/password", current=OLD_PASSWORD, password=PASSWORD)
    assert "Войдите снова" in school.text
    assert PASSWORD not in school.last.text
    assert OLD_PASSWORD not in school.last.text

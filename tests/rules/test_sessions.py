"""A form outlives its session, and belongs to the person who opened it: what was typed is not lost (X1, H7)."""

import re
from datetime import timedelta
from time import time

import pytest
from itsdangerous.timed import TimestampSigner

from tests.documents.steps import form_to, version_of
from tests.house import NOON

REMARK = "Назовите месяц каждого мероприятия. " * 30


@pytest.fixture
def later_by(app, monkeypatch):
    """The same browser some hours later: the seals of cookies and tokens grow old, and so does the calendar."""

    def move(hours: float) -> None:
        app.extensions["clock"] = lambda: NOON + timedelta(hours=hours)
        monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda self: int(time() + hours * 3600))

    return move


@pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
def test_a_remark_that_took_two_hours_is_saved(htmx, curator, school, sent, later_by):
    typed = {"version_id": version_of(curator, sent), "csrf_token": curator.token}
    later_by(hours=0.9)
    curator.get("/desk")  # in another tab
    later_by(hours=1.8)
    typed |= {"verdict": "return", "remark": REMARK}
    assert curator.post(f"/documents/{sent}/decision", typed, htmx=htmx).status_code == 200
    school_sees(school, sent, REMARK)


def test_a_form_that_outlives_its_session_comes_back_after_signing_in(curator, browser, sent, later_by):
    curator.get(f"/desk/{sent}")
    later_by(hours=2)
    answer = curator.submit(f"/documents/{sent}/decision", verdict="return", reason="dates_wrong", remark=REMARK)
    assert answer.status_code == 401
    assert "набранное сохранено" in curator.text
    sign_in_again(curator, password="не тот")
    assert "пароль не подходят" in curator.text
    sign_in_again(curator)
    assert "Вы снова вошли" in curator.text
    assert REMARK.strip() in curator.text
    curator.submit(f"/documents/{sent}/decision")
    assert "возвращено школе" in curator.text
    school_sees(browser("school"), sent, REMARK)


def test_what_comes_back_says_of_what_it_is_and_shows_all_that_was_typed(curator, sent, later_by):
    curator.get(f"/desk/{sent}")
    later_by(hours=2)
    typed = {"verdict": "return", "reason": "dates_wrong", "remark": "OK 5 4-7"}
    curator.submit(f"/documents/{sent}/decision", **typed)
    sign_in_again(curator)
    said = " ".join(curator.page.xpath("//main")[0].text_content().replace("\xa0", " ").split())
    for words in ("Заречная СОШ", "Антирисковая программа", "Решение: вернуть школе", "Причины: Сроки", "OK 5 4-7"):
        assert words in said
    assert "dates_wrong" not in said
    assert form_to(curator, "/decision").xpath('.//input[@name="version_id"]')


def test_a_form_that_says_nothing_of_itself_brings_the_title_of_its_page(browser, later_by):
    department = browser("department")
    department.get("/plan/20")
    later_by(hours=2)
    department.submit(next(one for one in department.page.xpath("//form/@action") if "/execution" in one), note="ABC 7")
    sign_in_again(department, "department")
    said = " ".join(department.page.xpath("//main")[0].text_content().split())
    assert "Мероприятие 20" in said
    assert "Пояснение: ABC 7" in said


def test_a_form_of_another_person_is_not_sent_after_signing_in(curator, school, sent, later_by):
    curator.get(f"/desk/{sent}")
    later_by(hours=2)
    curator.submit(f"/documents/{sent}/decision", verdict="approve")
    sign_in_again(curator, who="curator2")
    assert "Вы снова вошли" not in curator.text
    school_sees(school, sent, "На проверке у куратора")


def test_with_htmx_the_door_leads_back_to_the_page_where_the_text_is_kept(curator, sent, later_by):
    curator.get(f"/desk/{sent}")
    later_by(hours=2)
    here = f"http://localhost/desk/{sent}"
    for current, way in ((here, f"%2Fdesk%2F{sent}"), ("https://evil.example.org/desk", "%2F")):
        headers = {"HX-Request": "true", "HX-Current-URL": current}
        answer = curator.client.post(f"/documents/{sent}/decision", data={"remark": REMARK}, headers=headers)
        assert answer.status_code == 401
        assert re.sub("/", "%2F", answer.headers["HX-Redirect"]).endswith(f"?next={way}")


def test_the_token_of_a_swapped_region_is_good_for_the_next_form(curator, sent):
    version = version_of(curator, sent)
    region = curator.post(f"/documents/{sent}/decision", {"version_id": version}, htmx=True).text
    token = re.search(r'name="csrf_token" value="([^"]+)"', region)[1]
    typed = {"csrf_token": token, "version_id": version, "verdict": "approve"}
    answer = curator.client.post(f"/documents/{sent}/decision", data=typed, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "подтверждено" in answer.text


def test_a_page_stays_good_after_its_person_has_signed_in_again_in_another_tab(curator, sent):
    typed = {"version_id": version_of(curator, sent), "verdict": "approve", "csrf_token": curator.token}
    curator.submit("/sign-out")
    sign_in_again(curator)
    assert curator.client.post(f"/documents/{sent}/decision", data=typed).status_code == 303


def test_a_page_is_no_good_when_another_person_has_signed_in_and_it_says_so(curator, sent):
    typed = {"version_id": version_of(curator, sent), "verdict": "approve", "csrf_token": curator.token}
    curator.submit("/sign-out")
    sign_in_again(curator, who="expert")
    answer = curator.post("/plan/20/execution", {**typed, "note": "Да"})
    assert answer.status_code == 400
    assert "вошёл другой человек" in curator.text


def test_another_role_in_the_same_browser_is_told_that_another_person_has_signed_in(school, browser, app):
    """Not that schools alone may: whoever reads that looks for the fault in his role (X2)."""
    school.get("/documents/1")
    old = school.token
    school.submit("/sign-out")
    sign_in_again(school, who="curator")
    for url in ("/documents/1/versions", "/documents/1/submission", "/rounds/1/borrowing"):
        answer = school.client.post(url, data={"csrf_token": old})
        assert answer.status_code == 400, url
        assert "вошёл другой человек" in answer.text, url
        assert school.client.post(url, data={"csrf_token": fresh(school)}).status_code in (403, 404), url


def fresh(person) -> str:
    """The token of a page that was opened now."""
    person.get("/")
    return person.token


def sign_in_again(person, who: str = "curator", password: str = "opora-demo") -> None:
    action = form_to(person, "/sign-in").get("action")
    person.submit(action.split("?")[0], email=f"{who}@example.org", password=password)


def school_sees(school, document: int, words: str) -> None:
    """The words stand on the page of the document, at whose door the school may have to sign in again."""
    if school.get(f"/documents/{document}").request.path == "/sign-in":
        sign_in_again(school, "school")
    assert words.strip() in school.text

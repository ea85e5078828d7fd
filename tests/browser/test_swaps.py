"""What is swapped in: where the focus goes, what a screen reader hears, and which of two answers stays (H6, H8)."""

import re
import time

import pytest

from app.demo import files
from tests.documents.steps import document_of, empty_place, send, upload_to

pytestmark = pytest.mark.chromium
REMARKS = "Раздел «Целевые показатели»: назовите числа.\n\nРаздел «Исполнители»: назовите должности."


@pytest.fixture
def returned(school, curator) -> int:
    """A document that came back with two remarks."""
    upload_to(school, empty_place(school), files.programme("АРП", "МБОУ «Заречная СОШ» (демо)", attempt=1))
    document = document_of(school)
    send(school, document)
    curator.get(f"/desk/{document}")
    curator.submit(f"/documents/{document}/decision", verdict="return", reason="dates_wrong", remark=REMARKS)
    upload_to(school, f"/documents/{document}", files.programme("АРП", "МБОУ «Заречная СОШ» (демо)", attempt=2))
    return document


@pytest.fixture
def slow_first_answer(app):
    """The answer to the first mark of a remark is on its way for a second after all is written."""
    inner, seen = app.wsgi_app, []

    def call(environ, start_response):
        answer = inner(environ, start_response)
        if re.fullmatch(r"/remarks/\d+/fix", environ["PATH_INFO"]):
            seen.append(environ["PATH_INFO"])
            if len(seen) == 1:
                time.sleep(1)
        return answer

    app.wsgi_app = call
    return seen


def test_of_two_answers_on_their_way_the_truth_stays_whichever_comes_last(returned, slow_first_answer, person):
    page = person("school")
    page.goto(f"/documents/{returned}")
    page.evaluate("document.querySelectorAll('#remarks form button').forEach((button) => button.click())")
    page.wait_for_timeout(2000)
    assert len(slow_first_answer) == 2
    assert page.locator("#remarks .state:has-text('Исправлено школой')").count() == 2


def test_after_a_swap_the_focus_is_in_what_was_swapped_and_the_news_is_heard(returned, person):
    page = person("school")
    page.goto(f"/documents/{returned}")
    page.locator("#remarks form button").first.press("Enter")
    page.wait_for_selector("#remarks :text('Исправлено школой')")
    assert page.evaluate("document.activeElement.closest('#remarks') !== null")
    assert "Отмечено исправленными: 1 из" in page.text_content("#status")


def test_after_a_region_without_a_heading_was_swapped_the_focus_is_in_it(person):
    page = person("expert")
    page.goto("/checks/rules")
    rule = page.locator("form[id^=rule-]").first
    rule.locator("summary").click()
    rule.locator("button[type=submit]").press("Enter")
    page.wait_for_selector("text=проверяются заново")
    assert page.evaluate("document.activeElement.closest('form[id^=rule-]') !== null")


@pytest.fixture
def slow_decision(app):
    """The answer to a decision is on its way for a second."""
    inner = app.wsgi_app

    def call(environ, start_response):
        answer = inner(environ, start_response)
        if environ["REQUEST_METHOD"] == "POST" and environ["PATH_INFO"].endswith("/decision"):
            time.sleep(1)
        return answer

    app.wsgi_app = call


def test_what_is_typed_meanwhile_is_not_replaced_by_a_refusal(slow_decision, person):
    page = person("curator")
    page.goto("/desk")
    page.check('input[name="verdict"][value="return"]', force=True)
    page.click(".desk__submit button")
    page.fill("#remark", "Назовите месяц и ответственного.")
    page.wait_for_selector(".desk__decision .error")
    assert page.input_value("#remark") == "Назовите месяц и ответственного."


def test_what_is_typed_meanwhile_is_given_back_when_its_field_has_gone(slow_decision, person):
    page = person("curator")
    page.goto("/desk")
    address = page.url
    page.check('input[name="verdict"][value="return"]', force=True)
    page.check('input[name="reason"][value="dates_wrong"]', force=True)
    page.click(".desk__submit button")
    page.fill("#remark", "Дописано после нажатия.")
    page.wait_for_selector("text=поля для него больше нет")
    assert "Дописано после нажатия." in page.inner_text("#desk")
    assert page.input_value("#remark") == ""
    assert page.url != address

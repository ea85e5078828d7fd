"""What is typed while an answer is on its way is not lost: the newer text stays, or the field is shut until then."""

import re
import time

import pytest

pytestmark = pytest.mark.chromium


@pytest.fixture
def slow(app):
    """Each change of the text of an order is answered after a second."""
    inner = app.wsgi_app

    def call(environ, start_response):
        answer = inner(environ, start_response)
        if re.fullmatch(r"/orders/\d+/text", environ["PATH_INFO"]):
            time.sleep(1)
        return answer

    app.wsgi_app = call


@pytest.fixture
def draft(person):
    """A page of a clerk with a draft in a free form."""
    page = person("department")
    page.goto("/orders")
    page.select_option("#kind", "O_FREE")
    page.click("text=Составить из")
    page.wait_for_url("**/orders/*")
    return page


def test_the_field_in_which_a_clerk_goes_on_typing_keeps_its_text_and_the_focus(draft, slow):
    page = draft
    page.fill("#subject", "О работе")
    with page.expect_response("**/text"):
        page.focus("#grounds")
        page.keyboard.type("В целях проверки", delay=100)
    page.wait_for_timeout(300)
    page.keyboard.type(" набранного")
    assert page.input_value("#grounds") == "В целях проверки набранного"
    assert page.evaluate("document.activeElement.id") == "grounds"


def test_while_a_point_is_being_added_nothing_can_be_typed_into_what_will_go(draft, slow):
    page = draft
    points = page.locator('textarea[name="point"]')
    before = points.count()
    points.first.fill("1. Свой пункт.")
    page.click("text=Добавить пункт")
    page.wait_for_timeout(200)
    assert page.locator("#text-fields:disabled").count() == 1
    page.wait_for_selector(f"#point-{before + 1}")
    assert page.locator("#text-fields:disabled").count() == 0
    assert points.first.input_value() == "1. Свой пункт."

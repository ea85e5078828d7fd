"""Messages as a person sees them in Chromium: the number in the head, the way to the place, the letters."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.extensions import db
from app.notices.letters.composing import compose
from app.notices.models import Letter
from tests.browser.axe import look
from tests.documents.steps import docx, send, sent_by, upload_to
from tests.notices.test_messages import returned_by

pytestmark = pytest.mark.chromium


@pytest.fixture
def returned(school, curator) -> int:
    """A document that was returned twice."""
    document = sent_by(school)
    returned_by(curator, document)
    upload_to(school, f"/documents/{document}", docx("Цель и сроки"))
    send(school, document)
    returned_by(curator, document)
    return document


def test_a_school_sees_the_number_and_the_message_leads_to_the_place(returned, person, picture):
    page = person("school")
    assert page.locator(".tools .count").inner_text().startswith("1")
    page.click("text=Сообщения")
    page.click("text=Раньше: 1 сообщение")
    look(page, "school-messages-told", picture)
    page.click("main a:has-text('Открыть')")
    page.wait_for_url(f"**/documents/{returned}")
    page.goto("/messages")
    page.wait_for_selector("text=Новых сообщений нет")


def test_a_letter_that_could_not_be_sent_says_why_and_is_sent_again(app, returned, person, picture):
    with app.app_context():
        compose(datetime(2022, 3, 24, 9, tzinfo=UTC))
        letter = db.session.scalars(select(Letter).where(Letter.digest_on.is_(None))).one()
        letter.given_up_at, letter.problem = letter.made_at, "Почтовый сервер ответил: 550 No such person"
        db.session.commit()
        number = letter.id
    page = person("admin")
    page.goto("/mail")
    look(page, "admin-mail-told", picture)
    page.click(f"main table a[href='/mail/{number}']")
    look(page, "admin-letter", picture)
    page.click("text=Отправить заново")
    page.wait_for_selector("text=Ждёт отправки")

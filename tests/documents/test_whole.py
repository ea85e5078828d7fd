"""A whole kit is approved at once, and its button stands where it does that."""

import pytest
from sqlalchemy import update

from app.documents.models import Document, Remark
from app.extensions import db
from tests.documents.steps import sent_by

CURATORS = ("curator", "curator2", "curator3", "curator4")
OFFER, DONE = "Подтвердить комплект целиком", "Комплект подтверждён целиком: документов"


@pytest.fixture
def whole(school, app) -> None:
    """The kit of a school of which some wait for the curator, and the rest is approved."""
    waits = []
    while True:
        try:
            waits.append(sent_by(school))
        except StopIteration:  # no place is empty any more
            break
    with app.app_context():
        own = Document.participation_id == 1, Document.window_id.is_(None)
        rest = Document.id.in_(db.session.scalars(db.select(Document.id).where(*own, Document.id.not_in(waits))).all())
        db.session.execute(update(Document).where(rest).values(state="approved", trashed_at=None))
        db.session.execute(update(Remark).where(Remark.document.has(rest)).values(state="accepted"))
        db.session.commit()


def test_the_button_stands_exactly_where_it_approves_something(browser, whole):
    pressed = []
    for name in CURATORS:
        person = browser(name)
        for key in range(1, 13):
            page = f"/schools/{key}/kit"
            if person.get(page).status_code != 200:
                continue
            offered = OFFER in person.text
            person.post(f"{page}/approval", {})
            assert offered == (DONE in person.text) and f"{DONE} 0" not in person.text, (name, key)
            pressed.append(offered)
            person.get(page)
            assert OFFER not in person.text
    assert any(pressed) and not all(pressed)

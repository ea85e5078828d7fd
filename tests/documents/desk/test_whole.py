"""A whole kit is approved at once, and its button stands where it does that."""

import pytest

from tests.documents.desk.whole import make_whole

CURATORS = ("curator", "curator2", "curator3", "curator4")
OFFER, DONE = "Подтвердить комплект целиком", "Комплект подтверждён целиком: документов"


@pytest.fixture
def whole(school) -> None:
    """The kit of a school of which some wait for the curator, and the rest is approved."""
    make_whole(school)


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
            assert offered == (DONE in person.text), (name, key)
            assert f"{DONE} 0" not in person.text, (name, key)
            pressed.append(offered)
            person.get(page)
            assert OFFER not in person.text
    assert any(pressed)
    assert not all(pressed)

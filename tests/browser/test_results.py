"""A told stage in a real Chromium: its results, the two sources, a table under review; axe and three widths."""

from datetime import UTC, datetime

import pytest

from app.demo.federal_table import play
from app.extensions import db
from app.kernel.transaction import begin_write
from tests.browser.axe import serious
from tests.expertise.federal.made import HEADS, OWN, xlsx

pytestmark = pytest.mark.chromium
PAGES = ("/rounds/1/results", "/rounds/1/sources", "/rounds/1/federal", "/rounds/federal/1/columns")
ROWS = ([OWN, "Концепция", "", "Требует доработки", "40", ""], ["Зареченская СОШ", "АРП", "", "Принято", "90", ""])


@pytest.fixture
def told(app, at):
    """The first stage as the demo tells it."""
    at(2022, 5, 5, 9)
    with app.app_context():
        begin_write()
        play(datetime(2022, 5, 5, 9, tzinfo=UTC))
        db.session.commit()


def test_a_table_is_brought_in_by_hand_and_its_pages_are_sound(told, person, picture):
    expert = person("expert")
    expert.goto("/rounds/1/federal")
    expert.set_input_files("#file", {"name": "ФИОКО.xlsx", "mimeType": "", "buffer": xlsx(*ROWS, heads=HEADS)})
    expert.click("text=Прочитать")
    expert.click("text=Сопоставить строки")
    expert.wait_for_selector("text=Сомнительно")
    review = expert.url
    for width in (360, 768, 1280):
        for scheme in ("light", "dark"):
            expert.emulate_media(color_scheme=scheme)
            expert.set_viewport_size({"width": width, "height": 900})
            for url in (*PAGES, review):
                expert.goto(url)
                picture(expert, f"results-{url.split('/rounds/')[1].replace('/', '-')}-{width}-{scheme}")
                assert serious(expert) == [], (url, width, scheme)
                assert expert.evaluate("document.documentElement.scrollWidth <= innerWidth"), (url, width)

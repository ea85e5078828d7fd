"""A stage under review in a real Chromium: nothing typed is lost, and its pages are sound."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from app.demo.reviewing import play
from app.expertise.models import FrozenItem
from app.expertise.opinions.held import held
from app.expertise.opinions.publishing import publish
from app.expertise.reviews.models import Review
from app.extensions import db
from app.kernel.transaction import begin_write
from app.year.cycle.models import Stage
from tests.browser.axe import serious

pytestmark = pytest.mark.chromium
NOW = datetime(2022, 5, 5, 9, tzinfo=UTC)


@pytest.fixture
def reviewed(app, at) -> dict[str, int]:
    """The first stage after its day: most sheets sent, one begun, the rest not; ids of lines by how they stand."""
    at(2022, 5, 5, 9)
    with app.app_context():
        begin_write()
        play(NOW)
        db.session.commit()
        states = dict(db.session.execute(select(Review.state, Review.frozen_item_id)).all())
        begun = select(Review.frozen_item_id)
        fresh = select(FrozenItem.id).where(FrozenItem.kind == "concept", FrozenItem.sha256.is_not(None))
        return {**states, "fresh": db.session.scalars(fresh.where(FrozenItem.id.not_in(begun))).first()}


def test_what_was_typed_survives_the_closing_of_the_browser_and_a_second_tab(reviewed, person):
    """X3 and C3: the draft is on the server, and neither of two windows overwrites the other."""
    address = f"/rounds/examined/{reviewed['fresh']}/review"
    first, second = person("expert"), person("expert")
    for page in (first, second):
        page.goto(address)
    first.locator("input[name=answer-c3][value='1']").check(force=True)
    first.locator(".criterion:has([name=answer-c3]) [name=note-place]").fill("Раздел 2")
    first.locator(".criterion:has([name=answer-c3]) [name=note-text]").fill("Слово, которое нельзя потерять")
    first.wait_for_selector("#saved >> text=1 из 2")
    with first.expect_response(lambda answer: answer.url.endswith("/review") and answer.request.method == "POST"):
        first.fill("#conclusion", "Первый вывод")
    first.context.close()
    second.fill("#conclusion", "Второй вывод")
    second.wait_for_selector("#saved >> text=изменили в другом окне")
    assert "Первый вывод" in second.text_content("#saved")
    assert "Второй вывод" in second.text_content("#saved")
    assert second.input_value("#conclusion") == "Второй вывод"
    another = person("expert")
    another.goto(address)
    assert another.input_value("#conclusion") == "Первый вывод"
    assert (
        another.locator(".criterion:has([name=answer-c3]) [name=note-text]").first.input_value()
        == "Слово, которое нельзя потерять"
    )


def test_a_sheet_is_filled_in_and_sent_without_javascript(reviewed, person):
    page = person("expert", java_script_enabled=False)
    page.goto(f"/rounds/examined/{reviewed['fresh']}/review")
    for score in page.locator(".criterion .score").all():
        score.locator("input[value='2']").check(force=True)
    page.click("text=Сохранить черновик")
    page.click("text=Отправить лист")
    assert "Лист отправлен." in page.text_content("main")


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_the_pages_of_a_stage_are_sound(width, reviewed, person, picture, app):
    with app.app_context():
        begin_write()
        stage = db.session.get(Stage, 1)
        assert publish(stage, {one.key: "Так решено." for one in held(stage)}, None, NOW)
        db.session.commit()
    pages = {
        "expert": [
            "/rounds/1",
            f"/rounds/examined/{reviewed['fresh']}/review",
            f"/rounds/examined/{reviewed['draft']}/review",
            f"/rounds/examined/{reviewed['sent']}/review",
            "/rounds/days",
            "/rounds/1/agenda",
            "/sheets",
            "/sheets/1",
            "/bank",
        ],
        "school": ["/", "/conclusions"],
    }
    for who, urls in pages.items():
        page = person(who, width)
        for url in urls:
            page.goto(url)
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                assert serious(page) == [], (url, scheme)
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{url} at {width}"
            picture(page, f"{who}-{url.strip('/').replace('/', '-') or 'home'}-{width}-stage")

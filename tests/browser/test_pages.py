"""axe on every page, in a real Chromium, at three widths, light and dark; a new page without it fails here."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from app.documents.models import Document
from app.expertise.models import FrozenItem
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel.transaction import begin_write
from tests.browser.axe import look
from tests.browser.pages import AFTER_AN_ACT, NO_PAGES, PAGES

CHUNK = 10  # so many pages in one test: the workers share them
LOOKS = [(who, urls[at : at + CHUNK]) for who, urls in PAGES.items() for at in range(0, len(urls), CHUNK)]


def test_every_page_is_looked_at_or_named(app):
    known = app.url_map.bind("")
    seen = {known.match(url.partition("?")[0])[0] for urls in PAGES.values() for url in urls if url != "/nowhere"}
    pages = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in rule.methods}
    assert pages - seen - set(AFTER_AN_ACT) - set(NO_PAGES) == set()
    assert (set(AFTER_AN_ACT) | set(NO_PAGES)) - pages == set()


@pytest.mark.chromium
@pytest.mark.parametrize(("who", "urls"), LOOKS, ids=lambda value: value if isinstance(value, str) else value[0])
def test_axe_finds_nothing_serious_and_nothing_runs_off_the_side(who, urls, person, picture):
    page = person(who, silent=False)
    for url in urls:
        page.goto(url)
        name = url.replace("?", "-").replace("=", "-").strip("/").replace("/", "-") or "home"
        look(page, f"{who}-{name}", picture)


def the_list_to_confirm(person):
    """Evidence that is marked, before it is approved."""
    page = person("curator")
    page.goto("/desk/many")
    page.check("input[name=version] >> nth=0")
    page.click("text=Дальше: список отмеченных")
    page.wait_for_selector("h1:has-text('Подтвердить 1')")
    return page


def nothing_marked(person):
    """The list to confirm, refused."""
    page = person("curator", silent=False)
    page.goto("/desk/many")
    page.click("text=Дальше: список отмеченных")
    page.wait_for_selector("text=Отметьте хотя бы один документ")
    return page


def a_decision_without_a_reason(person):
    """The desk with its sentences of refusal."""
    page = person("curator")
    page.goto("/desk")
    page.click("label:has-text('Вернуть')")
    page.click("text=Записать решение")
    page.wait_for_selector("#desk [role=alert]")
    return page


def an_empty_queue(person):
    """The desk when all is answered."""
    page = person("curator2")
    page.goto("/desk")
    while page.locator(".queue a").count():
        waiting = page.locator(".queue a").count()
        for chip in page.locator(".old label:has-text('Принято')").all():
            chip.click()
        page.click("label:has-text('Подтвердить')")
        page.click("text=Записать решение")
        expect(page.locator(".queue a")).to_have_count(waiting - 1)
    page.wait_for_selector("text=Проверять нечего")
    return page


def a_refused_upload(person):
    """The page of a document with the sentence about its file."""
    page = person("school")
    page.goto("/schools/1/kit/antirisk-2")
    page.set_input_files("#file", {"name": "план.docx", "mimeType": "text/plain", "buffer": b"%PDF-1.4"})
    page.click("text=Загрузить и")
    page.wait_for_selector("text=не похоже на DOCX")
    return page


def a_late_permission(person):
    """The form of the Department, refused: the day is past."""
    page = person("department", silent=False)
    page.goto("/schools/1/kit")
    page.click("text=Разрешить этой школе загружать после срока")
    page.fill("#late-until", "2022-03-01")
    page.fill("#late-reason", "Отключали электричество.")
    page.click("button:has-text('Разрешить этой школе')")
    page.wait_for_selector("#late-error")
    return page


def a_file_that_is_known(person):
    """The answer of «Узнать версию файла»."""
    page = person("school")
    page.goto("/receipts/2022-000001")
    digest = page.inner_text(".sha--full")
    page.goto("/check-file")
    page.fill("#sha256", digest)
    page.click("text=Найти")
    page.wait_for_selector("text=Это версия документа")
    return page


def a_refused_sign_in(person):
    """The door with its sentence."""
    page = person("nobody")
    page.goto("/sign-in")
    page.fill("#email", "school@example.org")
    page.fill("#password", "не тот")
    page.click("text=Войти")
    page.wait_for_selector("#sign-in-error")
    return page


def an_order(person):
    """A draft made from the data."""
    page = person("department")
    page.goto("/orders")
    page.select_option("select[name=kind]", "O_PLAN")
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url("**/orders/*")
    return page


def a_changed_draft(person):
    """What changed between two printings of a draft."""
    page = an_order(person)
    page.click("button:has-text('Добавить пункт')")
    page.wait_for_selector("#point-8")
    page.goto(f"{page.url.partition('#')[0]}/changes")
    page.wait_for_selector("ins")
    return page


ACTS = (
    the_list_to_confirm,
    nothing_marked,
    a_decision_without_a_reason,
    an_empty_queue,
    a_refused_upload,
    a_late_permission,
    a_file_that_is_known,
    a_refused_sign_in,
    an_order,
    a_changed_draft,
)


@pytest.mark.chromium
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_a_page_behind_an_act_is_as_readable(act, person, picture):
    look(act(person), f"act-{act.__name__}", picture)


@pytest.mark.chromium
def test_a_sheet_of_expertise_is_as_readable(app, at, person, picture):
    at(2022, 4, 30, 9)
    with app.app_context():
        begin_write()
        freeze_due(datetime(2022, 4, 30, 9, tzinfo=UTC))
        db.session.commit()
        sheet = db.session.scalar(select(FrozenItem.id).where(FrozenItem.version_id.isnot(None)))
    page = person("expert")
    page.goto(f"/rounds/examined/{sheet}")
    look(page, "expert-sheet", picture)


LONG = "Очень длинное название школы имени героя " * 7 + "(демо)"  # 293 letters


@pytest.mark.chromium
@pytest.mark.parametrize("who", ["school", "curator", "department"])
def test_a_long_name_breaks_nothing(who, app, person, picture):
    with app.app_context():
        for document in db.session.scalars(select(Document)):
            document.participation.school.short_name = LONG
            for version in document.versions:
                version.filename = "х" * 180 + ".docx"
        db.session.commit()
    page = person(who)
    pages = {
        "school": ("/", "/documents/2", "/receipts/2022-000001", "/documents/1/changes"),
        "curator": ("/desk", "/desk/many"),
        "department": ("/matrix", "/evidence", "/profiles", "/schools/1/kit"),
    }
    for url in pages[who]:
        page.goto(url)
        for width in (360, 768, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{url} at {width}"
        picture(page, f"long-{who}-{url.strip('/').replace('/', '-')}")

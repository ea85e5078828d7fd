"""The heart of the year in a real Chromium, and axe on every page."""

import re
from pathlib import Path

import axe_playwright_python
import pytest

from app.demo import files

pytestmark = pytest.mark.chromium
AXE = next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js"))
PAGES = {
    "school": ["/", "/schools/1/kit"],
    "curator": ["/desk"],
    "department": ["/plan", "/plan/21", "/matrix", "/orders", "/journal", "/demo/day"],
}


def serious(page) -> list[str]:
    page.evaluate(AXE.read_text())
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    return [
        f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"] if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("who", PAGES)
def test_axe_finds_nothing_serious_and_nothing_runs_off_the_side(who, width, scheme, person, picture):
    page = person(who, width, color_scheme=scheme)
    for url in PAGES[who]:
        page.goto(url)
        name = url.strip("/").replace("/", "-") or "home"
        picture(page, f"{who}-{name}-{width}-{scheme}")
        assert serious(page) == [], url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{url} at {width}"


def test_a_document_travels_from_the_school_to_the_curator_and_back(person, picture, tmp_path):
    paper = tmp_path / "АРП «Дефицит кадров» №2.docx"
    paper.write_bytes(files.programme("Антирисковая программа", "МБОУ «Заречная СОШ» (демо)"))
    school, curator = person("school"), person("curator")
    school.click("text=Загрузить файл >> nth=0")
    school.set_input_files("#file", paper)
    assert "ещё не отправлен" in school.text_content("h2#upload-title").replace("\xa0", " ")
    picture(school, "story-1-chosen")
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Сохранена версия 1")
    assert paper.name in school.text_content("main")
    picture(school, "story-2-saved")
    school.click("button:has-text('Отправить куратору')")
    school.wait_for_selector("text=Отправлено куратору")
    address = school.url
    number = re.search(r"/documents/(\d+)", address).group(1)

    curator.goto(f"/desk/{number}")
    picture(curator, "story-3-desk")
    curator.keyboard.press("d")
    curator.click("text=Сроки")
    curator.fill("#remark", "Назовите месяц каждого мероприятия.")
    curator.click("text=Записать решение")
    curator.wait_for_selector("text=возвращено школе")
    curator.go_back()
    assert curator.locator("form.desk__decision").count() == 0 or f"/documents/{number}/" not in curator.content()

    school.goto(address)
    assert "Назовите месяц каждого мероприятия." in school.text_content("main")
    picture(school, "story-4-returned")
    school.set_input_files("#file", paper)
    school.click("text=Загрузить и")
    school.wait_for_selector("text=Сохранена версия 2")
    school.click("button:has-text('Отправить куратору')")
    school.wait_for_selector("text=Отправлено куратору")

    curator.goto(f"/desk/{number}")
    curator.keyboard.press("g")
    curator.keyboard.press("Control+Enter")
    curator.wait_for_selector("text=: подтверждено.")
    school.goto(address)
    school.wait_for_selector("text=Подтверждён куратором")
    picture(school, "story-5-approved")


def test_the_order_is_registered_and_downloaded(person, picture):
    from app.orders.paper import text_of

    page = person("department")
    page.goto("/orders")
    page.select_option("select[name=kind]", "O_PLAN") if page.locator("select[name=kind]").count() else None
    page.click("main form button[type=submit] >> nth=0")
    page.wait_for_url(re.compile(r"/orders/\d+"))
    picture(page, "story-6-order-draft")
    page.fill("input[name=number]", "226")
    page.fill("input[name=signed_on]", "2022-02-28")
    page.click("button:has-text('Зарегистрировать')")
    page.wait_for_selector("text=/№.226/")
    picture(page, "story-7-order-registered")
    with page.expect_download() as download:
        page.click("a:has-text('DOCX') >> nth=0")
    text = text_of(Path(download.value.path()).read_bytes()).replace("\xa0", " ")
    assert "28 февраля 2022 г." in text and text.count("№ 226") >= 2

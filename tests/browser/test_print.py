"""On paper: no navigation, the head of a long table on every sheet, and the number of the sheet (K4)."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.browser.test_year import plain

pytestmark = pytest.mark.chromium
PAGES = {
    "school": ("/", "/schools/1/kit", "/documents/2", "/receipts/2022-000001"),
    "curator": ("/desk", "/profiles/1"),
    "department": ("/matrix", "/journal", "/plan"),
}


def sheets(page) -> list[str]:
    """The words of each sheet of paper."""
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    return [plain(sheet.extract_text()) for sheet in printed]


@pytest.mark.parametrize("who", PAGES)
def test_a_page_is_printed_without_navigation_and_with_the_number_of_each_sheet(who, person):
    page = person(who)
    for url in PAGES[who]:
        page.goto(url)
        page.emulate_media(media="print")
        for part in (".top", ".demo-bar a", ".foot", ".crumb", "main .btn"):
            assert all(not one.is_visible() for one in page.locator(part).all()), f"{part} on {url}"
        said = sheets(page)
        assert "Демонстрация" in said[0], url
        for number, sheet in enumerate(said, 1):
            assert re.search(rf"{number} ?/ ?{len(said)}", sheet), f"{url}, sheet {number}: {sheet[-60:]}"
        page.emulate_media(media="screen")


def test_the_head_of_a_long_table_stands_on_every_sheet(person):
    page = person("department")
    page.goto("/journal")
    said = sheets(page)
    assert len(said) > 1
    assert all("Произошло" in sheet and "Записано" in sheet for sheet in said)

"""axe on every page, in a real Chromium, at three widths, light and dark."""

from pathlib import Path

import axe_playwright_python
import pytest

pytestmark = pytest.mark.chromium
AXE = next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js"))
PAGES = {
    "school": [
        "/",
        "/schools/1/kit",
        "/schools/1/kit/evidence-1-1",
        "/schools/1/kit/evidence-1-2",
        "/profiles/1",
        "/factors/1",
        "/search?q=показатели",
        "/check-file",
        "/receipts/2022-000001",
    ],
    "curator": ["/desk", "/profiles/1", "/factors/1"],
    "department": [
        "/plan",
        "/plan/21",
        "/plan/imports",
        "/plan/years",
        "/plan/years/2022",
        "/matrix",
        "/evidence",
        "/evidence/words",
        "/profiles",
        "/profiles/12",
        "/directions",
        "/orders",
        "/rounds/1/assignments",
        "/rounds/2/assignments/proposal",
        "/rounds/1/schools/6",
        "/reviewers",
        "/participants",
        "/participants/1",
        "/people",
        "/people/2",
        "/people/new",
        "/journal",
        "/demo/day",
    ],
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
        name = url.partition("?")[0].strip("/").replace("/", "-") or "home"
        picture(page, f"{who}-{name}-{width}-{scheme}")
        assert serious(page) == [], url
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{url} at {width}"

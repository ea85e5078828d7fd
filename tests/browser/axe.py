"""axe-core in the page: the rules of WCAG 2.0–2.2 A and AA; serious and critical findings count."""

from pathlib import Path

import axe_playwright_python

SCRIPT = next(Path(axe_playwright_python.__file__).parent.glob("**/axe.min.js")).read_text()
ALL = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]
# What a dark scheme can break: colours alone, the elements are the same.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
WIDTHS = (360, 768, 1280)


def serious(page, only=ALL) -> list[str]:
    """What a person could not read or reach, one line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(SCRIPT)
    found = page.evaluate("(only) => axe.run(document, {runOnly: only, resultTypes: ['violations']})", only)
    return [
        f"{v['id']}: {v['nodes'][0]['html']}" for v in found["violations"] if v["impact"] in ("serious", "critical")
    ]


def look(page, name: str = "", picture=None) -> None:
    """Three widths, light and dark: nothing serious, and nothing runs off the side."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme="light")
        assert serious(page) == [], f"{page.url} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{page.url} at {width}"
        if width == 768:
            continue  # between the two that it borrows from: looked at once, no picture
        if picture:
            picture(page, f"{name}-{width}-light")
        page.emulate_media(color_scheme="dark")
        assert serious(page, COLOURS) == [], f"{page.url} at {width}, dark"

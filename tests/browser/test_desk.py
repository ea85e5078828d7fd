"""The curator's day in a real Chromium without a mouse, and what the desk keeps when things go wrong."""

import re
import time

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PICTURES

pytestmark = pytest.mark.chromium
WAITING = ".queue a"
# Where the keyboard is: its element, whether it is on the screen, and whether its outline (or its label's) is drawn.
FOCUS = """() => {
  const one = document.activeElement, at = one.getBoundingClientRect();
  const drawn = [one, one.nextElementSibling].filter(Boolean).map((part) => getComputedStyle(part));
  return {
    heading: one.matches("h2[tabindex]"),
    name: `${one.tagName} ${one.id} ${one.textContent.trim().slice(0, 40)}`,
    seen: at.width > 1 && at.height > 1 && at.bottom > 0 && at.top < innerHeight,
    outlined: drawn.some((look) => look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2),
  };
}"""


def settled(page) -> None:
    """What came has all its attributes: for some milliseconds after a swap htmx leaves it those of what went."""
    expect(page.locator(".htmx-settling, .htmx-added, .htmx-swapping")).to_have_count(0)


def on_a_heading(page) -> None:
    """After a swap the reader stands on the heading of what came, and sees it."""
    page.wait_for_selector("h2[tabindex]:focus")
    focus = page.evaluate(FOCUS)
    assert focus["seen"], focus
    assert focus["outlined"], focus


def number_of(page) -> int:
    """What waits, as the section says it; no number is none."""
    count = page.locator(".nav [aria-current] .count")
    return int(re.match(r"\d+", count.text_content())[0]) if count.count() else 0


def walk(page, most: int = 80) -> int:
    """Go through the whole page by Tab: each stop is on the screen and outlined; the number of stops."""
    names = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus["name"].startswith("BODY"):
            break
        assert focus["seen"], focus
        assert focus["outlined"], focus
        names.append(focus["name"])
    return len(names)


def decide(page, *keys: str, remark: str = "") -> float:
    """Read to the end, press the keys, record; the seconds that the machine took."""
    settled(page)
    waiting, started = page.locator(WAITING).count(), time.monotonic()
    page.keyboard.press("End")
    assert page.evaluate("document.activeElement.id") == "preview"
    for number in range(page.locator(".old > li").count()):
        page.keyboard.press(str(number + 1))
    for key in keys:
        page.keyboard.press(key)
    if remark:
        page.keyboard.type(remark)
    page.keyboard.press("Control+Enter")
    expect(page.locator(WAITING)).to_have_count(waiting - 1)
    on_a_heading(page)
    assert number_of(page) == waiting - 1
    return time.monotonic() - started


def test_the_curators_day_needs_no_mouse(person, picture, record_property):
    page = person("curator")
    page.goto("/desk")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open]")
    picture(page, "desk-keys")
    page.keyboard.press("Escape")
    assert walk(page) > 20
    present, first = page.locator('.queue a[aria-current="true"]'), page.text_content(f"{WAITING} >> nth=0")
    page.keyboard.press("l")
    expect(present).not_to_have_text(first)
    page.keyboard.press("e")
    expect(present).to_have_text(first)
    for key, word in (("n", "Документ"), ("h", "Проверка разделов"), ("b", "Что изменилось")):
        page.keyboard.press(key)
        expect(page.locator(".doc-head [aria-current]")).to_contain_text(word)

    seconds = [decide(page, "g"), decide(page, "d", "p", remark="Назовите месяц каждого мероприятия.")]
    while page.locator(WAITING).count():
        seconds.append(decide(page, "g"))
    page.wait_for_selector("text=Проверять нечего")
    each = sum(seconds) / len(seconds)
    record_property("seconds_per_decision", round(each, 2))
    PICTURES.joinpath("desk-time.txt").write_text(f"{len(seconds)} decisions, {each:.2f} s each, without a mouse\n")

    # The last decision is taken back, by the keyboard too.
    page.focus(".flash a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#undo-reason")
    page.focus("#undo-reason")
    page.keyboard.type("Подтвердила не ту версию.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Решение отменено")
    on_a_heading(page)
    picture(page, "desk-undone")


def test_what_was_typed_outlives_the_session_and_the_browser(person, picture):
    page = person("curator")
    page.goto("/desk")
    address = page.url
    page.keyboard.press("p")
    page.keyboard.type("Проверьте сроки в строке 5.")
    page.context.clear_cookies()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=набранное сохранено")
    page.fill("#email", "curator@example.org")
    page.fill("#password", "opora-demo")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Вы снова вошли")
    assert "Проверьте сроки в строке 5." in page.inner_text("main")
    other = page.context.new_page()
    other.goto(address)
    assert other.input_value("#remark") == "Проверьте сроки в строке 5."
    picture(page, "desk-kept")

"""The page of a failure and the line of a problem, as a person sees them: nothing lies over anything (A13)."""

import pytest

from app.kernel import failures
from tests.browser.conftest import PICTURES

OVER = """() => {
  const seen = [...document.querySelectorAll("#main > *")].map((one) => [one.className, one.getBoundingClientRect()]);
  const boxes = seen.filter(([, box]) => box.width && box.height);
  const over = (a, b) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1;
  return boxes.flatMap(([name, box], at) =>
    boxes.slice(at + 1).filter(([, other]) => over(box, other)).map(([other]) => `${name} over ${other}`));
}"""
pytestmark = pytest.mark.chromium
SIZES = pytest.mark.parametrize(("width", "height"), [(1280, 720), (768, 900), (360, 740)])


def raising(*_, **__):
    raise RuntimeError("x")


@SIZES
def test_a_problem_on_the_desk_lies_over_nothing_and_the_text_stays(width, height, app, person, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    curator = person("curator", width=width, silent=False)
    curator.set_viewport_size({"width": width, "height": height})
    curator.goto("/desk")
    assert curator.evaluate(OVER) == []
    monkeypatch.setattr("app.documents.deciding.decide", raising)
    curator.fill("#remark", "Назовите месяц.")
    curator.click("label:has-text('Вернуть')")
    curator.click("text=Записать решение")
    curator.wait_for_selector("#problem:has-text('номер')")
    assert curator.evaluate(OVER) == []
    assert curator.input_value("#remark") == "Назовите месяц."
    assert curator.evaluate("document.documentElement.scrollWidth <= innerWidth")
    queue = curator.locator(".desk__queue").bounding_box()
    problem = curator.locator("#problem").bounding_box()
    assert queue["y"] >= problem["y"] + problem["height"]
    curator.screenshot(path=PICTURES / f"problem-on-the-desk-{width}.png")


@SIZES
def test_the_page_of_a_failure_gives_the_text_back(width, height, app, person, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    curator = person("curator", width=width, silent=False, java_script_enabled=False)
    curator.goto("/desk")
    monkeypatch.setattr("app.documents.deciding.decide", raising)
    monkeypatch.setattr(failures, "UNKNOWN", failures.DOWN)
    curator.fill("#remark", "Назовите месяц каждого мероприятия и кто за него отвечает.")
    curator.check("input[name=verdict][value=return]", force=True)
    curator.click("text=Записать решение")
    curator.wait_for_selector("h1:has-text('База данных не отвечает')")
    assert curator.evaluate("document.documentElement.scrollWidth <= innerWidth")
    curator.screenshot(path=PICTURES / f"failure-{width}.png", full_page=True)
    monkeypatch.undo()
    curator.click("text=Отправить ещё раз")
    curator.wait_for_selector("text=возвращено школе")

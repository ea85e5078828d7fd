"""A poor line before a real browser: a file goes in parts, over a break and a reload; leaving warns (U5, U9)."""

import random

import pytest

from tests.browser.axe import serious
from tests.browser.test_guards import PLACE, chosen, plain

pytestmark = pytest.mark.chromium
PAPER = b"%PDF-1.7\n" + random.Random(500).randbytes(3_000_000)


class Line:
    """What goes to the server in parts, and when the line breaks."""

    def __init__(self, page, breaks):
        self.starts, self.breaks = [], breaks
        page.route("**/uploads/*", self._pass)

    def _pass(self, route) -> None:
        if route.request.method == "PATCH":
            self.starts.append(int(route.request.url.partition("?at=")[2]))
            if self.breaks(len(self.starts)):
                route.abort()
                return
        route.continue_()


@pytest.fixture
def paper(tmp_path):
    path = tmp_path / "Фото протокола.pdf"
    path.write_bytes(PAPER)
    return path


def choose(page, paper) -> None:
    page.goto(PLACE)
    page.set_input_files("#file", paper)
    page.click("text=Загрузить и")


def test_a_break_costs_one_part_and_the_sending_goes_on_by_itself(person, paper):
    school = person("school", silent=False)
    line = Line(school, lambda number: number == 3)
    choose(school, paper)
    school.wait_for_selector("text=Связь прервалась на")
    school.wait_for_selector("text=Сохранена версия 1")
    assert line.starts[:3] == [0, 262144, 786432]
    assert line.starts[3] == 786432


def test_after_a_reload_the_same_file_goes_on_from_where_it_was(person, paper):
    school = person("school", silent=False)
    first = Line(school, lambda number: number > 2)
    choose(school, paper)
    school.wait_for_selector("text=Связь прервалась на")
    school.on("dialog", lambda dialog: dialog.accept())
    school.unroute("**/uploads/*")
    again = Line(school, lambda number: False)
    choose(school, paper)
    school.wait_for_selector("text=Сохранена версия 1")
    assert first.starts[0] == 0
    assert again.starts[0] == 786432
    assert school.locator("text=Фото протокола.pdf").count()


def test_a_chosen_file_that_was_not_sent_stops_the_leaving(person, paper):
    school, asked = person("school"), []
    school.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    school.goto(PLACE)
    school.set_input_files("#file", paper)
    assert plain(school.inner_text("#upload-title")) == "Файл выбран, ещё не отправлен"
    school.click("#upload-title")
    school.close(run_before_unload=True)
    school.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    assert not school.is_closed()
    assert chosen(school) == "Фото протокола.pdf"
    school.set_input_files("#file", [])
    with school.expect_event("close"):
        school.close(run_before_unload=True)
    assert asked == ["beforeunload"]


def test_a_proof_of_the_plan_goes_over_a_break_too_and_stands_in_the_page_at_once(person, paper):
    municipal = person("municipal", silent=False)
    line = Line(municipal, lambda number: number == 2)
    municipal.goto("/plan/25")
    municipal.fill("#note", "Постановление принято.")
    municipal.set_input_files("#file", paper)
    municipal.click("button:has-text('Приложить')")
    municipal.wait_for_selector("#attached >> text=Фото протокола.pdf")
    assert line.starts[:3] == [0, 262144, 262144]
    assert municipal.input_value("#note") == "Постановление принято."
    municipal.click("#attached >> text=Фото протокола.pdf")
    municipal.wait_for_selector("iframe[src*='/file?show=1']")
    assert serious(municipal) == []

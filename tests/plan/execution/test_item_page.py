"""The page of an item, the board and «Мои пункты плана» say one word of it, on any day."""

from datetime import date

import pytest

from app.plan.execution.mine import mine
from app.plan.items import items_of
from app.plan.lasting import shown, starts_in
from app.plan.workflow import BY_CALENDAR, FLOW
from app.year.cycle.queries import current_cycle
from tests.plan.execution.acting import actor
from tests.plan.test_monitoring import confirm

WORDS = {**FLOW.states, **BY_CALENDAR}


@pytest.mark.parametrize("day", [(2022, 3, 31), (2022, 4, 1), (2022, 11, 20)])
def test_the_page_of_an_item_says_of_it_what_the_board_says(browser, at, app, day):
    department = browser("department")
    department.get("/plan/31")
    department.submit("/plan/31/execution", note="Первый квартал.", interim="on")
    confirm(department, 31)
    at(*day, 9)
    with app.app_context():
        items = items_of(current_cycle())
        starts = starts_in(current_cycle())
        words = {one.number: WORDS[shown(one, starts, date(*day))].word for one in items}
        late = [one for one in mine(current_cycle(), actor("rcoko"), date(*day)) if one.state == "lapsed"]
        assert [one.group for one in late] == ["now"] * len(late)
        assert bool(late) == (day != (2022, 3, 31))
    for number, word in words.items():
        department.get(f"/plan/{number}")
        assert word in department.page.get_element_by_id("facts").text_content(), number

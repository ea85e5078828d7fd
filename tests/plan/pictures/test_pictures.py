"""The pictures of the plan: a band of the year, the way to the thresholds, the board by executor and by month."""

from datetime import UTC, date, datetime
from types import SimpleNamespace as Thing

from hypothesis import given
from hypothesis import strategies as st

from app.plan.items import items_of
from app.plan.monitoring import Count, forecast
from app.plan.pictures.groups import by_executor, by_month, sums_of
from app.plan.pictures.progress import Act, History, aims, progress
from app.plan.pictures.queries import history
from app.plan.pictures.scale import Scale, scale_of
from app.plan.pictures.timeline import timeline
from app.plan.queries import Row
from app.year.cycle.queries import current_cycle

JUNE, YEAR = date(2022, 6, 14), Scale(date(2021, 12, 1), date(2022, 12, 31))


def row(number: int, state: str, *ends: date, start: date | None = None, codes=("OIRO",), done: date = JUNE) -> Row:
    windows = [Thing(starts_on=start, ends_on=end) for end in ends]
    executions = [Thing(executed_at=datetime(done.year, done.month, done.day, 9, tzinfo=UTC))]
    item = Thing(number=number, windows=windows, executors=[Thing(code=code) for code in codes], executions=executions)
    return Row(item, state, max(ends), max(ends))


def test_a_day_is_a_point_in_its_middle_and_a_period_lies_from_its_first_day_to_its_last():
    band = timeline([row(1, "confirmed", date(2021, 12, 16)), row(2, "not_started", date(2022, 12, 31))], [], JUNE)
    assert band.lanes[0].bars[0].x == YEAR.middle(date(2021, 12, 16))
    assert not band.lanes[0].bars[0].width
    long = timeline([row(1, "in_progress", date(2022, 12, 31), start=date(2021, 12, 1))], [], JUNE).lanes[0].bars[0]
    assert (long.x, long.width, long.part) == (0, 100, 0)
    assert [mark.word for mark in band.marks][:2] == ["дек", "янв"]
    assert [m.year for m in band.marks][:2] == [2021, 2022]


def test_who_looks_for_ten_seconds_reads_what_is_late_and_by_how_much():
    late, back = row(11, "overdue", date(2022, 3, 30)), row(26, "returned", date(2022, 11, 30))
    band = timeline([back, late, row(12, "executed", date(2022, 3, 1))], [], JUNE)
    assert [(lane.row.item.number, lane.word, lane.before) for lane in band.late] == [
        (11, "просрочено, 76\u00a0дней", False),
        (26, "возвращено", True),
    ]
    assert timeline([late], [], date(2023, 3, 1)).now is None
    assert timeline([], [], JUNE) is None


def test_of_a_long_item_that_counts_on_the_reporting_date_the_part_until_its_execution_is_full():
    band = timeline([row(19, "interim_confirmed", date(2022, 12, 31), start=date(2022, 1, 1))], [], JUNE)
    bar, scale = band.lanes[0].bars[0], Scale(date(2022, 1, 1), date(2022, 12, 31))
    assert bar.part == scale.end(JUNE)
    assert 0 < bar.part < bar.width


@given(st.lists(st.dates(date(2021, 1, 1), date(2023, 12, 31)), min_size=1, max_size=9))
def test_every_day_of_the_plan_lies_on_the_band(days):
    scale = scale_of(days)
    assert all(scale.holds(day) and 0 <= scale.x(day) < scale.middle(day) < scale.end(day) <= 100 for day in days)
    assert scale.first.day == 1
    assert scale.months[0] == scale.first
    assert scale.months[-1] <= scale.last


def test_the_way_is_what_the_journal_says_of_each_day_and_a_confirmation_taken_back_stays_where_it_was():
    acts = [
        Act(1, "plan:executed", date(2022, 1, 10)),
        Act(1, "plan:confirmed", date(2022, 1, 12)),
        Act(2, "plan:executed", date(2022, 2, 1)),
        Act(2, "plan:returned", date(2022, 2, 3)),
        Act(1, "plan:reopened", date(2022, 3, 1)),
    ]
    way = History({1: date(2022, 1, 15), 2: date(2022, 2, 10), 3: date(2022, 12, 31)}, acts)
    told = {day: way.at(day) for day in (date(2022, 1, 11), date(2022, 1, 31), date(2022, 2, 2), date(2022, 3, 1))}
    assert [(one.executed, one.count.confirmed, one.count.due) for one in told.values()] == [
        (1, 0, 0),
        (1, 1, 1),
        (2, 1, 1),
        (0, 0, 2),
    ]


def test_an_interim_confirmation_counts_until_the_last_day_of_its_item():
    acts = [Act(1, "plan:executed", JUNE, interim=True), Act(1, "plan:confirmed", JUNE)]
    way = History({1: date(2022, 12, 20)}, acts)
    assert way.at(date(2022, 12, 20)).count.confirmed == 1
    assert way.at(date(2022, 12, 21)).count.confirmed == 0
    whole = History({1: date(2022, 12, 20)}, [*acts, Act(1, "plan:executed", date(2022, 12, 20))])
    assert whole.at(date(2022, 12, 20)).count.confirmed == 0
    assert whole.at(date(2022, 12, 20)).executed == 1


def test_a_whole_execution_of_an_earlier_day_follows_the_interim_one_that_was_recorded_before_it(browser, at, app):
    expert, department = browser("expert"), browser("department")
    for day, typed in (((2022, 6, 20), {"interim": "on"}), ((2022, 12, 2), {"done_on": "2022-06-15"})):
        at(*day, 12)
        expert.get("/plan/21")
        expert.submit("/plan/21/execution", note="Рекомендации.", **typed)
        department.get("/plan/21")
        department.submit("/plan/21/conclusion", verdict="confirm", anyway="on", remark="Проверено.")
    with app.app_context():
        way = history([one for one in items_of(current_cycle()) if one.number == 21], current_cycle())
    counts = [way.at(day).count.confirmed for day in (date(2022, 6, 19), date(2022, 12, 2), date(2023, 1, 5))]
    assert counts == [0, 1, 1]


def test_the_picture_ends_today_and_its_aims_are_exact_counts():
    way = progress(History({1: JUNE, 2: JUNE}, [Act(1, "plan:executed", JUNE)]), YEAR, date(2022, 6, 20))
    assert [point.on for point in way.months][-2:] == [date(2022, 5, 31), date(2022, 6, 20)]
    assert way.steps(YEAR, "executed").endswith("50.76,1")
    gates = [forecast([], date(2022, 6, 30), 45, "all"), forecast([], date(2022, 10, 31), 75, "due")]
    assert [(aim.needed, aim.pct) for aim in aims(gates, 32, YEAR)] == [(15, 45), (24, 75)]


def test_an_item_stands_with_each_of_its_executors_and_is_summed_once_in_the_plan():
    rows = [
        row(1, "confirmed", JUNE, codes=("DEP", "OIRO")),
        row(2, "overdue", JUNE),
        row(3, "executed", JUNE, codes=()),
        row(4, "in_progress", date(2022, 12, 31), codes=("XX",)),
    ]
    groups = {group.key: group.sums for group in by_executor(rows)}
    assert list(groups) == ["DEP", "OIRO", "XX", "none"]
    assert (groups["OIRO"].total, groups["OIRO"].confirmed, groups["OIRO"].late) == (2, 1, 1)
    assert (sums_of(rows).total, sums_of(rows).waiting, sums_of(rows).open) == (4, 1, 1)
    months = by_month(rows)
    assert [(g.title, g.sums.total, g.by_then.total) for g in months] == [("Июнь 2022", 3, 3), ("Декабрь 2022", 1, 4)]


def test_the_views_keep_the_choice_and_say_the_same_numbers(browser, statements):
    department = browser("department")
    department.get("/plan/year?show=waiting")
    assert "Установочный семинар" in department.text
    assert "Итоговый семинар" not in department.text
    hrefs = department.page.xpath('//nav[@aria-label="Вид плана"]/a/@href')
    assert hrefs
    assert all(href.endswith("?show=waiting") for href in hrefs)
    for href in hrefs:
        department.get(href)
        assert "9 из 32" in department.text
    department.get("/plan/months?show=waiting")
    assert department.page.xpath('//tr[@class="plan-total"]/td[1]')[0].text_content() == "2"
    department.get("/plan?show=waiting")
    heads = [" ".join(head.text_content().split()) for head in department.page.xpath('//th[@scope="rowgroup"]')]
    assert heads == ["Исполнено, ждёт вашего подтверждения2"]
    for url in ("/plan/year", "/plan/progress", "/plan/executors"):
        assert statements(lambda url=url: department.get(url)) <= 30
    department.get("/plan/progress")
    assert department.page.xpath('//tr[th[starts-with(normalize-space(), "24.03.2022")]]/td[2]')[0].text == "9"


def test_the_picture_is_drawn_to_the_day_and_to_the_item():
    """Ten days, two items: the first is executed on the 3rd and counts from the 5th, the second on its last day."""
    april, day = Scale(date(2022, 4, 1), date(2022, 4, 10)), lambda number: date(2022, 4, number)
    acts = [Act(1, "plan:executed", day(3)), Act(1, "plan:confirmed", day(5))]
    acts += [Act(2, "plan:executed", day(10)), Act(2, "plan:confirmed", day(10))]
    way = History({1: day(5), 2: day(10)}, acts)
    point = way.at(day(5))
    assert (point.executed, point.count) == (1, Count(2, 1, 1, 1))
    assert way.at(day(4)).count == Count(2, 0, 0, 0)
    whole = progress(way, april, day(30))
    assert [one.on.day for one in whole.points] == [1, 3, 5, 10]  # each day once, the bounds too
    assert whole.steps(april, "confirmed") == "0,2 0,2 20,2 20,2 40,2 40,1 90,1 90,0"
    assert [one.on.day for one in progress(way, april, day(5)).points] == [1, 3, 5]
    assert [one.on.day for one in progress(way, april, day(1)).months] == [1]


def test_an_item_that_is_late_and_one_that_is_early_differ_in_what_is_due():
    """Counted and due are two things: the first counts before its day, the second is due and not done."""
    way = History({1: date(2022, 4, 9), 2: date(2022, 4, 2)}, [Act(1, "plan:confirmed", date(2022, 4, 1))])
    assert way.at(date(2022, 4, 5)).count == Count(2, 1, 1, 0)


def test_a_threshold_lies_as_far_from_the_top_as_is_left():
    """45 % of 32 items are 15 of them, 53,12 % from the top."""
    (gate,) = [forecast([], date(2022, 6, 30), 45, "all")]
    (aim,) = aims([gate], 32, YEAR)
    assert (aim.needed, aim.y, aim.pct, aim.on) == (15, 53.12, 45, date(2022, 6, 30))

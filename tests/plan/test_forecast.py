"""The arithmetic of a monitoring: shares in integers, forecasts that never pass before the fraction does."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.plan.monitoring import COUNTED, Standing, count, forecast
from app.plan.rules import reaches
from tests.plan.standings import JUNE, OCTOBER, item

STATES = ("not_started", "in_progress", "executed", "confirmed", "interim_confirmed", "returned", "overdue")


def plan(confirmed: int, executed: int = 0, late: int = 0) -> list[Standing]:
    """16 items due by June, the rest in December; the first are confirmed, then executed."""
    states = ["confirmed"] * confirmed + ["executed"] * executed + ["not_started"] * (32 - confirmed - executed)
    ends = [date(2022, 3, 1)] * 16 + [date(2022, 12, 31)] * 16
    return [
        Standing(n, state, end, so_far=n % 2 == 0) for n, (state, end) in enumerate(zip(states, ends, strict=True), 1)
    ]


def test_fourteen_of_thirty_two_is_not_forty_five_per_cent_and_fifteen_is():
    assert forecast(plan(14), JUNE, 45, "all").short == 1
    assert not forecast(plan(14), JUNE, 45, "all").reached
    assert forecast(plan(15), JUNE, 45, "all").reached


def test_october_can_not_be_reached_without_long_items():
    told = forecast(plan(16, executed=1), OCTOBER, 75, "all")
    assert (told.needed, told.short) == (24, 8)
    assert told.waiting == (17,)
    assert told.due == ()
    assert told.more == 0
    assert told.interim == (18, 20, 22, 24, 26, 28, 30, 32)


def test_a_forecast_names_first_what_wants_only_a_word_and_then_what_is_nearest():
    standings = [item(9, 2), item(11, 3), item(13, 12), item(15, 11), item(18, 12, state="executed")]
    standings += [item(21, 1, date(2022, 12, 31)), item(29, 12, date(2022, 12, 31)), item(30, 9, date(2022, 12, 31))]
    told = forecast(standings, OCTOBER, 100, "all")
    assert (told.waiting, told.ready, told.interim) == ((18,), (13,), (29,))
    assert (told.due, told.rest) == ((15, 11, 9), (30, 21))
    assert (told.short, told.more) == (8, 2)


def test_an_item_without_data_is_the_furthest_from_its_whole():
    standings = [Standing(1, "not_started", OCTOBER), item(2, 0, whole=0), item(3, 0), item(4, 1)]
    assert forecast(standings, OCTOBER, 75, "all").due == (4, 1, 2, 3)


def test_the_other_denominator_is_what_is_due():
    counted = count(plan(12), JUNE)
    assert (counted.of("all"), counted.of("due")) == ((12, 32), (12, 16))
    assert forecast(plan(12), JUNE, 75, "due").reached


@given(st.lists(st.tuples(st.sampled_from(STATES), st.booleans()), max_size=60), st.integers(1, 100))
def test_a_forecast_never_passes_unless_the_exact_fraction_does(rows, threshold):
    standings = [Standing(n, state, JUNE if due else OCTOBER) for n, (state, due) in enumerate(rows, 1)]
    for base in ("all", "due"):
        told = forecast(standings, JUNE, threshold, base)
        part, whole = count(standings, JUNE).of(base)
        assert told.reached == reaches(part, whole, threshold) == (whole > 0 and told.short == 0)
        named = [*told.waiting, *told.ready, *told.interim, *told.due, *told.rest]
        assert len(named) == len(set(named))
        assert part + len(named) == whole
        assert not set(named) & {one.number for one in standings if one.state in COUNTED}

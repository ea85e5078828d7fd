"""The bench stands: its measurements are there, and its reckoning is right. The measuring itself is `make bench`."""

from importlib import import_module

import pytest

from bench.__main__ import MEASUREMENTS, line
from bench.measure import Figure, ratios


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_every_measurement_can_be_taken(name):
    assert callable(import_module(f"bench.{name}").measure)


def test_a_ratio_is_ours_over_the_reference_whatever_the_order_of_a_turn():
    hours = [0.0]

    def takes(time: float):
        return lambda: hours.__setitem__(0, hours[0] + time)

    found, note = ratios(takes(3), takes(2), 5, clock=lambda: hours[0])
    assert found == [1.5] * 5
    assert note == "3000.0 ms against 2000.0 ms"


def test_a_line_says_whether_the_aim_is_met_by_the_median():
    assert line(Figure("a", [1, 2, 9], 2)).endswith("≤ 2  met")
    assert line(Figure("a", [1, 3, 3], 2)).endswith("≤ 2  NOT MET")

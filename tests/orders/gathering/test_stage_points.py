"""The points of an order on a stage agree with its appendix, and no sub-point stands alone."""

from dataclasses import replace
from datetime import date

import pytest

from app.papers.drawing import Paper, draw
from app.papers.facts import Zone
from app.papers.proofreading import lone_sub_points
from tests.orders.sample_facts import school, stage

BY = date(2022, 5, 31)


def paper(*zones: Zone) -> Paper:
    rows = [replace(school(at, "А"), zone=zone) for at, zone in enumerate(zones)]
    return draw(
        "O_STAGE2", stage(2, tuple(replace(row, fix_by=None if row.zone is Zone.GREEN else BY) for row in rows))
    )


@pytest.mark.parametrize("zone", [Zone.YELLOW, Zone.RED, Zone.GREY])
def test_every_day_of_the_appendix_is_set_by_a_point_that_names_its_row(zone):
    text = paper(Zone.GREEN, zone).words.replace("\u00a0", " ")
    assert "31.05.2022" in text
    assert "общеобразовательной организацией, указанной в пункте 2 приложения к настоящему приказу, до 31 мая" in text


def test_where_nobody_has_anything_to_mend_no_day_is_set_and_no_sub_point_is_left_alone():
    points = paper(Zone.GREEN, Zone.GREEN).text.points
    assert "31" not in " ".join(points)
    assert lone_sub_points(points) == []
    assert [point[:2] for point in points if point[1:2] == "." and point[2:3] == " "] == ["1.", "2.", "3.", "4.", "5."]


@pytest.mark.parametrize("zones", [(Zone.RED,), (Zone.YELLOW,), (Zone.GREY, Zone.RED, Zone.GREEN)])
def test_points_are_numbered_in_a_row_whatever_falls_out(zones):
    points = paper(*zones).text.points
    majors = [int(point.split(".")[0]) for point in points if not point.split(".")[1].strip().isdecimal()]
    assert majors == list(range(1, len(majors) + 1))
    assert lone_sub_points(points) == []

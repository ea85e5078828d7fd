"""Tables in which a fault was seen once, each with its right reading, where people bring them."""

import time
from pathlib import Path

import pytest

from app.importing.cells import NoTable
from app.plan.registers.lists import LIMIT, cells_of, read_lines
from app.year.enrolment.reading import read_list

PAPERS = Path(__file__).parent / "papers"


@pytest.mark.parametrize("name", ["30-wrong-dimension", "31-strict"])
def test_both_schools_of_the_list_are_read(name):
    rows = read_list((PAPERS / f"{name}.xlsx").read_bytes())
    assert [(row.municipality, row.short_name) for row in rows] == [
        ("Полевой район", "Школа № 901"),
        ("Полевой район", "Школа № 902"),
    ]


def test_of_thirty_thousand_present_it_is_said_at_once_that_they_are_too_many():
    begun = time.process_time()
    cells = cells_of((PAPERS / "33-attendance-30000-rows.xlsx").read_bytes())
    with pytest.raises(NoTable, match=f"больше {LIMIT} строк"):
        read_lines(cells, [])
    assert time.process_time() - begun < 2

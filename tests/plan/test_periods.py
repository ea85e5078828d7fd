"""The 32 periods of the order: each is of the right kind, and no window says more than its words do (T7)."""

import re
from collections import Counter
from datetime import date, timedelta

import pytest

from tests.plan.test_plan import ROWS

NOMINATIVE = ("январь", "февраль", "март", "апрель", "май", "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь")
NAMES = {name: number for number, name in enumerate((*NOMINATIVE, "декабрь"), 1)}
# domain.md §11.2: 10 single days, 4 spans, 7 by months, 1 of three days, 10 over the year.
KINDS = {"date": 10, "range": 4, "month": 4, "months": 3, "dates": 1, "all_year": 8, "on_schedule": 2}
OVER_THE_YEAR = ("в течение", "по графику", "в ходе реализации")


def days_in(text: str) -> list[date]:
    """The days that are written out: «До 16.12.2021 г.»."""
    return [date(int(y), int(m), int(d)) for d, m, y in re.findall(r"(\d\d)\.(\d\d)\.\s?(\d{4})", text)]


def months_in(text: str) -> list[int]:
    """The months that are named, in order."""
    return [NAMES[word] for word in re.findall(r"[а-яё]+", text.lower()) if word in NAMES]


def windows(row: dict) -> list[tuple[date | None, date]]:
    return [(w["start"] and date.fromisoformat(w["start"]), date.fromisoformat(w["end"])) for w in row["windows"]]


def test_there_are_as_many_of_each_kind_as_in_the_order():
    assert len(ROWS) == 32
    assert Counter(row["kind"] for row in ROWS) == KINDS


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["number"]))
def test_a_window_says_what_its_words_say(row):
    text, kind, spans = row["period_text"], row["kind"], windows(row)
    if kind in ("date", "dates"):
        assert [end for _, end in spans] == days_in(text)
        assert all(start in (None, end) for start, end in spans)
    elif kind == "range":
        assert spans == [tuple(days_in(text))]
    elif kind in ("month", "months"):
        assert [month for start, end in spans for month in sorted({start.month, end.month})] == months_in(text)
        assert all(start.day == 1 and (end + timedelta(1)).day == 1 for start, end in spans)
    else:
        assert text.lower().startswith(OVER_THE_YEAR)
        assert not days_in(text)
        assert not months_in(text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: str(row["number"]))
def test_the_first_of_january_stands_only_where_the_words_mean_it(row):
    meant = row["kind"] in ("all_year", "on_schedule") or 1 in months_in(row["period_text"])
    for day in (day for window in windows(row) for day in window if day):
        assert meant or (day.month, day.day) != (1, 1)

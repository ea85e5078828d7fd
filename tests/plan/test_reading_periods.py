"""Reading periods: the 32 strings of order No. 226, every form of a plan, and nothing dated in silence (T7, T9)."""

import json
from calendar import monthrange
from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.kernel.calendar import MONTHS
from app.plan.known import DATA
from app.plan.periods import DOUBTS, KINDS, Frame, Window, read_period

ROWS = json.loads(DATA.read_text())
PLAN = Frame(2022, date(2021, 12, 16))
NAMES = [
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
]
days = st.dates(date(2021, 1, 1), date(2023, 12, 31))
dashes = st.sampled_from(["-", " - ", " – ", "–", " — "])
marks = st.sampled_from(["", " г.", "г.", " года"])


def of_row(window: dict) -> Window:
    return Window(*(window[end] and date.fromisoformat(window[end]) for end in ("start", "end")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["period_text"])
@pytest.mark.parametrize("raw", [True, False], ids=["raw", "repaired"])
def test_the_32_strings_of_the_order(row, raw):
    text = row["source_row"]["period"] if raw else row["period_text"]
    period = read_period(text, PLAN, event=row["key"] == "kickoff_webinar")
    assert (period.kind, list(period.windows)) == (row["kind"], [of_row(window) for window in row["windows"]])


def test_the_kinds_of_the_order():
    kinds = Counter(read_period(row["source_row"]["period"], PLAN).kind for row in ROWS)
    # T7: ten days and «dates», four ranges, months, by schedule, all year
    assert kinds == {
        "date": 10,
        "dates": 1,
        "range": 4,
        "months": 3,
        "month": 4,
        "on_schedule": 2,
        "all_year": 8,
    }


def forms(day: date, mark: str) -> list[str]:
    return [
        f"{day:%d.%m.%Y}{mark}",
        f"до {day:%d.%m.%Y}{mark}",
        f"До {day:%d.%m}. {day.year}{mark}",
        f"не позднее {day.day}.{day.month}.{day.year}{mark}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}{mark}",
        f"к {day.day} {MONTHS[day.month - 1]} {day.year}{mark}",
        f"Срок: {day:%d.%m.%y}",
        day.isoformat(),
    ]


@given(days, marks)
def test_a_day_printed_in_any_form_comes_back(day, mark):
    for text in forms(day, mark):
        period = read_period(text, PLAN)
        assert (period.kind, period.windows) == ("date", (Window(None, day),)), text


@given(days, st.integers(0, 400), marks, dashes)
def test_a_range_printed_in_any_form_comes_back(start, length, mark, dash):
    end = start + timedelta(length)
    texts = [f"{start:%d.%m.%Y}{mark}{dash}{end:%d.%m.%Y}{mark}", f"с {start:%d.%m.%Y} по {end:%d.%m.%Y}{mark}"]
    if start.year == end.year:
        texts.append(f"{start:%d.%m}{dash}{end:%d.%m.%Y}{mark}")
    if (start.year, start.month) == (end.year, end.month):
        texts.append(f"{start.day}{dash}{end.day} {MONTHS[end.month - 1]} {end.year}{mark}")
    for text in texts:
        period = read_period(text, PLAN)
        assert (period.kind, period.windows) == ("range", (Window(start, end),)), text


@given(st.lists(days, min_size=2, max_size=4, unique=True), marks, st.sampled_from([", ", "; ", " ", " и ", "\n"]))
def test_several_days_in_one_cell_are_several_days(some, mark, between):
    period = read_period("По срокам: " + between.join(f"{day:%d.%m.%Y}{mark}" for day in some), PLAN)
    assert (period.kind, period.windows) == ("dates", tuple(Window(None, day) for day in some))


@given(st.integers(1, 12), st.integers(1, 12), st.integers(2021, 2023), marks, dashes)
def test_months_last_from_their_first_day_to_their_last(first, last, year, mark, dash):
    first, last = sorted((first, last))
    end = date(year, last, monthrange(year, last)[1])
    alone = read_period(f"{NAMES[last - 1]} {year}{mark}", PLAN)
    assert (alone.kind, alone.windows) == ("month", (Window(end.replace(day=1), end),))
    run = read_period(f"{NAMES[first - 1]}{dash}{NAMES[last - 1].lower()} {year}{mark}", PLAN)
    assert (run.kind, run.windows) == ("months", (Window(date(year, first, 1), end),))


@pytest.mark.parametrize(
    ("text", "kind", "windows"),
    [
        ("I квартал 2022 г.", "months", [("2022-01-01", "2022-03-31")]),
        ("второе полугодие 2022 года", "months", [("2022-07-01", "2022-12-31")]),
        ("декабрь 2021 г. – январь 2022 г.", "months", [("2021-12-01", "2022-01-31")]),
        ("29.04, 20.06, 15.11.2022 г.", "dates", [(None, "2022-04-29"), (None, "2022-06-20"), (None, "2022-11-15")]),
        ("15, 18 и 20 марта 2022 г.", "dates", [(None, "2022-03-15"), (None, "2022-03-18"), (None, "2022-03-20")]),
        ("с 10 января по март 2022 г.", "range", [("2022-01-10", "2022-03-31")]),
        ("В течение 2023 года", "all_year", [("2023-01-01", "2023-12-31")]),
    ],
)
def test_other_forms(text, kind, windows):
    period = read_period(text, PLAN)
    assert (period.kind, period.doubts) == (kind, ())
    assert list(period.windows) == [of_row({"start": start, "end": end}) for start, end in windows]


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2022",
        "с 17.01.2022",
        "до июня 2022 г.",
        "по мере необходимости",
        "первая половина марта 2022",
        "12.2022",
        "в течение года, до 15.12.2022",
        "30.03.2022 до 12:00",
        "04.02.2022 – 17.01.2021",
        "V квартал 2022",
        "–",
    ],
)
def test_what_cannot_be_read_has_no_days_but_a_sentence(text):
    period = read_period(text, PLAN)
    assert (period.kind, period.windows) == (None, ())
    assert text in period.doubts[0]


@pytest.mark.parametrize(
    ("text", "doubt"),
    [
        ("до 30 марта", "no_year"),
        ("декабрь – январь 2022", "turned"),
        ("20.12.2012", "far"),
        ("Январь – февраль, 15.03.2022", "mixed"),
        ("По графику", "schedule"),
        ("В течение учебного года", "study"),
        ("еженедельно", "repeated"),
        ("В ходе реализации проекта", "project"),
    ],
)
def test_what_was_taken_from_elsewhere_is_said(text, doubt):
    assert DOUBTS[doubt] in read_period(text, PLAN).doubts


@given(st.text(max_size=40) | st.text("0123456789.-–, декмартфевпоисгодуя", max_size=40))
def test_any_text_is_read_or_doubted(text):
    period = read_period(text, PLAN)
    assert (period.kind in KINDS and period.windows) or (period.kind is None and period.doubts)


@given(st.sampled_from(["В течение года", "По графику", "в ходе реализации проекта", "март", "до 30.03"]))
def test_without_a_year_nothing_is_dated(text):
    assert read_period(text).windows == ()

"""The words of a calendar → points: days, months, quarters, in the order of the text; nothing is skipped in silence."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

STEMS = ("янв", "фев", "мар", "апр", "мая|май|мае|маю", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
ORDINALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "перв": 1, "втор": 2, "трет": 3, "четв": 4}
ORDINAL = r"\d|i{1,3}|iv|перв[а-я]+|втор[а-я]+|трет[а-я]+|четв[а-я]+"
MONTH = r"(?:янв|фев|мар|апр|ма[йяею]\b|июн|июл|авг|сен|окт|ноя|дек)[а-яё]*\.?"
TOKENS = re.compile(
    rf"""(?P<iso>\d{{4}}-\d\d-\d\d)
    | (?P<day>\d{{1,2}})\.\s?(?P<of>\d{{1,2}})(?:\.\s*(?P<in>\d{{4}}|\d\d(?!\d|\.))|\.)?(?!\d)
    | (?P<half>{ORDINAL})(?:-?[а-я]{{1,2}})?\s*полугоди[а-я]+
    | (?P<quarter>{ORDINAL})(?:-?[а-я]{{1,2}})?\s*квартал[а-я]*
    | (?P<number>\d{{1,2}})(?![\d:.]) | (?P<month>\b{MONTH}) | (?P<year>\d{{4}})(?!\d)
    | (?P<dash>[-–—−]) | (?P<until>\b(?:не\s+позднее|до|к)\b) | (?P<to>\bпо\b(?!\s+срокам))
    | (?P<since>\b(?:со?|начиная\s+с)\b) | (?P<list>[,;]|\bи\b)
    | (?P<filler>\b(?:по\s+)?срок[а-я]*\b|(?<![а-яё])г(?:г|од[ауы]?)?\b|\bвключительно\b|\bв\b|[.:])
    | (?P<rest>\w+|\S)""",
    re.X,
)
LENGTHS = {"quarter": 3, "half": 6}


class Unread(Exception):
    """The words can't be read for sure."""


@dataclass(frozen=True)
class Point:
    """A day, or a run of whole months; `before` are the words of order that stand before it."""

    month: int
    last_month: int
    day: int | None = None
    year: int | None = None
    before: frozenset[str] = frozenset()

    @property
    def dated(self) -> int:
        """Its year; `points_in` leaves no point without one."""
        if self.year is None:
            raise LookupError("this point has no year yet")
        return self.year

    @property
    def first(self) -> date:
        """Its first day; ValueError when the calendar has no such day."""
        return date(self.dated, self.month, self.day or 1)

    @property
    def last(self) -> date:
        """Its last day, inclusive."""
        return date(self.dated, self.last_month, self.day or monthrange(self.dated, self.last_month)[1])


def points_in(words: str, year: int | None) -> tuple[list[Point], bool]:
    """The points with their years, and whether the year of the plan had to be taken for one of them.

    A point without a year takes the one to its right («29.04, 20.06, 15.11.2022 г.»), a day without a month
    likewise («17 – 28 января»).
    """
    done: list[Point] = []
    right: int | None = None
    taken = False
    for point in reversed(_points(words)):
        right = point.year or right
        taken = taken or right is None
        if (right or year) is None:
            raise Unread
        done.insert(0, replace(point, year=right or year))
    return done, taken


def _points(words: str) -> list[Point]:
    points: list[Point] = []
    before: frozenset[str] = frozenset()
    for match in TOKENS.finditer(words):
        kind = match.lastgroup
        if kind == "year" and points and points[-1].year is None and not before:
            points[-1] = replace(points[-1], year=int(match["year"]))
        elif kind == "month" and points and not points[-1].month and not before:
            points = _give_month(points, _month(match["month"]))
        elif kind in ("dash", "until", "to", "since", "list"):
            before |= {kind}
        elif kind in ("rest", "year"):
            raise Unread
        elif kind != "filler":
            points.append(replace(_point(match), before=before))
            before = frozenset()
    if not points or before or not all(point.month for point in points):
        raise Unread
    return points


def _point(match: re.Match) -> Point:
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return Point(day.month, day.month, day.day, day.year)
    if match["day"]:
        in_year = match["in"] and int(match["in"]) + (2000 if len(match["in"]) == 2 else 0)
        return Point(int(match["of"]), int(match["of"]), int(match["day"]), in_year)
    if match["number"]:
        return Point(0, 0, int(match["number"]))
    if match["month"]:
        return Point(_month(match["month"]), _month(match["month"]))
    name = "quarter" if match["quarter"] else "half"
    number, length = _ordinal(match[name]), LENGTHS[name]
    if not 1 <= number <= 12 // length:
        raise Unread
    return Point((number - 1) * length + 1, number * length)


def _give_month(points: list[Point], month: int) -> list[Point]:
    """«15, 18 и 20 марта»: the month belongs to every day before it that has none."""
    return [point if point.month else replace(point, month=month, last_month=month) for point in points]


def _month(word: str) -> int:
    return next(at for at, stem in enumerate(STEMS, 1) if re.match(stem, word))


def _ordinal(word: str) -> int:
    return int(word) if word.isdigit() else ORDINALS.get(word, 0) or ORDINALS.get(word[:4], 0)

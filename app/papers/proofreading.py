"""What a reader would stop at in an order: empty points, gaps, quotes in quotes, days that have passed. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from app.kernel.calendar import MONTHS
from app.papers.retouch import NUMBER

AROUND = 40
LINE = re.compile(r"_{2,}|«\s*»")  # to write on
SAID = re.compile(r"[^\W_]")
OMITTED = re.compile(r"…|\.{3,}|№\s*(?:$|(?=[,;:»)])|\.(?!\w))")
QUOTED = re.compile(r"«[^«»]*»")
DAY = re.compile(rf"(\d{{1,2}})(?:\.(\d\d)\.(\d{{4}}|\d\d)(?!\d|\.\d)|\s({'|'.join(MONTHS)})\s(\d{{4}}))")
TOLD = re.compile(r"(?:(?<!\w)(?:на|от|с|со)|размещения:)\s*$", re.I)  # what is told, not what is asked by the day
DEEPEST = 1


def lines_in(texts: Iterable[str]) -> list[str]:
    """Where a line to write on is left, each cut to what stands around it."""
    return [_around(text, found) for text in texts if (found := LINE.search(text))]


def omitted_in(texts: Iterable[str]) -> list[str]:
    """Where something is left out, «…» or «№ …»: it may be meant."""
    return [_around(text, found) for text in texts if (found := OMITTED.search(text))]


def quotes_in(texts: Iterable[str]) -> list[str]:
    """Where quotes stand inside the same quotes."""
    return [_around(text, found) for text in texts if (found := _nested(text))]


def empty_points(points: Sequence[str]) -> list[str]:
    """The numbers of points that say nothing."""
    found = [(point, NUMBER.match(point)) for point in points]
    return [number[0].strip().rstrip(".") for point, number in found if number and not SAID.search(point, number.end())]


def lone_sub_points(points: Sequence[str]) -> list[str]:
    """«4.1» that has no «4.2»."""
    subs = defaultdict(list)
    for point in points:
        number = NUMBER.match(point)
        if number and number[2]:
            subs[number[1]].append(number[2])
    return [f"{major}.{only[0]}" for major, only in subs.items() if len(only) == 1]


def past_days(points: Iterable[str], on: date) -> list[str]:
    """The days that the points ask for, and that lie before the day; what is quoted is somebody's older word."""
    found = []
    for text in points:
        words = QUOTED.sub("", text.replace("\u00a0", " "))
        asked = (one for one in DAY.finditer(words) if not TOLD.search(words[: one.start()]))
        found += [one[0] for one in asked if (day := _day(one)) and day < on]
    return list(dict.fromkeys(found))


def _day(found: re.Match) -> date | None:
    day, month, short, word, year = found.groups()
    year = year or short
    try:
        return date(int(year) + 2000 * (len(year) == 2), int(month) if month else 1 + MONTHS.index(word), int(day))
    except ValueError:
        return None


def _nested(text: str) -> re.Match | None:
    depth = 0
    for found in re.finditer("[«»]", text):
        depth = max(depth + (1 if found[0] == "«" else -1), 0)
        if depth > DEEPEST:
            return found
    return None


def _around(text: str, found: re.Match) -> str:
    start, end = max(found.start() - AROUND, 0), found.end() + AROUND
    return f"{'…' if start else ''}{text[start:end].strip()}{'…' if end < len(text) else ''}"

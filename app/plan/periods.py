"""The words of a period → its kind and its days (must-survive T7, T9); what can't be read for sure is a doubt."""

import re
from dataclasses import dataclass, replace
from datetime import date

from app.kernel.quotes import quoted
from app.plan.calendar import Point, Unread, points_in

KINDS = ("date", "range", "month", "months", "dates", "all_year", "on_schedule")
BY_DAYS = ("date", "range", "dates")  # whose ends were named as days
LONG = r"(?:в течение|на протяжении)"
SAID = (  # what is said in words: kind, phrase, the doubt that it leaves
    ("on_schedule", r"(?:по|согласно)\s+(?:\w+\s+)?(?:график[уа]|расписани[юя])[^,;]*", "schedule"),
    ("project", rf"(?:в ходе|{LONG}|в период|весь период)\s+(?:всего\s+)?(?:реализации\s+)?проекта", "project"),
    ("all_year", rf"{LONG}\s+(?:\d{{4}}\s*[–—/-]\s*\d{{4}}\s+)?учебного\s+года", "study"),
    ("all_year", rf"{LONG}\s+(?:всего\s+|календарного\s+)*(?P<of>\d{{4}})?\s*(?:года|г\.)", ""),
    ("all_year", r"весь\s+(?P<whole>\d{4})?\s*год|^(?:в\s+)?(?P<alone>\d{4})\s*(?:году?|г\.)$", ""),
    ("all_year", r"постоянно|еженедельно|ежемесячно|ежеквартально", "repeated"),
)
DOUBTS = {
    "empty": "Срок не указан.",
    "unread": "Срок не прочитан: {}.",
    "schedule": "Дней в тексте нет: границы – весь год, пока не появится график.",
    "study": "Учебный год не совпадает с календарным: поставлен весь год плана.",
    "repeated": "Мероприятие повторяется: поставлен весь год плана.",
    "project": "Дни проекта не названы: поставлено от первого дня плана до конца года.",
    "event": "Это событие одного дня: поставлен день проведения, а не срок «до».",
    "no_year": "Год в сроке не написан: поставлен год плана.",
    "turned": "Начало позже конца: для начала поставлен предыдущий год.",
    "mixed": "В одном сроке и промежутки, и отдельные дни.",
    "far": "Год в сроке далёк от года плана: возможно, опечатка.",
}


@dataclass(frozen=True)
class Window:
    """First and last day, both inclusive; without a start it is a deadline."""

    start: date | None
    end: date


@dataclass(frozen=True)
class Period:
    """What was read; without a kind nothing was."""

    kind: str | None
    windows: tuple[Window, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """The year of the plan, when it is known, and the first day that the plan names."""

    year: int | None = None
    begins_on: date | None = None


@dataclass(frozen=True)
class Span:
    """A point alone («до» may stand before it), or from one point to another."""

    first: Point
    last: Point | None = None
    until: bool = False

    @property
    def one_day(self) -> bool:
        """True when it is a single day of the calendar."""
        return self.last is None and self.first.day is not None


def read_period(text: str, frame: Frame = Frame(), event: bool = False) -> Period:
    """`event`: the item is something that takes place, so its single day is both first and last."""
    words = re.sub(r"\s+", " ", text).strip().lower()
    if not words:
        return Period(None, doubts=(DOUBTS["empty"],))
    try:
        period = _said(words, frame) or _dated(words, frame, event)
    except (Unread, ValueError):
        return Period(None, doubts=(DOUBTS["unread"].format(quoted(text)),))
    days = [day for window in period.windows for day in (window.start, window.end) if day]
    far = frame.year and any(abs(day.year - frame.year) > 1 for day in days)
    return replace(period, doubts=(*period.doubts, DOUBTS["far"])) if far else period


def _said(words: str, frame: Frame) -> Period | None:
    """«В течение года», «По графику …»: there are no days in it, and none are invented but the bounds of the year."""
    kinds, doubts, year = [], [], frame.year
    for kind, phrase, doubt in SAID:
        if match := re.search(phrase, words):
            kinds.append(kind)
            doubts += [DOUBTS[doubt]] if doubt else []
            year = next((int(named) for named in match.groupdict().values() if named), year)
            words = words[: match.start()] + words[match.end() :]
    if not kinds:
        return None
    if re.search(r"\w", words) or year is None:
        raise Unread
    starts_on = date(year, 1, 1)
    if kinds[0] == "project":
        starts_on = min(frame.begins_on or starts_on, starts_on)
    kind = "all_year" if kinds[0] == "project" else kinds[0]
    return Period(kind, (Window(starts_on, date(year, 12, 31)),), tuple(doubts))


def _dated(words: str, frame: Frame, event: bool) -> Period:
    """Days and months of the calendar: alone, in lists, in ranges."""
    points, year_taken = points_in(words, frame.year)
    doubts = [DOUBTS["no_year"]] if year_taken else []
    spans = _spans(points, doubts)
    takes_place = event and len(spans) == 1 and spans[0].one_day and not spans[0].until
    windows = tuple(_window(span, takes_place) for span in spans)
    if takes_place:
        doubts.append(DOUBTS["event"])
    if len({span.one_day for span in spans}) == 2:
        doubts.append(DOUBTS["mixed"])
    return Period(_kind(spans), windows, tuple(doubts))


def _spans(points: list[Point], doubts: list[str]) -> list[Span]:
    """Each «с … по …» and each dash makes one of two points; a «с» without its end is not read."""
    spans: list[Span] = []
    opened = False
    for point in points:
        joins = bool(point.before & {"dash", "to"}) or (opened and "until" in point.before)
        if joins:
            if not spans or spans[-1].last or spans[-1].until or "list" in point.before:
                raise Unread
            spans[-1] = Span(_turned(spans[-1].first, point, doubts), point)
        elif opened:
            raise Unread
        else:
            spans.append(Span(point, until="until" in point.before))
        opened = not joins and "since" in point.before
    if opened:
        raise Unread
    return spans


def _turned(first: Point, last: Point, doubts: list[str]) -> Point:
    """«Декабрь – январь 2022»: the year belongs to the end."""
    if first.year != last.year or first.first <= last.last:
        return first
    doubts.append(DOUBTS["turned"])
    return replace(first, year=first.dated - 1)


def _window(span: Span, takes_place: bool) -> Window:
    if span.until and not span.one_day:
        raise Unread  # «до июня»: to its first day or to its last?
    start = None if span.one_day and not takes_place else span.first.first
    window = Window(start, (span.last or span.first).last)
    if start and start > window.end:
        raise Unread
    return window


def _kind(spans: list[Span]) -> str:
    if all(span.one_day for span in spans):
        return "date" if len(spans) == 1 else "dates"
    if any(point and point.day for span in spans for point in (span.first, span.last)):
        return "range"
    alone = len(spans) == 1 and spans[0].last is None and spans[0].first.month == spans[0].first.last_month
    return "month" if alone else "months"

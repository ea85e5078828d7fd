"""How a reminder reads: duties of one kind in one sentence, whatever is missing by its name. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from app.duties.rows import Duty, Place
from app.kernel.words import day, days_left, pluralize
from app.notices.reminders.table import OWN, REMINDED

MANY = 10  # names in a sentence; the rest is a number
LONGEST = 90  # letters of what a sentence quotes


class Told(NamedTuple):
    """A duty, and as what its reader is told of it."""

    whom: str
    duty: Duty


class Line(NamedTuple):
    """A sentence, where it leads, its last day, and whether that is over."""

    words: str
    place: Place
    due_on: date
    passed: bool


class _Key(NamedTuple):
    """What one sentence is about."""

    due_on: date
    sentence: str
    about: str
    school: str


def lines(told: Iterable[Told], today: date) -> list[Line]:
    """The sentences to one person, the nearest day first; whoever has one school alone is not told its name."""
    every = list(told)
    several = len({one.duty.school for one in every if one.whom == OWN and _names_things(one)}) > 1
    groups: dict[_Key, list[Told]] = {}
    for one in every:
        if key := _key(one):
            groups.setdefault(key, []).append(one)
    return [_line(key, own, today, several) for key, own in sorted(groups.items(), key=lambda group: group[0])]


def _key(one: Told) -> _Key | None:
    words = REMINDED[one.duty.kind].states[one.duty.state]
    sentence = words.own if one.whom == OWN else words.watched
    if one.duty.due_on is None or not sentence:
        return None
    return _Key(one.duty.due_on, sentence, one.duty.about, one.duty.school if _names_things(one) else "")


def _names_things(one: Told) -> bool:
    """The sentence names what is missing in a school, and not the schools."""
    words = REMINDED[one.duty.kind].states[one.duty.state]
    return bool(one.duty.school) and "{schools}" not in (words.own if one.whom == OWN else words.watched)


def _line(key: _Key, told: Sequence[Told], today: date, several: bool) -> Line:
    first = told[0].duty
    names = list(dict.fromkeys(one.duty.name for one in told))
    said = key.sentence.format(
        names=listed(names),
        schools=listed(sorted({one.duty.school or one.duty.name for one in told})),
        directions=("по\u00a0направлению " if len(names) == 1 else "по\u00a0направлениям ") + listed(names),
        remarks=pluralize(_number(first.name), "замечание", "замечания", "замечаний"),
        decisions=pluralize(_number(first.name), "вопрос", "вопроса", "вопросов"),
        about=_short(key.about),
        when=when(key.due_on, today),
        since=f"ждёт с\u00a0{day(key.due_on)}",
    )
    words = f"{key.school}: {said[:1].lower()}{said[1:]}" if several and key.school and told[0].whom == OWN else said
    return Line(words, _place(told), key.due_on, key.due_on < today)


def _number(name: str) -> int:
    return int(name) if name.isdigit() else 0


def _place(told: Sequence[Told]) -> Place:
    """The very place of the one thing; of several, and for whoever watches, the page that has them all."""
    whom, first = told[0]
    reminded = REMINDED[first.kind]
    if whom != OWN:
        return reminded.watching[whom], {}
    places = {repr(one.duty.place) for one in told}
    return first.place if len(places) == 1 else (reminded.states[first.state].several, {})


def when(due_on: date, today: date) -> str:
    """«до 30.03.2022 осталось 3 дня», «сегодня, 30.03.2022, последний день», «срок был 30.03.2022, прошёл 1 день»."""
    if due_on == today:
        return f"сегодня, {day(due_on)}, последний день"
    begins = f"до\u00a0{day(due_on)}" if due_on > today else f"срок был {day(due_on)},"
    return f"{begins} {days_left(due_on, today)}"


def listed(names: Sequence[str]) -> str:
    """«А», «А и Б», «А, Б и ещё 12»."""
    shown, left = list(names[:MANY]), len(names) - MANY
    if left > 0:
        return f"{', '.join(shown)} и\u00a0ещё {left}"
    *first, last = shown
    return f"{', '.join(first)} и\u00a0{last}" if first else last


def _short(words: str) -> str:
    """Cut at a word."""
    if len(words) <= LONGEST:
        return words
    return f"{words[:LONGEST].rsplit(' ', 1)[0].rstrip('.,;:')}…"

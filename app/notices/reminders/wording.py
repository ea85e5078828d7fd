"""How a reminder reads: duties of one kind in one sentence, whatever is missing by its name. Pure."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from app.duties.rows import Duty, Place
from app.kernel.numbers import number
from app.kernel.quotes import quoted
from app.kernel.words import day, days_left, pluralize, spelled
from app.notices.reminders.table import OWN, REMINDED

MANY = 10  # names in a sentence; the rest is a number
LONGEST = 90  # letters of what a sentence quotes
WHOLE, BRIEF = 1200, (90, 70, 55, 45, 35, 25)  # letters of a list in a letter; in its subject as many as fit
SUBJECT = 140  # letters of a sentence in a subject
Rest = Callable[[int], str]  # how many more there are, after «ещё»
DOCUMENTS: Rest = partial(pluralize, one="документ", few="документа", many="документов")
SCHOOLS: Rest = partial(pluralize, one="школа", few="школы", many="школ")
SOME: Rest = partial(spelled, case="dative")  # «по направлениям «А» и ещё двум»


class Told(NamedTuple):
    """A duty, and as what its reader is told of it."""

    whom: str
    duty: Duty


class Line(NamedTuple):
    """A sentence, the same for a subject, where it leads, and its last day."""

    words: str
    brief: str
    place: Place
    due_on: date


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
    whose = f"{key.school}: " if several and key.school and told[0].whom == OWN else ""
    every = [_of_school(whose, _sentence(key, told, today, letters)) for letters in (WHOLE, *BRIEF)]
    brief = next((one for one in every if len(one) <= SUBJECT), every[-1])
    return Line(every[0], brief, _place(told), key.due_on)


def _of_school(whose: str, sentence: str) -> str:
    return f"{whose}{sentence[:1].lower()}{sentence[1:]}" if whose else sentence


def _sentence(key: _Key, told: Sequence[Told], today: date, letters: int) -> str:
    """The sentence, no name or list in it longer than so many letters."""
    names = list(dict.fromkeys(one.duty.name for one in told))
    counted = number(names[0], 0)
    schools = sorted({one.duty.school or one.duty.name for one in told})
    return key.sentence.format(
        names=fitting(names, letters, DOCUMENTS),
        schools=fitting(schools, letters, SCHOOLS),
        directions=f"по\u00a0{'направлению' if len(names) == 1 else 'направлениям'} {fitting(names, letters, SOME)}",
        remarks=pluralize(counted, "замечание", "замечания", "замечаний"),
        decisions=pluralize(counted, "вопрос", "вопроса", "вопросов"),
        about=key.about,
        title=quoted(key.about, min(letters, LONGEST)),
        when=when(key.due_on, today),
        since=f"ждёт с\u00a0{day(key.due_on)}",
    )


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


def fitting(names: Sequence[str], letters: int, rest: Rest) -> str:
    """So many of the names as fit, at least the first: «А», «А и Б», «А, Б и ещё 12 школ»."""
    many = next((many for many in range(min(len(names), MANY), 1, -1) if len(listed(names, many, rest)) <= letters), 1)
    return listed([short(names[0], letters), *names[1:]], many, rest)


def listed(names: Sequence[str], many: int, rest: Rest) -> str:
    """The first so many, and how many more there are, in the words of `rest`."""
    if left := len(names) - many:
        return f"{', '.join(names[:many])} и\u00a0ещё {rest(left)}"
    *first, last = names
    return f"{', '.join(first)} и\u00a0{last}" if first else last


def short(words: str, letters: int) -> str:
    """Cut at a word; a quotation that is cut is closed."""
    if len(words) <= letters:
        return words
    cut = f"{words[:letters].rsplit(' ', 1)[0].rstrip('.,;:(')}…"
    return f"{cut}»" if cut.count("«") > cut.count("»") else cut

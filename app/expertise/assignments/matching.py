"""Rows of a table against the round: what each one would do, what is amiss; nothing is guessed silently."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.directory.models import Person
from app.expertise.assignments.conflicts import BECAUSE, Ties, conflict, is_allowed
from app.expertise.assignments.reading import Row
from app.kernel.names import plain
from app.kernel.quotes import quoted
from app.region import said
from app.year.cycle.models import Participation

NO_SCHOOL = "Такой школы нет среди участниц года: {}."
MANY_SCHOOLS = "Школ с\u00a0таким названием несколько: напишите код или муниципалитет."
TWICE = "Эта школа стоит в\u00a0файле дважды."
OTHER_SCHOOL = "Код {} принадлежит другой школе: {}."
NO_PERSON = "Эксперта {} нет: роль эксперта {{institute}} сегодня не\u00a0действует, или имя написано иначе."
MANY_PEOPLE = "Экспертов с\u00a0именем {} несколько: напишите почту."
TWO_PEOPLE = "Почта {} принадлежит другому эксперту: {}."
CONFLICT = "Конфликт интересов: {} {}. Выберите другого или напишите причину в\u00a0столбце «Причина при конфликте»."


@dataclass(frozen=True)
class Line:
    """A row and its meaning: 'new', 'change' of the reviewer, 'release', or 'same'."""

    row: Row
    school: Participation | None
    person: Person | None
    before: Person | None
    what: str
    troubles: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What a table is compared with: the schools and the reviewers, who reviews what, ties and allowed conflicts."""

    schools: Sequence[Participation]
    people: Sequence[Person]
    standing: dict[int, Person]
    ties: dict[int, Ties]
    allowed: dict[tuple[int, int], list[str]]


def lines(rows: Iterable[Row], known: Known) -> list[Line]:
    """One line for each row, in order."""
    matched = [(row, *_school(row, known.schools), *_person(row, known.people)) for row in rows]
    twice = Counter(school.id for _, school, _, _, _ in matched if school)
    found = []
    for row, school, no_school, person, no_person in matched:
        troubles = [*no_school, *no_person]
        if school and twice[school.id] > 1:
            troubles.append(TWICE)
        if school and person:
            troubles += _conflict(row, school, person, known)
        before = known.standing.get(school.id) if school else None
        found.append(Line(row, school, person, before, _what(before, person), tuple(troubles)))
    return found


def _what(before: Person | None, person: Person | None) -> str:
    if (before and before.id) == (person and person.id):
        return "same"
    return "new" if before is None else "change" if person else "release"


def _school(row: Row, schools: Sequence[Participation]) -> tuple[Participation | None, list[str]]:
    by_code = {one.school.code: one for one in schools if one.school.code}
    by_name = defaultdict(list)
    for one in schools:
        by_name[plain(one.school.short_name)].append(one)
    named = by_name[plain(row.school)]
    if row.code and row.code in by_code:
        found = by_code[row.code]
        if row.school and named and found not in named:
            return None, [OTHER_SCHOOL.format(row.code, found.school.short_name)]
        return found, []
    if len(named) > 1:
        named = [one for one in named if plain(one.school.municipality.name) == plain(row.municipality)]
        return (named[0], []) if len(named) == 1 else (None, [MANY_SCHOOLS])
    return (named[0], []) if named else (None, [NO_SCHOOL.format(quoted(row.school or row.code))])


def _person(row: Row, people: Sequence[Person]) -> tuple[Person | None, list[str]]:
    """By address first, else by full name; both must speak of one person. Two empty cells mean nobody."""
    named = [one for one in people if plain(one.name) == plain(row.reviewer)]
    if row.email:
        found = next((one for one in people if one.email.casefold() == row.email.casefold()), None)
        if found is None:
            return None, [said(NO_PERSON.format(quoted(row.email)))]
        return (
            (None, [TWO_PEOPLE.format(row.email, found.name)]) if row.reviewer and found not in named else (found, [])
        )
    if not row.reviewer:
        return None, []
    if len(named) > 1:
        return None, [MANY_PEOPLE.format(quoted(row.reviewer))]
    return (named[0], []) if named else (None, [said(NO_PERSON.format(quoted(row.reviewer)))])


def _conflict(row: Row, school: Participation, person: Person, known: Known) -> list[str]:
    kind = conflict(known.ties[person.id], school)
    if row.reason or is_allowed(kind, known.allowed.get((school.id, person.id), ())):
        return []
    return [CONFLICT.format(person.name, BECAUSE[kind])]

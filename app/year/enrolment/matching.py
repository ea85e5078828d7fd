"""Rows of a list against the directory: what each one would do, what is amiss; nothing is guessed silently."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from app.directory.models import Municipality, School
from app.kernel.names import plain
from app.kernel.quotes import quoted
from app.people.forms import ADDRESS
from app.year.enrolment.reading import Row

KIND = re.compile(r"\b(муниципальный|городской|округ|район|район[а-я]*|город|г)\b\.?")


@dataclass(frozen=True)
class Line:
    """A row and its meaning: 'new' school, known school that 'joins' the year, or one that 'stands' in it already."""

    row: Row
    town: Municipality | None
    school: School | None
    what: str
    troubles: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What the directory has: places, schools, those in the year, and names by address."""

    towns: list[Municipality]
    schools: list[School]
    enrolled: frozenset[int]
    people: dict[str, str]


def lines(rows: Iterable[Row], known: Known) -> list[Line]:
    """One line for each row, in order."""
    rows = list(rows)
    towns = {town_key(town.name): town for town in known.towns}
    by_code = {school.code: school for school in known.schools if school.code}
    by_name = {(school.municipality_id, plain(school.short_name)): school for school in known.schools}
    twice = Counter((town_key(row.municipality), plain(row.short_name)) for row in rows)
    found = []
    for row in rows:
        town = towns.get(town_key(row.municipality))
        school = by_code.get(row.code) or (by_name.get((town.id, plain(row.short_name))) if town else None)
        what = "new" if school is None else "stands" if school.id in known.enrolled else "joins"
        doubled = twice[town_key(row.municipality), plain(row.short_name)] > 1
        found.append(Line(row, town, school, what, tuple(_troubles(row, town, school, doubled, towns, known.people))))
    return found


def town_key(name: str) -> str:
    """«Верховский муниципальный округ» and «Верховский район» are one place; a city is named without «г.»."""
    return " ".join(KIND.sub(" ", plain(name)).split())


def _troubles(
    row: Row,
    town: Municipality | None,
    school: School | None,
    doubled: bool,
    towns: Mapping[str, Municipality],
    people: Mapping[str, str],
) -> Iterator[str]:
    if town is None:
        near = get_close_matches(town_key(row.municipality), towns, 1, 0.75)
        hint = f" Может быть, {quoted(towns[near[0]].name)}?" if near else ""
        yield (
            f"Муниципалитета {quoted(row.municipality)} нет в\u00a0списке.{hint}"
            if row.municipality
            else "Не\u00a0назван муниципалитет."
        )
    if not row.short_name:
        yield "Нет названия школы."
    if doubled and row.short_name:
        yield "Эта школа стоит в\u00a0файле дважды."
    if school is not None and town is not None and school.municipality_id != town.id:
        yield f"Код {row.code} принадлежит школе другого муниципалитета: {school.short_name}."
    for name, email in ((row.head, row.head_email), (row.curator, row.curator_email)):
        yield from _of_person(name, email, people)


def _of_person(name: str, email: str, people: Mapping[str, str]) -> Iterator[str]:
    if not email:
        return
    if not ADDRESS.fullmatch(email):
        yield f"Почта «{email}» написана не\u00a0целиком."
    elif (known := people.get(email.casefold())) is not None:
        if name and plain(known) != plain(name):
            yield f"Почта {email} уже принадлежит другому человеку: {known}."
    elif not name:
        yield f"Чья почта {email}? Напишите имя."

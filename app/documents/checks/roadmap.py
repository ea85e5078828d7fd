"""The road map: a table known by its headers, each row with a term inside the programme's and somebody responsible."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.documents.checks.outline import Outline
from app.documents.checks.russian import plain

HEADERS = {
    "task": ("задач",),
    "measure": ("мероприят", "мера", "меры"),
    "term": ("срок", "дата", "период"),
    "indicator": ("показател",),
    "responsible": ("ответствен", "исполнител"),
    "participants": ("участник",),
}
ENOUGH = 4
NAMED = 10  # empty rows that are told by number
NUMBER = re.compile(r"[\s\d.)№]*")
DAY = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})\b")
YEAR = re.compile(r"\b20\d\d\b")


@dataclass(frozen=True)
class Roadmap:
    """The table: which column is which, its rows below the header, its number in the document."""

    columns: dict[str, int]
    rows: list[list[str]]
    number: int = 1


def find_roadmap(outline: Outline) -> Roadmap | None:
    """The table whose header names most of the columns of domain.md §4.3; at least four of the six."""
    found = [roadmap for number, table in enumerate(outline.tables, 1) for roadmap in _readings(table, number)]
    return max(found, key=lambda roadmap: len(roadmap.columns), default=None)


def _readings(table: list[list[str]], which: int) -> Iterator[Roadmap]:
    for number, row in enumerate(table[:3]):
        columns: dict[str, int] = {}
        for at, cell in enumerate(map(plain, row)):
            if len(cell) < 60 and (name := _column(cell, columns)):
                columns[name] = at
        if len(columns) >= ENOUGH:
            yield Roadmap(columns, table[number + 1 :], which)


def _column(cell: str, taken: dict[str, int]) -> str | None:
    free = {name: roots for name, roots in HEADERS.items() if name not in taken}
    first = next((name for name, roots in free.items() if cell.startswith(roots)), None)
    return first or next((name for name, roots in free.items() if any(root in cell for root in roots)), None)


def troubles(roadmap: Roadmap, starts_on: date, ends_on: date) -> list[str]:
    """What is amiss, in sentences: empty rows; no term, nobody responsible, days outside the programme's term."""
    empty = [number for number, row in enumerate(roadmap.rows, 1) if not _has_words(row)]
    return [*_of_empty(empty, len(roadmap.rows)), *_of_rows(roadmap, starts_on, ends_on)]


def _has_words(row: list[str]) -> bool:
    """Whether anything but a number of a row stands there."""
    return not all(NUMBER.fullmatch(cell) for cell in row)


def _of_empty(rows: list[int], many: int) -> list[str]:
    if not rows:
        return []
    if len(rows) == many:
        return ["В таблице нет ни одного мероприятия."]
    numbers = ", ".join(map(str, rows[:NAMED])) + (" и\u00a0дальше" if len(rows) > NAMED else "")
    return [f"{'Пустая строка' if len(rows) == 1 else 'Пустые строки'}: {numbers}."]


def _of_rows(roadmap: Roadmap, starts_on: date, ends_on: date) -> list[str]:
    said = []
    for number, row in enumerate(roadmap.rows, 1):
        term, who = _cell(roadmap, row, "term"), _cell(roadmap, row, "responsible")
        if len([cell for cell in row if cell.strip()]) < 2:
            continue
        if term is not None and not term.strip():
            said.append(f"Строка {number}: не указан срок.")
        if who is not None and not who.strip():
            said.append(f"Строка {number}: не указан ответственный.")
        outside = [day for day in days_of(term or "") if not starts_on <= day <= ends_on]
        if outside:
            said.append(f"Строка {number}: {outside[0]:%d.%m.%Y} вне срока программы.")
        elif strange := _years_outside(term or "", starts_on.year, ends_on.year):
            said.append(f"Строка {number}: {strange[0]} год вне срока программы.")
        elif (last := max(map(int, YEAR.findall(term or "")), default=0)) > ends_on.year:
            said.append(f"Строка {number}: срок тянется до {last} года, а программа кончается в {ends_on.year}.")
    return said


def _years_outside(term: str, first: int, last: int) -> list[str]:
    """The years of a term that lies wholly outside; «2021/2022 учебный год» reaches into 2022."""
    named = YEAR.findall(term)
    return [] if any(first <= int(year) <= last for year in named) else named


def days_of(text: str) -> list[date]:
    """The days written as 16.05.2022 or 16.05.22; what is no day is passed over."""
    found = []
    for day, month, year in DAY.findall(text):
        try:
            found.append(date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)))
        except ValueError:
            continue
    return found


def _cell(roadmap: Roadmap, row: list[str], name: str) -> str | None:
    at = roadmap.columns.get(name)
    return None if at is None else (row[at] if at < len(row) else "")

"""A list of those present, pasted or from a table → keys of the list of an event; what is not recognised is said."""

import io
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from openpyxl import load_workbook

from app.kernel.child import Overrun, in_child
from app.kernel.names import plain
from app.plan.registers.queries import Present
from app.refusals import Refused

LIMIT = 3000
NOT_READ = "Файл не\u00a0открывается как XLSX. Сохраните таблицу в\u00a0Excel ещё раз или вставьте список текстом."
# What stands before the name of a school and says only what kind of organisation it is.
FORM = re.compile(r"^(?:м[бкаo]?оу|мбоу|мкоу|маоу|боу|гбоу|оу|филиал)\s+", re.I)


@dataclass(frozen=True)
class Reading:
    """Keys that were recognised; lines that fit nobody; lines that fit several."""

    keys: frozenset[str]
    unknown: tuple[str, ...]
    doubtful: tuple[str, ...]


def read_lines(lines: Iterable[str], listed: Iterable[Present]) -> Reading:
    """A line is recognised by the whole name of a school or a person, in any case, quotes and «ё»."""
    keys_of: dict[str, set[str]] = defaultdict(set)
    listed = list(listed)
    for one in listed:
        for name in {_plain(one.name), bare(one.name)}:
            keys_of[name].add(one.key)
    found: set[str] = set()
    unknown: list[str] = []
    doubtful: list[str] = []
    for line in filter(None, (" ".join(line.split()) for line in lines)):
        keys = keys_of.get(_plain(line)) or keys_of.get(bare(line)) or set()
        if len(keys) == 1:
            found |= keys
        else:
            (doubtful if keys else unknown).append(line + _like(line, listed))
    return Reading(frozenset(found), tuple(unknown), tuple(doubtful))


def _like(line: str, listed: Iterable[Present]) -> str:
    """Whom alone the line may mean, said in brackets: nobody is ticked by likeness."""
    near = {one.name for one in listed if _fit(line, one.name)}
    return f" (похоже на\u00a0{near.pop()})" if len(near) == 1 else ""


def _fit(one: str, other: str) -> bool:
    """Every word of the shorter begins a word of the longer: «Соколова М.» and «Соколова Мария»."""
    short, long = sorted((re.findall(r"\w+", bare(name)) for name in (one, other)), key=len)
    return bool(short) and all(any(word.startswith(part) for word in long) for part in short)


def _plain(name: str) -> str:
    return plain(name.replace("(демо)", ""))


def bare(name: str) -> str:
    """«МБОУ «Заречная СОШ»» as «заречная сош»."""
    return FORM.sub("", _plain(name))


def cells_of(data: bytes) -> list[str]:
    """The text of every cell of the first sheet but addresses of mail, row by row; read in a child process (P7)."""
    try:
        return in_child(_cells, data)
    except Overrun as error:
        raise Refused.because("table", error.said(NOT_READ)) from error


def _cells(data: bytes) -> list[str]:
    sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
    return [
        cell
        for row in sheet.iter_rows(values_only=True, max_row=LIMIT)
        for cell in row
        if isinstance(cell, str) and "@" not in cell
    ]

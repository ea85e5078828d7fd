"""Sums that don't add up: a row «Итого» of a table whose numbers are not what stands above. For a person to look at."""

import re
from collections.abc import Iterator, Sequence

from app.documents.checks.outline import Outline
from app.documents.checks.russian import plain
from app.documents.checks.traces import Warning

TOTAL = re.compile(r"(?:всего|итого)\b")
# What is not added up: shares, means, years, numbers of rows and of classes.
NOT_ADDED = re.compile(r"%|процент|доля|средн|качеств|успеваем|балл|год\b|№|класс\b|номер|дата|срок")
NUMBER = re.compile(r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?")
ROWS = 2  # above a sum, at least
MOST = 5  # that are told
Rows = Sequence[Sequence[str]]


def sums(outline: Outline) -> list[Warning]:
    """A sentence for each number of a row «Итого» that is not the sum of its column."""
    found = (said for number, table in enumerate(outline.tables, 1) for said in _of_table(number, table))
    return [Warning("sum", said) for said, _ in zip(found, range(MOST), strict=False)]


def _of_table(number: int, table: Rows) -> Iterator[str]:
    begun = 1
    for at, row in enumerate(table):
        if not any(TOTAL.match(plain(cell)) for cell in row[:2]):
            continue
        for column in range(1, len(row)):
            above = [other[column] if column < len(other) else "" for other in table[begun:at]]
            if said := _amiss(table[0], column, row[column], above):
                yield f"Таблица\u00a0{number}, строка\u00a0{at + 1}: {said}"
        begun = at + 1


def _amiss(heads: Sequence[str], column: int, total: str, above: Sequence[str]) -> str:
    """What is wrong with a sum; nothing where not each cell above is a number, or where it may be no sum."""
    numbers, said = [_number(cell) for cell in above if cell.strip(" -–—")], _number(total)
    head = heads[column] if column < len(heads) else ""
    if said is None or len(numbers) < ROWS or NOT_ADDED.search(plain(head)):
        return ""
    known = [one for one in numbers if one is not None]
    right = sum(known)
    if len(known) < len(numbers) or abs(right - said) < 0.01 or said <= max(known):  # a mean is no sum
        return ""
    return f"в\u00a0итоге {_shown(said)}, а\u00a0сложением выходит {_shown(right)}."


def _number(cell: str) -> float | None:
    """«1 200», «12,5»; None of anything else."""
    text = cell.replace("\u00a0", " ").strip()
    return float(text.replace(" ", "").replace(",", ".")) if NUMBER.fullmatch(text) else None


def _shown(number: float) -> str:
    return f"{number:g}".replace(".", ",")

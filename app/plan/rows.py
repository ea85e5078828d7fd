"""Lines of the plan's table → raw rows: what was split over pages is joined, what looks odd is said."""

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from app.kernel.quotes import quoted
from app.plan.joining import glued, whole
from app.plan.repairs import Repair
from app.plan.tables import Cell

FIELDS = ("title", "period", "executors", "indicator", "info")
MERGED = "Ячейка объединена с ячейкой строки выше."
HEADING = "Перед строкой стоит заголовок {}: в план он не вошёл."
NO_NUMBER = "Номера в строке нет. Поставлен {}."
BAD_NUMBER = "Номер не прочитан: {}. Поставлен {}."
ODD_NUMBER = "После № {} идёт № {}."
OWN_ITEM = "Строка без номера присоединена к этой; похоже, что это отдельное мероприятие: {}."

Line = str | dict[str, Cell]  # a heading across the table, or the cells by the names of their columns


@dataclass
class RawRow:
    """A row of the plan as it stands in the file; `source` has FIELDS, a doubt is a field and a sentence."""

    number: int
    source: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    repairs: list[Repair] = field(default_factory=list)
    doubts: list[tuple[str, str]] = field(default_factory=list)

    def as_json(self) -> dict:
        """To be kept."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: dict) -> "RawRow":
        """As it was kept."""
        repairs = [Repair(**repair) for repair in kept["repairs"]]
        return cls(kept["number"], kept["source"], repairs, [tuple(doubt) for doubt in kept["doubts"]])


def gathered(lines: Iterable[Line]) -> list[RawRow]:
    """The rows in their order."""
    lines, heading = list(lines), ""
    rows: list[RawRow] = []
    numbered = any(_has_number(line) for line in lines if not isinstance(line, str))
    for line in lines:
        if isinstance(line, str):
            heading = line
        elif new := _begun(line, rows, numbered):
            new.doubts += [("title", HEADING.format(quoted(heading)))] if heading else []
            _fill(new, line, rows[-1] if rows else None)
            rows.append(new)
            heading = ""
        else:
            _go_on(rows[-1], line)
    _doubt_numbers(rows)
    return rows


def digits(text: str) -> int | None:
    """«7.» → 7; None when it is no number."""
    found = re.fullmatch(r"\A\W*(\d{1,3})\W*", text)
    return int(found[1]) if found else None


def _has_number(line: dict[str, Cell]) -> bool:
    cell = line.get("number", Cell())
    return bool(cell.text or cell.counted)


def _begun(line: dict[str, Cell], rows: list[RawRow], numbered: bool) -> RawRow | None:
    """A new row of the plan, or None when this line goes on with the row above."""
    cell, last = line.get("number", Cell()), rows[-1] if rows else None
    number, following = digits(cell.text), last.number + 1 if last else 1
    alone = bool(line["period"].text and line["executors"].text)
    if number is not None:
        repeated = last and last.number == number and not line["period"].text
        return None if repeated else RawRow(number)
    if cell.counted:
        return RawRow(following)
    if cell.text:
        return RawRow(following, doubts=[("number", BAD_NUMBER.format(quoted(cell.text), following))])
    if last is None or (alone and not numbered):
        return RawRow(following, doubts=[("number", NO_NUMBER.format(following))])
    if alone and re.match(r"[А-ЯЁ]", line["title"].text):
        last.doubts.append(("title", OWN_ITEM.format(quoted(line["title"].text))))
    return None


def _fill(row: RawRow, line: dict[str, Cell], above: RawRow | None) -> None:
    for name in FIELDS:
        cell = line.get(name, Cell())
        text, repairs, doubts = whole(name, cell.lines)
        if cell.goes_on and not text and above:
            text = above.source[name]
            repairs = [Repair(name, "merged", "", text, MERGED)]
        row.source[name] = text
        row.repairs += repairs
        row.doubts += [(name, doubt) for doubt in doubts]


def _go_on(row: RawRow, line: dict[str, Cell]) -> None:
    for name in FIELDS:
        text, repairs, doubts = whole(name, line.get(name, Cell()).lines)
        row.source[name], joined, more = glued(name, row.source[name], text, page=True)
        row.repairs += repairs + joined
        row.doubts += [(name, doubt) for doubt in (*doubts, *more)]


def _doubt_numbers(rows: list[RawRow]) -> None:
    """Numbers go one by one; a gap or a repetition is said at its row."""
    before = 0
    for row in rows:
        if row.number != before + 1:
            row.doubts.append(("number", ODD_NUMBER.format(before, row.number)))
        before = row.number

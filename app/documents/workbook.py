"""The matrix of schools and documents as a sheet: a line for each slot of each school."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.documents.queries import Line, Row
from app.documents.workflow import states_of
from app.kernel import spreadsheet
from app.kernel.as_of import AsOf, said_as_of
from app.kernel.spreadsheet import Sheet
from app.kernel.words import moment

HEADS = ("Муниципалитет", "Код школы", "Школа", "Документ", "Состояние", "Состояние с", "Поздно", "Версия", "Файл")


def workbook(rows: Iterable[Row], due_on: date | None, as_of: AsOf) -> bytes:
    """An XLSX of what the page shows; its first line says the moment and the clock."""
    return spreadsheet.workbook([Sheet("Документы", HEADS, _lines(rows, due_on), above=said_as_of(as_of))])


def _lines(rows: Iterable[Row], due_on: date | None) -> Iterator[tuple]:
    for joined, lines in rows:
        school = joined.school
        for line in lines.values():
            yield (school.municipality.name, school.code or "", school.short_name, *_of_line(line, due_on))


def _of_line(line: Line, due_on: date | None) -> tuple:
    document = line.document
    word = states_of(line.slot.kind)[line.state].word
    if document is None:
        return line.slot.title, word, "", "", "", ""
    counts = document.counting
    late = "поздно" if due_on is not None and document.late_for(due_on) else ""
    file = (counts.number, counts.filename) if counts else ("", "")  # nothing of what the school has taken back
    return line.slot.title, word, moment(document.state_since), late, *file

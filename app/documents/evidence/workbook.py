"""The matrix as two sheets: a line for each document or empty slot, and the sums of items 11 and 12."""

from collections.abc import Iterator
from datetime import date

from app.documents.evidence.matrix import Cell, Matrix, Row
from app.documents.evidence.rules import RULES, Tally
from app.documents.models import Decision, Document
from app.documents.workflow import RETURN_REASONS, states_of
from app.kernel import spreadsheet
from app.kernel.as_of import AsOf, said_as_of
from app.kernel.spreadsheet import Sheet
from app.kernel.words import day, moment, share
from app.year.cycle.rows import Year

HEADS = (
    "Муниципалитет",
    "Код школы",
    "Школа",
    "Окно",
    "Направление",
    "Состояние",
    "Состояние с",
    "Поздно",
    "Вид",
    "Название",
    "Файл или ссылка",
    "Версия",
    "Загружено",
    "Отправлено",
    "Решение",
    "Решение от",
    "Причины возврата",
)
VERDICTS = {
    "approve": "Принят",
    "return": "Возвращён",
    "undo": "Решение отменено",
    "reopen": "Открыт для новой версии",
    "keep": "Оставлена подтверждённая версия",
}
NOTHING = ("",) * (len(HEADS) - 6)


NO_DIRECTIONS = "Направления не активированы"


def workbook(matrix: Matrix, cycle: Year | None, as_of: AsOf) -> bytes:
    """An XLSX of what the matrix shows; the first line of each sheet says the moment and the clock."""
    lines = (line for row in matrix.rows for line in _of_school(row, matrix))
    above, sums = said_as_of(as_of), _sums(matrix, cycle) if cycle else ()
    return spreadsheet.workbook(
        [
            Sheet("Подтверждающие документы", HEADS, lines, above=above),
            Sheet("Итоги", ("Показатель", "Школ", "Из", "Доля"), sums, above=above),
        ]
    )


def _of_school(row: Row, matrix: Matrix) -> Iterator[tuple]:
    school = row.school.school
    if not row.cells:
        yield (school.municipality.name, school.code or "", school.short_name, "", "", NO_DIRECTIONS, *NOTHING)
    for window in matrix.windows:
        for direction in matrix.directions:
            cell = row.cells.get((window.number, direction.code))
            if cell is None:
                continue
            head = (school.municipality.name, school.code or "", school.short_name, window.title, direction.title)
            for document in cell.line.documents:
                yield (*head, *_of_document(document, window.closes_on))
            if not cell.line.documents:
                yield (*head, _empty(cell), *NOTHING)


def _empty(cell: Cell) -> str:
    return "Окно ещё не открыто" if cell.ahead else states_of("evidence")["none"].word


def _of_document(document: Document, closes_on: date) -> tuple:
    counts = document.counting
    decision = document.decisions[-1] if document.decisions else None
    return (
        states_of("evidence")[document.state].word,
        day(document.state_since),
        "поздно" if document.late_for(closes_on) else "",
        document.evidence_kind.title if document.evidence_kind else "",
        document.title,
        (counts.url or counts.filename) if counts else "",
        counts.number if counts else "",
        moment(counts.begun_at) if counts else "",
        moment(document.submissions[-1].sent_at) if document.submissions else "",
        *_of_decision(decision),
    )


def _of_decision(decision: Decision | None) -> tuple[str, str, str]:
    if decision is None:
        return "", "", ""
    reasons = "; ".join(RETURN_REASONS[reason] for reason in decision.reasons)
    return VERDICTS[decision.verdict], moment(decision.decided_at), reasons


def _sums(matrix: Matrix, cycle: Year) -> Iterator[tuple]:
    yield _sum("Пункт 11: все концептуальные документы подтверждены", matrix.item_11)
    for window in matrix.windows:
        for rule, words in RULES.items():
            used = " (правило года)" if rule == cycle.evidence_rule else ""
            yield _sum(f"Пункт 12, {window.title}: {words}{used}", matrix.item_12(window, rule))


def _sum(title: str, found: Tally) -> tuple:
    return title, found.part, found.whole, share(found.part, found.whole)

"""The plan as a sheet: a line for each item with its two facts."""

from collections.abc import Mapping

from app.kernel import spreadsheet
from app.kernel.as_of import AsOf, said_as_of
from app.kernel.spreadsheet import Sheet
from app.kernel.words import day, moment
from app.kernel.workflow import State
from app.plan.items import Item, Report
from app.plan.pictures.showing import SHOWN, chosen
from app.plan.queries import Board, Row
from app.plan.words import executors

OF_FACTS = ("Исполнено", "Внесено", "Чем", "Решение Департамента", "Решение от", "Замечание")
HEADS = ("№", "Мероприятие", "Сроки", "Последний день", "Исполнители", "Состояние", *OF_FACTS)
VERDICTS = {"confirm": "Подтверждено", "return": "Возвращено"}
TAKEN_BACK = "Подтверждение снято"


def workbook(board: Board, states: Mapping[str, State], as_of: AsOf, show: str = "") -> bytes:
    """An XLSX of the items that the choice shows, in the order of the plan; its head says of when and which.

    Without a choice what an order has cancelled stands there too, as on the page.
    """
    rows = chosen(board.rows, show) if show in SHOWN else [*board.rows, *board.cancelled]
    lines = ((*_of_item(row, states), *_of_facts(row.item)) for row in sorted(rows, key=lambda row: row.item.number))
    above = f"{said_as_of(as_of)}. Показано: {SHOWN[show][0].lower()}" if show in SHOWN else said_as_of(as_of)
    return spreadsheet.workbook([Sheet("План-график", HEADS, lines, above=above)])


def _of_item(row: Row, states: Mapping[str, State]) -> tuple:
    item = row.item
    return item.number, item.title, item.period_text, day(row.due_on), executors(item), states[row.state].word


def _of_facts(item: Item) -> tuple:
    if not item.executions:
        return ("",) * len(OF_FACTS)
    done = item.executions[-1]
    return day(done.executed_at), moment(done.recorded_at), done.note, *_answer(done)


def _answer(done: Report) -> tuple:
    if done.reopening:
        return TAKEN_BACK, moment(done.reopening.reopened_at), done.remark
    said = done.confirmation
    return (VERDICTS[said.verdict], moment(said.answered_at), done.remark) if said else ("",) * 3

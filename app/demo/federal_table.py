"""What the federal coordinator said of the first stage, once its day is over: a table that differs from ОИРО once."""

import io
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from functools import lru_cache

from openpyxl import Workbook
from sqlalchemy import select

from app.archive.services import keep
from app.demo import reviewing
from app.directory.models import Person
from app.expertise.federal import services
from app.expertise.federal.columns import guess
from app.expertise.federal.forms import ColumnsForm
from app.expertise.federal.queries import imports
from app.expertise.models import FrozenItem, Result
from app.expertise.queries import examined_in
from app.expertise.rules import current
from app.expertise.services import Said
from app.extensions import db
from app.importing.columns import table_of
from app.importing.receiving import Brought
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.refusals import Refused
from app.year.cycle.models import Stage
from app.year.cycle.queries import current_cycle, stages_of

HEADS = ("Общеобразовательная организация", "Документ", "Заключение", "Балл, %", "Замечания")
NAME = "Результаты федерального координатора, 1 этап (демо).xlsx"
WORDED = {"ok": "Принято", "ok_with_remarks": "Принято с замечаниями", "needs_work": "Требует доработки"}
HARSH = Said("needs_work", Decimal("41.0"), "Показатели сформулированы в виде мероприятий, а не результатов.")
MILD = Said("ok", Decimal("86.0"), "")
Row = tuple[str, str, str, float | None, str]
ROWS, DIFFERS = 9, 1  # rows of the table, the one that says another thing


def play(now: datetime) -> None:
    """Bring the table in once, when the sheets of the stage have been sent."""
    reviewing.play(now)
    account = db.session.scalars(
        select(Account).join(Account.person).where(Person.email == "expert@example.org")
    ).first()
    stage = stages_of(current_cycle())[0]
    lines = [line for line in examined_in(stage) if "regional" in current(line)][:ROWS]
    if account is not None and lines and not imports(stage):
        _bring_in(stage, lines, SignedIn(account, grants_today(account.person_id)), now)


def _bring_in(stage: Stage, lines: list[FrozenItem], expert: SignedIn, now: datetime) -> None:
    data = _table(tuple(_rows(lines)))
    table = services.begin(stage, Brought(keep(data, now), NAME, table_of(data)), expert, now)
    services.map_columns(table, ColumnsForm(guess(table.heads)), expert, now)
    with suppress(Refused):  # a row about which something is asked: the table waits for its answer
        services.confirm(table, expert, now)


def _rows(lines: list[FrozenItem]) -> Iterator[Row]:
    for number, line in enumerate(lines):
        word: Result | Said = current(line)["regional"]
        if number == DIFFERS:
            word = MILD if word.verdict == "needs_work" else HARSH
        score = None if word.score is None else float(word.score)
        yield line.school_name, line.title, WORDED[word.verdict], score, " ".join(word.remarks.split())


@lru_cache(maxsize=1)
def _table(rows: tuple[Row, ...]) -> bytes:
    """The same bytes when it is asked for again: a workbook bears the second in which it was written."""
    book, out = Workbook(), io.BytesIO()
    for row in (HEADS, *rows):
        book.active.append(row)
    book.save(out)
    return out.getvalue()

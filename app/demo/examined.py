"""What is said of the first stage once its day is over: the words of ОИРО, and a federal table that differs once."""

import io
from datetime import datetime
from decimal import Decimal
from itertools import cycle, groupby

from openpyxl import Workbook
from sqlalchemy import select

from app.accounts.actor import SignedIn, grants_today
from app.accounts.models import Account
from app.archive.services import blob_of, store_bytes
from app.cycle.models import Round
from app.cycle.queries import current_cycle, rounds
from app.directory.models import Person
from app.expertise import services as expertise
from app.expertise.models import Examined
from app.expertise.queries import examined_in, frozen
from app.expertise.services import Said
from app.extensions import db
from app.federal import services as federal
from app.federal.columns import guess
from app.federal.forms import ColumnsForm
from app.federal.queries import imports
from app.federal.reading import read_xlsx

HEADS = ("Общеобразовательная организация", "Документ", "Заключение", "Балл, %", "Замечания")
NAME = "Результаты федерального координатора, 1 этап (демо).xlsx"
GOOD, CLEAR = Said("ok", Decimal("92.0"), ""), Said("ok", Decimal("84.5"), "")
FAIR = Said("ok_with_remarks", Decimal("73.0"), "Цель не содержит измеримого результата и срока достижения.")
VAGUE = Said("ok_with_remarks", Decimal("61.5"), "Сроки указаны общими словами («в течение года»), уточните месяц.")
WEAK = Said("needs_work", Decimal("46.0"), "Анализ текущего состояния не содержит данных школы (ГИА, ВПР, кадры).")
# What a school hears of its documents, in turn.
WORDS = ((GOOD, FAIR, CLEAR), (WEAK, VAGUE), (FAIR, VAGUE, CLEAR), (CLEAR, GOOD), (VAGUE, FAIR))
OTHER = Said("needs_work", Decimal("48.0"), "Показатели сформулированы в виде мероприятий, а не результатов.")
WORDED = {"ok": "Принято", "ok_with_remarks": "Принято с замечаниями", "needs_work": "Требует доработки"}
LEFT, IN_TABLE, DIFFERS = 3, 9, 1  # documents without a word, rows of the table, the row that differs


def tell(now: datetime) -> None:
    """Once, on the first demo day after the stage; a second time finds the table there."""
    expertise.freeze_due(now)
    stage = rounds(current_cycle())[0]
    if not frozen(stage) or imports(stage):
        return
    expert = _person("expert@example.org")
    lines = [line for line in examined_in(stage) if line.presented and line.asked][:-LEFT]
    for number, (_, own) in enumerate(groupby(lines, key=lambda line: line.participation_id)):
        for line, said in zip(own, cycle(WORDS[number % len(WORDS)]), strict=False):
            if not line.results:
                expertise.append(line, "regional", said, expert, now)
    _table(stage, lines[:IN_TABLE], expert, now)


def _table(stage: Round, lines: list[Examined], expert: SignedIn, now: datetime) -> None:
    book, out = Workbook(), io.BytesIO()
    book.active.append(HEADS)
    for number, line in enumerate(lines):
        said = OTHER if number == DIFFERS else line.results[-1]
        book.active.append((line.school_name, line.title, WORDED[said.verdict], float(said.score), said.remarks))
    book.save(out)
    read = read_xlsx(out.getvalue())
    blob = blob_of(store_bytes(io.BytesIO(out.getvalue())), now)
    table = federal.begin(stage, read, blob, NAME, expert, now)
    federal.say_columns(table, ColumnsForm(guess(table.heads)), expert, now)
    federal.confirm(table, expert, now)


def _person(email: str) -> SignedIn:
    account = db.session.scalars(select(Account).join(Account.person).where(Person.email == email)).one()
    return SignedIn(account, grants_today(account.person_id))

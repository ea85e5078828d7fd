"""What the demo expert has done by the day after a stage: most sheets sent, one begun, the rest left to show."""

from contextlib import suppress
from datetime import datetime, timedelta
from itertools import groupby

from sqlalchemy import select

from app.directory.models import Person
from app.expertise.models import FrozenItem
from app.expertise.queries import examined_in, frozen
from app.expertise.reviews.forms import Note, SheetForm
from app.expertise.reviews.models import Review
from app.expertise.reviews.queries import criteria_of
from app.expertise.reviews.services import save, send
from app.expertise.services import freeze_due
from app.expertise.sheets.models import BankRemark, Criterion
from app.expertise.sheets.queries import bank, sheet_of
from app.extensions import db
from app.kernel import calendar
from app.kernel.gaps import gaps
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.refusals import Refused
from app.year.cycle.models import Stage
from app.year.cycle.queries import current_cycle, stages_of

SENT, BEGUN = 8, 9  # so many schools have their sheets sent; the next one is begun
PLACES = ("Раздел 2, страница 3", "Раздел «Цели и задачи»", "Приложение, дорожная карта", "Титульный лист")
WORDS = (
    "Добавьте данные школы за 2021 год.",
    "Назовите число и месяц.",
    "Свяжите каждое мероприятие с задачей.",
    "Укажите должность.",
)
CONCLUSIONS = ("Документ продуман, доработайте отмеченное.", "Программу нужно пересмотреть вместе с куратором.", "")


def play(now: datetime) -> None:
    """Fill in the sheets of each fixed stage that nobody has begun."""
    for stage in stages_of(current_cycle()):
        if calendar.is_late(now, stage.last_on):
            freeze_due(calendar.end_of(stage.last_on))
    own = select(Account).join(Account.person).where(Person.email == "expert@example.org")
    account = db.session.scalars(own).first()
    if account is None:
        return
    expert = SignedIn(account, grants_today(account.person_id))
    for stage in stages_of(current_cycle()):
        begun = select(Review.id).join(Review.frozen_item).where(FrozenItem.stage_id == stage.id).limit(1)
        if frozen(stage) and db.session.scalar(begun) is None:
            lines = [line for line in examined_in(stage) if line.asked and line.presented]
            for number, (_, school) in enumerate(groupby(lines, key=lambda line: line.participation_id), 1):
                _school(number, list(school), expert, min(now, _moment(stage, number)))


def _moment(stage: Stage, number: int) -> datetime:
    """A school a day, each at its own hour."""
    return calendar.end_of(stage.last_on) + timedelta(days=number, hours=9 + number % 8, minutes=number * 7)


def _school(number: int, lines: list[FrozenItem], expert: SignedIn, now: datetime) -> None:
    for at, line in enumerate(lines if number <= SENT else lines[:1] if number == BEGUN else []):
        form = _filled(number + at, criteria_of(line, sheet_of(line.stage)))
        if number == BEGUN:
            form.answers = dict(list(form.answers.items())[:3])
        with suppress(Refused):  # what a visitor has settled stays as it is
            review = save(line, "first", form, expert, now)
            if number <= SENT:
                send(review, expert, now)


def _filled(luck: int, criteria: list[Criterion]) -> SheetForm:
    """Answers and remarks that differ from sheet to sheet and are the same in every demo."""
    form, phrases = SheetForm(conclusion=CONCLUSIONS[luck % len(CONCLUSIONS)]), bank(offered_only=True)
    for at, one in enumerate(criteria):
        lost = (luck * 5 + at * 3) % 7 < luck % 4
        form.answers[one.key] = 0 if lost and (luck + at) % 3 == 0 and not one.stop else 1 if lost else 2
        if lost:
            form.notes.append(_note(one, luck + at, phrases))
    return form


def _note(criterion: Criterion, luck: int, phrases: list[BankRemark]) -> Note:
    ready = next((one for one in phrases if criterion.key in one.keys), None)
    gap = "2" if ready and gaps(ready.text) else ""
    return Note(criterion.key, ready.id if ready else None, PLACES[luck % len(PLACES)], WORDS[luck % len(WORDS)], gap)

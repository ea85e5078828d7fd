"""A coordinator says on how many days before and after the last one people are reminded."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete

from app.extensions import db
from app.journal.services import record
from app.kernel.words import pluralize
from app.notices.models import ReminderStep
from app.notices.reminders.steps import Step
from app.notices.reminders.table import DEPARTMENT, MUNICIPAL, OWN, REMINDED
from app.permissions import Actor
from app.refusals import Refused
from app.year.cycle.models import Cycle

LONGEST, MOST = 60, 6  # days, and steps of a field


class Field(NamedTuple):
    """A field of the form: whom it is about, and whether its days are before the last one."""

    name: str
    label: str
    whom: str
    before: bool = False


EVERY = (
    Field("before", "За сколько дней до\u00a0срока", OWN, before=True),
    Field("after", "Через сколько дней после срока", OWN),
    Field("municipal", "Муниципальному координатору: через сколько дней после срока", MUNICIPAL),
    Field("department", "Департаменту: через сколько дней после срока", DEPARTMENT),
)


def fields_of(kind: str) -> list[Field]:
    """Those that the kind has: whoever does not watch it is not told of it."""
    one = REMINDED[kind]
    return [
        field
        for field in EVERY
        if (field.whom == OWN or field.whom in one.watching) and not (field.before and one.since)
    ]


def written(steps: Iterable[Step], field: Field) -> str:
    """The days of a field as they are typed: «7, 3, 1»."""
    days = [step.days for step in steps if step.whom == field.whom and (step.days <= 0) == field.before]
    return ", ".join(str(abs(day)) for day in days)


def said(steps: Iterable[Step], whom: str) -> str:
    """«за 7, 3 и 1 день до срока; через 1 день»; empty for nobody."""
    days = [step.days for step in steps if step.whom == whom]
    before, after = [-day for day in days if day < 0], [day for day in days if day > 0]
    parts = [f"за\u00a0{_days(before)} до\u00a0срока"] if before else []
    parts += ["в\u00a0последний день"] if 0 in days else []
    return "; ".join([*parts, *([f"через {_days(after)}"] if after else [])])


def _days(numbers: list[int]) -> str:
    *first, last = numbers
    counted = pluralize(last, "день", "дня", "дней")
    return f"{', '.join(map(str, first))} и\u00a0{counted}" if first else counted


def read_steps(kind: str, typed: Mapping[str, str]) -> list[Step]:
    """What was typed as steps; raises Refused with what is amiss."""
    return [Step(field.whom, day) for field in fields_of(kind) for day in _read(field, typed.get(field.name, ""))]


def _read(field: Field, typed: str) -> list[int]:
    words = re.split(r"[\s,;]+", typed.strip()) if typed.strip() else []
    least = 0 if field.before else 1
    fit = all(re.fullmatch(r"[0-9]{1,2}", word) and least <= int(word) <= LONGEST for word in words)
    if not fit or len(words) > MOST:
        raise Refused.because(
            "days",
            f"{field.label}: напишите через запятую до\u00a0{MOST} чисел от\u00a0{least} до\u00a0{LONGEST}, "
            "например «7, 3, 1», или оставьте поле пустым.",
        )
    return sorted({-int(word) if field.before else int(word) for word in words})


def change(kind: str, steps: Iterable[Step], cycle: Cycle, actor: Actor, now: datetime) -> None:
    """These are the steps of the kind from now on."""
    db.session.execute(delete(ReminderStep).where(ReminderStep.kind == kind))
    db.session.add_all(ReminderStep(kind=kind, whom=step.whom, days=step.days) for step in steps)
    record("reminders:changed", cycle, actor, now, of=kind)

"""A row of a register as typed: values by the fields of the table, and Russian sentences of what is amiss."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date

from sqlalchemy.types import TypeEngine
from werkzeug.datastructures import MultiDict

from app.documents.links import read_link
from app.kernel.days import NO_DAY, read_day
from app.kernel.numbers import number
from app.plan.registers.table import Field, Register
from app.refusals import Refused

LONGEST_NUMBER = 100_000
Known = Mapping[str, frozenset[int]]


@dataclass
class EntryForm:
    """What was typed, what it means, what is amiss; all by the name of the field, the day by «on»."""

    typed: dict[str, str] = made_by(default_factory=dict)
    values: dict = made_by(default_factory=dict)
    errors: dict[str, str] = made_by(default_factory=dict)


def read_entry(register: Register, typed: MultiDict, known: Known, today: date) -> EntryForm:
    """`known` are the ids that a row of the house may be chosen from, by the kind of the field."""
    form = EntryForm({key: value.strip() for key, value in typed.items()})
    day = read_day(form.typed.get("on", ""))
    if day is None:
        form.errors["on"] = NO_DAY
    elif day > today:
        form.errors["on"] = "Этот день ещё не\u00a0наступил: в\u00a0реестр записывают то, что уже было."
    form.values["on"] = day
    for one in register.fields:
        READERS[one.kind](form, one, known)
        _fits(form, one.name, getattr(register.model, one.name).type)
    if register.key == "teachers" and not form.errors and form.values["trained"] > form.values["needed"]:
        form.errors["trained"] = "Обучено больше, чем нужно. Проверьте оба числа."
    return form


def _fits(form: EntryForm, name: str, column: TypeEngine) -> None:
    longest = getattr(column, "length", None)
    if longest and len(form.typed.get(name, "")) > longest:
        form.errors[name] = f"Не\u00a0больше {longest}\u00a0знаков: сократите."


def _text(form: EntryForm, one: Field, _known: Known) -> None:
    words = form.typed.get(one.name, "")
    form.values[one.name] = words
    if not words and not one.optional:
        form.errors[one.name] = f"Заполните: {one.label[:1].lower()}{one.label[1:]}."


def _link(form: EntryForm, one: Field, known: Known) -> None:
    _text(form, one, known)
    if form.values[one.name]:
        try:
            read_link(form.values[one.name])
        except Refused as refused:
            form.errors[one.name] = refused.sentence


def _number(form: EntryForm, one: Field, _known: Known) -> None:
    read = number(form.typed.get(one.name, ""))
    if read is not None and read <= LONGEST_NUMBER:
        form.values[one.name] = read
    else:
        form.errors[one.name] = "Напишите целое число."


def _choice(form: EntryForm, one: Field, _known: Known) -> None:
    form.values[one.name] = form.typed.get(one.name, "")
    if form.values[one.name] not in one.choices:
        form.errors[one.name] = f"Выберите: {one.label[:1].lower()}{one.label[1:]}."


def _row(form: EntryForm, one: Field, known: Known) -> None:
    words = form.typed.get(one.name, "")
    if number(words) in known[one.kind]:
        form.values[one.name] = number(words)
    else:
        form.errors[one.name] = f"Выберите: {one.label.lower()}."


READERS: dict[str, Callable[[EntryForm, Field, Known], None]] = {
    "text": _text,
    "long": _text,
    "link": _link,
    "number": _number,
    "choice": _choice,
    "school": _row,
    "municipality": _row,
    "curator": _row,
}

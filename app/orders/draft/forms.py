"""What a clerk typed about an order, read from the form: values and Russian sentences of what is amiss."""

import re
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.papers.facts import Basis, ListFacts, PlanFacts
from app.papers.kinds import Kind
from app.papers.retouch import renumbered

NUMBER = re.compile(r"[0-9А-Яа-яЁёA-Za-z/\-]{1,20}")
BASIS = ("basis_date", "basis_number", "basis_title")
LONGEST, LONGEST_TEXT = 500, 10_000
ASK_DAY = "Укажите день, например 28.02.2027."


@dataclass
class OrderForm:
    """`typed` goes back into the fields as it came; `values` are for the service when `errors` is empty.

    `ticked` are those that were chosen of many, where a form has such a choice.
    """

    typed: dict[str, str]
    values: dict = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    ticked: list[str] | None = None

    def day(self, name: str) -> date | None:
        """«2022-02-28» from a browser's calendar or «28.02.2022» from a person."""
        day = day_of(self.typed[name])
        if day is None:
            self.errors[name] = ASK_DAY
        return day

    def fits(self, name: str, most: int) -> None:
        """A line of a paper has its length."""
        if len(self.typed[name]) > most:
            self.errors[name] = f"Слишком длинно: {len(self.typed[name])} знаков, помещается {most}. Сократите."


def day_of(text: str) -> date | None:
    """The day that was written; None when it is none."""
    try:
        return date.fromisoformat(re.sub(r"^(\d\d)\.(\d\d)\.(\d{4})$", r"\3-\2-\1", text.strip()))
    except ValueError:
        return None


def read(typed: MultiDict, *names: str) -> OrderForm:
    return OrderForm({name: typed.get(name, "").strip() for name in names})


def read_registration(typed: MultiDict) -> OrderForm:
    """The number without «№», none for the next of the year, and the day of signing."""
    form = read(typed, "number", "signed_on")
    form.values = {"number": _number(form) if form.typed["number"] else "", "signed_on": form.day("signed_on")}
    return form


def _number(form: OrderForm) -> str:
    number = form.typed["number"].removeprefix("№").strip()
    if not NUMBER.fullmatch(number):
        form.errors["number"] = "Укажите номер из журнала регистрации, например 226: до 20 знаков, без пробелов."
    return number


def read_basis(typed: MultiDict) -> OrderForm:
    """The letter that the preamble cites."""
    form = read(typed, *BASIS)
    form.values = {"basis": _basis(form)}
    return form


def _basis(form: OrderForm) -> Basis | None:
    for name, ask in (("basis_number", "Укажите номер письма."), ("basis_title", "Укажите заголовок письма.")):
        if not form.typed[name]:
            form.errors[name] = ask
    form.fits("basis_title", LONGEST)
    title = form.typed["basis_title"].removeprefix("«").removesuffix("»")
    signed_on = form.day("basis_date")
    return None if signed_on is None else Basis(title, form.typed["basis_number"], signed_on)


def read_list(kind: Kind, typed: MultiDict) -> OrderForm:
    """Days and words of a list order; what is still empty stays a blank on paper."""
    form = read(typed, *kind.days, *kind.words, *(BASIS if kind.cites else ()))
    for name in kind.words:
        form.fits(name, LONGEST_TEXT if name in kind.long else LONGEST)
    days = {name: form.day(name) if form.typed[name] else None for name in kind.days}
    words = {name: form.typed[name] for name in kind.words}
    if kind.code == "O_FREE":
        lines = [line for line in words["points"].splitlines() if line.strip()]
        words["points"] = "\n".join(renumbered(lines, every=True))
    form.values = {"days": days, "typed": words}
    if kind.cites:
        form.values["basis"] = _basis(form)
    return form


def read_days(typed: MultiDict) -> OrderForm:
    """The days of a stage order."""
    names = ("webinar_by", "rework_by", "approve_by")
    form = read(typed, *names)
    form.values = {name: form.day(name) for name in names}
    return form


def read_words(kind: Kind, typed: MultiDict) -> OrderForm:
    """What a clerk may write in an order of this kind."""
    if kind.shape is ListFacts:
        return read_list(kind, typed)
    return read_basis(typed) if kind.shape is PlanFacts else read_days(typed)

"""What the Department answered to a row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.kernel.numbers import row_id
from app.plan.executors import FULL
from app.plan.intake.rules import SETTLED, TEXTS, misfit, refusable
from app.plan.periods import KINDS


@dataclass
class RowForm:
    """An answer as typed; `answer` is whole when there are no errors."""

    answer: dict
    errors: dict[str, str] = field(default_factory=dict)


def form_of(item: Mapping, refused: list[str]) -> RowForm:
    """The form as the row stands."""
    return RowForm({"refused": refused, **{name: item[name] for name in SETTLED}, "texts": {}})


def read_answer(typed: MultiDict, read: Mapping, year: int) -> RowForm:
    """Every repair that is not ticked is refused; an empty pair of days is no window; a text left alone is no text.

    «Весь год» has its days by itself: what is left empty is the first and the last day of the `year`.
    """
    accepted = typed.getlist("accept")
    keys = dict.fromkeys(f"{repair['field']}.{repair['rule']}" for repair in refusable(read))
    pairs = zip(typed.getlist("start"), typed.getlist("end"), strict=False)
    windows = [{"start": start or None, "end": end} for start, end in pairs if start or end]
    answer = {
        "refused": [key for key in keys if key not in accepted],
        "number": row_id(typed, "number", 0),
        "kind": typed.get("kind", ""),
        "windows": _whole_year(windows, year) if typed.get("kind") == "all_year" else windows,
        "executors": _in_order(typed.getlist("executor"), read["executors"]),
        "texts": {name: text for name in TEXTS if (text := _text(typed, name, read)) != read[name]},
    }
    return RowForm(answer, _errors(answer))


def _whole_year(windows: list[dict], year: int) -> list[dict]:
    first, last = f"{year}-01-01", f"{year}-12-31"
    return [
        {"start": one["start"] or first, "end": one["end"] or last} for one in windows or [{"start": "", "end": ""}]
    ]


def _in_order(ticked: list[str], read: list[str]) -> list[str]:
    """The executors that were read keep the order of the plan; those who were added follow."""
    known = [code for code in ticked if code in FULL]
    return [code for code in read if code in known] + [code for code in known if code not in read]


def _text(typed: MultiDict, name: str, read: Mapping) -> str:
    return " ".join(typed.get(name, read[name]).split())


def _errors(answer: dict) -> dict[str, str]:
    errors = {}
    if not 0 < answer["number"] < 1000:
        errors["number"] = "Номер – целое число, например 7."
    if answer["kind"] not in KINDS:
        errors["kind"] = "Выберите вид срока."
    if not all(_is_day(day) for window in answer["windows"] for day in window.values() if day is not None):
        errors["windows"] = "Такого дня нет. Напишите день, месяц и год; «по» обязательно."
    elif answer["kind"] in KINDS and (sentence := misfit(answer["kind"], answer["windows"])):
        errors["windows"] = sentence
    if not answer["texts"].get("title", "–"):
        errors["title"] = "Напишите задачу: без неё мероприятия нет."
    if not answer["executors"]:
        errors["executors"] = "Отметьте хотя бы одного исполнителя."
    return errors


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True

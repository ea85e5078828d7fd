"""What a person said of a table: which column is what, and the answers about its rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.federal.columns import FIELDS


@dataclass
class ColumnsForm:
    """Field → column, from what full score a per cent is counted."""

    columns: dict[str, int]
    out_of: int = 100
    typed_out_of: str = "100"
    errors: dict[str, str] = field(default_factory=dict)


def read_columns(typed: MultiDict, width: int) -> ColumnsForm:
    """A school by name or code, and a verdict or a score, are needed; a column is one thing."""
    chosen = {name: typed.get(name, type=int) for name in FIELDS}
    columns = {name: at for name, at in chosen.items() if at is not None and 0 <= at < width}
    form = ColumnsForm(columns, typed.get("out_of", 0, type=int), typed.get("out_of", "").strip())
    if not {"school", "code"} & set(columns):
        form.errors["school"] = "Выберите столбец с\u00a0названием школы или с\u00a0её кодом."
    if not {"verdict", "score"} & set(columns):
        form.errors["verdict"] = "Выберите столбец с\u00a0выводом или с\u00a0баллом."
    for name, at in columns.items():
        if list(columns.values()).count(at) > 1:
            form.errors.setdefault(name, "Этот столбец выбран дважды.")
    if not 0 < form.out_of <= 10_000:
        form.out_of, form.errors["out_of"] = 100, "Напишите целое число, например 100 или 26."
    return form


def read_answers(typed: MultiDict) -> dict[int, dict]:
    """Row → answer: «skip», «line:12», «replace:3», «keep:3»; what is left empty is no answer."""
    answers = {}
    for name, value in typed.items():
        row = name.removeprefix("row-")
        if name.startswith("row-") and row.isdecimal() and (answer := _answer(value)):
            answers[int(row)] = answer
    return answers


def _answer(value: str) -> Mapping | None:
    word, _, number = value.partition(":")
    if word == "skip":
        return {"skip": True}
    return {word: int(number)} if word in ("line", "replace", "keep") and number.isdecimal() else None

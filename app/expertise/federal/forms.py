"""What a person said of a table: which column is what, and the answers about its rows."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.expertise.federal.columns import FIELDS
from app.kernel.numbers import number


@dataclass
class ColumnsForm:
    """Field → column, from what full score a per cent is counted."""

    columns: dict[str, int]
    out_of: int = 100
    typed_out_of: str = "100"
    errors: dict[str, str] = field(default_factory=dict)


def read_columns(typed: MultiDict, width: int) -> ColumnsForm:
    """A school by name or code, and a verdict or a score, are needed; a column is one thing."""
    chosen = {name: number(typed.get(name)) for name in FIELDS}
    columns = {name: at for name, at in chosen.items() if at is not None and 0 <= at < width}
    form = ColumnsForm(columns, number(typed.get("out_of"), 0), typed.get("out_of", "").strip())
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
    """Row → answer: «skip», «line:12», «replace:3», «keep:3», «meant:1»; what is left empty is no answer."""
    answers = {}
    for name, value in typed.items():
        row = number(name.removeprefix("row-")) if name.startswith("row-") else None
        if row is not None and (answer := _answer(value)):
            answers[row] = answer
    return answers


def _answer(value: str) -> dict | None:
    word, _, named = value.partition(":")
    if word == "skip":
        return {"skip": True}
    found = number(named)
    return {word: found} if word in ("line", "replace", "keep", "meant") and found is not None else None

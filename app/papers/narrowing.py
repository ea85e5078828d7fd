"""Which rows of an appendix an order does without: by municipality, and by what else a reader of its kind looks for."""

from collections.abc import Iterable

from app.papers.facts import Facts, ListFacts

EVERYWHERE = {"municipality": "Муниципалитеты"}
MORE = {
    "O_CUR": {"name": "Кураторы"},
    "L_FIOKO_CUR": {"name": "Кураторы"},
    "O_FINAL": {"directions": "Направления риска"},
    "L_MOUO_RESULTS": {"zone": "Зоны"},
    "L_SCHOOL_RETURN": {"school": "Школы"},
}


def columns(facts: ListFacts) -> dict[str, str]:
    """The columns by which the appendix of this kind is narrowed, with their names in the plural."""
    return EVERYWHERE | MORE.get(facts.kind, {})


def choices(facts: Facts) -> dict[str, list[str]]:
    """What may be left out: the name of a column → its values in the order of the appendix, where there are several."""
    if not isinstance(facts, ListFacts):
        return {}
    found = {}
    for column, plural in columns(facts).items():
        values = list(dict.fromkeys(one for row in facts.tables.get("rows", ()) for one in _values(row, column)))
        if len(values) > 1:
            found[plural] = values
    return found


def kept(rows: Iterable[dict[str, str]], facts: ListFacts) -> list[dict[str, str]]:
    """A school of several directions stays while one of them does."""
    return [row for row in rows if not any(_out(row, column, facts) for column in columns(facts))]


def left_out(facts: Facts, ticked: list[str]) -> tuple[str, ...]:
    """What is not ticked; that an appendix is left empty is told before the registration."""
    return tuple(one for values in choices(facts).values() for one in values if one not in ticked)


def _out(row: dict[str, str], column: str, facts: ListFacts) -> bool:
    values = _values(row, column)
    return bool(values) and set(values) <= set(facts.left_out)


def _values(row: dict[str, str], column: str) -> list[str]:
    text = row.get(column, "")
    return [one for one in (text.split(", ") if column == "directions" else [text]) if one]

"""What an appendix lacks: dashes that the card of a person or a school can fill, gaps in the words of its cells."""

from collections.abc import Iterable, Mapping

from app.kernel.quotes import quoted
from app.papers.check import Card, Check
from app.papers.facts import ListFacts
from app.papers.kinds import Kind
from app.papers.narrowing import kept
from app.papers.proofreading import lines_in, omitted_in

NO_ROWS = "В\u00a0приложении не\u00a0останется строк"
ABSENT = {
    "post": "Не\u00a0указаны должность и\u00a0место работы",
    "phone": "Не\u00a0указан рабочий телефон",
    "code": "Не\u00a0указан код в\u00a0ФИС\u00a0ОКО",
}


def rows_checks(kind: Kind, facts: ListFacts) -> list[Check]:
    """There are rows, and no cell of them is a dash or a gap that somebody can fill."""
    rows = kept(facts.tables["rows"], facts)
    none = f"{NO_ROWS}: отметьте, кого оставить" if facts.left_out else "Приложение: строк 0"
    found = [Check(f"Приложение: строк {len(rows)}" if rows else none, bool(rows), fatal=True)]
    told = {"Без куратора": [pair for pair in _with_cards(facts) if _is_alone(pair[0])]}
    for column in kind.printed:
        lacking = [(row, card) for row, card in _with_cards(facts) if row[column] == "–" and not _is_alone(row)]
        told[ABSENT[column]] = lacking
    for sentence, lacking in told.items():
        cards = tuple(dict.fromkeys(card_of(row, card) for row, card in lacking))
        found += [Check(sentence, False, cards=cards)] if cards else []
    return [*found, *cells_checks(tuple(row.values()) for row in rows)]


def _with_cards(facts: ListFacts) -> list[tuple[dict[str, str], Mapping[str, str]]]:
    """The rows that the appendix keeps, each with the card that it comes from; a draft of before knows none."""
    rows = facts.tables["rows"]
    cards = facts.tables.get("cards") or ({},) * len(rows)
    return [(row, card) for row, card in zip(rows, cards, strict=True) if kept([row], facts)]


def _is_alone(row: Mapping[str, str]) -> bool:
    return row.get("name") == "–" and "school" in row


def cells_checks(rows: Iterable[Iterable[str]]) -> list[Check]:
    """A gap in a cell, told with its row."""
    found = []
    for number, cells in enumerate(rows, 1):
        texts = list(cells)
        found += [
            Check(f"В\u00a0приложении пропуск, строка\u00a0{number}: {quoted(words)}", False)
            for words in dict.fromkeys([*lines_in(texts), *omitted_in(texts)])
        ]
    return found


def card_of(row: Mapping[str, str], card: Mapping[str, str]) -> Card:
    """Who or what the row is about, and where its card is."""
    name = row["school"] if _is_alone(row) or "name" not in row else row["name"]
    if "person" in card:
        return Card(name, "people.card", (("person_id", int(card["person"])),))
    if "school" in card:
        return Card(name, "enrolment.card", (("participation_id", int(card["school"])),))
    return Card(name, "", ())

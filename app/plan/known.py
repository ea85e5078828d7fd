"""The items that the house knows how to count, by their words; a new one is named after its number."""

import json
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data" / "plan-2022.json"
ALIKE = 0.8  # share of common words from which an item is worth asking about


@dataclass(frozen=True)
class Known:
    """How an item is counted."""

    key: str
    auto: str = "manual"
    computed_from: str = ""
    doubt: str = ""


def known(title: str, number: int) -> Known:
    """The item with these words; one with nearly these words is proposed with a doubt."""
    words = _words(title)
    for other, key, auto, computed_from in _catalogue():
        if other == words:
            return Known(key, auto, computed_from)
    best = max(_catalogue(), key=lambda row: SequenceMatcher(None, words, row[0], autojunk=False).ratio())
    if SequenceMatcher(None, words, best[0], autojunk=False).ratio() < ALIKE:
        return Known(f"item_{number}")
    return Known(*best[1:], doubt="Слова немного другие, чем в плане 2022 года; считать так же, как тогда?")


@cache
def _catalogue() -> list[tuple]:
    rows = json.loads(DATA.read_text())
    return [(_words(row["title"]), row["key"], row["auto"], row["computed_from"]) for row in rows]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower().replace("ё", "е")))

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
    near = [(_likeness(words, row[0]), row) for row in _catalogue() if _may_be_alike(words, row[0])]
    likeness, best = max(near, key=lambda pair: pair[0], default=(0.0, None))
    if best is None or likeness < ALIKE:
        return Known(f"item_{number}")
    _, key, auto, computed_from = best
    return Known(key, auto, computed_from, "Слова немного другие, чем в образце плана; считать так же, как тогда?")


def _may_be_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """By their lengths: words without end are compared with nothing."""
    return 2 * min(len(one), len(other)) >= ALIKE * (len(one) + len(other))


def _likeness(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@cache
def _catalogue() -> list[tuple[tuple[str, ...], str, str, str]]:
    rows = json.loads(DATA.read_text())
    return [(_words(row["title"]), row["key"], row["auto"], row["computed_from"]) for row in rows]


def _words(text: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", text.lower().replace("ё", "е")))

"""Russian spelling for paper: dates in words, ordinals, percents, and spaces that must not break."""

import re
from datetime import date, datetime

from app.kernel.calendar import MONTHS, calendar_day
from app.kernel.words import NBSP, day

ORDINALS = {1: "первого", 2: "второго", 3: "третьего"}

# domain.md §7.4, "Layout check": «№ 226», «2022 г.», «2022 году», «88,9 %», «И. О. Фамилия», «Фамилия И. О.»
TIES = (
    (re.compile(r"№ (?=\S)"), f"№{NBSP}"),
    (re.compile(r"(?<=[\d}]) (?=(?:г\.|году\b|года\b|%))"), NBSP),
    (re.compile(r"\b([А-ЯЁ]\.) ?([А-ЯЁ]\.) ?(?=[А-ЯЁ][а-яё])"), rf"\1{NBSP}\2{NBSP}"),
    (re.compile(r"(?<=[а-яё]) ([А-ЯЁ]\.) ?(?=[А-ЯЁ]\.)"), rf"{NBSP}\1{NBSP}"),
)


def tie(text: str) -> str:
    """The same words with no-break spaces where a line may not end."""
    for pattern, tied in TIES:
        text = pattern.sub(tied, text)
    return text


def in_words(value: date | datetime) -> str:
    """«28 февраля 2022 г.», the словесно-цифровой way of domain.md §7.4."""
    on = calendar_day(value)
    return f"{on.day}{NBSP}{MONTHS[on.month - 1]} {on.year}{NBSP}г."


def in_digits(value: date | datetime) -> str:
    """«28.02.2022», allowed in tables and for letters that an order cites."""
    return day(value)


def percent(value: float) -> str:
    """«88,9» or «90»: one digit after the comma at most, and no sign."""
    return f"{value:.1f}".removesuffix(".0").replace(".", ",")


def ordinal_genitive(number: int) -> str:
    """«первого», «второго», «третьего»: the stages of a project year are three."""
    return ORDINALS[number]

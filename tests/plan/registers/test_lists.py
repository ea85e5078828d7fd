"""A list of those present against the list of an event: certain names are ticked, a likeness is only said."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.importing.cells import NoTable
from app.plan.registers.lists import LIMIT, Likeness, bare, cells_of, read_lines
from app.plan.registers.queries import Present
from tests.importing.made import book, saying_it_is_small

WORDS = st.sampled_from(("со", "соколова", "мария", "м", "заречная", "зар", "сош", "оош", "№", "7", "77"))
NAMES = st.lists(WORDS, max_size=4).map(" ".join)


def listed(*names: str) -> list[Present]:
    return [Present(f"person-{at}", name, "", None) for at, name in enumerate(names)]


def means(one: str, other: str) -> bool:
    """The rule as it is said: every word of the shorter begins a word of the longer."""
    short, long = sorted((re.findall(r"\w+", bare(name)) for name in (one, other)), key=len)
    return bool(short) and all(any(word.startswith(part) for word in long) for part in short)


@given(st.lists(NAMES, max_size=6), NAMES)
def test_the_index_finds_whom_the_rule_finds(names, line):
    assert Likeness(names).of(line) == {name for name in names if means(line, name)}


@pytest.mark.parametrize(
    ("line", "said"),
    [("Соколова М.", "Соколова М. (похоже на\u00a0Соколова Мария)"), ("Иванов", "Иванов"), ("Пе", "Пе")],
)
def test_whom_alone_a_line_may_mean_is_said_and_not_ticked(line, said):
    found = read_lines([line], listed("Соколова Мария", "Петрова Анна", "Петров Олег"))
    assert found.unknown == (said,)
    assert found.keys == frozenset()


def test_of_a_table_the_words_are_read_but_addresses_whatever_size_it_says_to_have():
    data = book(["№", "Кто", "Почта"], [1, "Соколова Мария", "sm@example.org"])
    assert cells_of(saying_it_is_small(data)) == ["№", "Кто", "Почта", "Соколова Мария"]


def test_a_list_that_is_too_long_is_refused_with_the_number():
    lines = [f"Строка {number}" for number in range(LIMIT)]
    assert len(read_lines([*lines, " "], []).unknown) == LIMIT
    with pytest.raises(NoTable, match=f"больше {LIMIT} строк"):
        read_lines([*lines, "Ещё одна"], [])


def test_thousands_of_lines_against_thousands_of_schools_take_seconds():
    schools = listed(*(f"МБОУ СОШ № {number} посёлка Заречный {number % 97}" for number in range(LIMIT)))
    lines = [f"Школа {number} посёлок Заречное" for number in range(LIMIT - 1)] + ["х" * 1_000_000]
    begun = time.process_time()
    assert len(read_lines(lines, schools).unknown) == LIMIT
    assert time.process_time() - begun < 5

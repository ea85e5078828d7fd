"""No pattern of the house takes the square of a length: a text may be of any, and `re` lets nobody else run."""

import re

import pytest

from app.kernel.child import Overrun, in_child
from tests.rules.patterns import is_steep, patterns

SECONDS = 20  # of one pattern that never ends


def is_careless(pattern: re.Pattern) -> bool:
    try:
        return in_child(is_steep, pattern, seconds=SECONDS)
    except Overrun:
        return True


def test_every_pattern_is_linear():
    known = patterns()
    assert [name for name, pattern in known.items() if is_careless(pattern)] == []
    assert len(known) > 100


@pytest.mark.parametrize("careless", [r"[^@]+@[^@]+\.[^@]+", r"\s+$", r"(?:\.\s?){3,}\d$"])
def test_a_careless_pattern_would_be_found(careless):
    assert is_careless(re.compile(careless))

"""No pattern of the house takes the square of a length: a text may be of any, and `re` lets nobody else run."""

import re

import pytest

from app.kernel.child import Overrun, in_child
from tests.rules.patterns import hostile, patterns

SECONDS = 1  # a linear pattern takes a tenth of it for all its strings


def gone_through(pattern: re.Pattern) -> None:
    said = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    for text in hostile(said):
        text = text if isinstance(pattern.pattern, str) else text.encode()
        pattern.fullmatch(text)
        for _ in pattern.finditer(text):
            pass


def test_every_pattern_is_linear(monkeypatch):
    monkeypatch.setattr("app.kernel.child.PATIENCE", 60)
    slow, known = [], patterns()
    for name, pattern in known.items():
        try:
            in_child(gone_through, pattern, seconds=SECONDS)
        except Overrun:
            slow.append(name)
    assert slow == [] and len(known) > 100


@pytest.mark.parametrize("careless", [r"[^@]+@[^@]+\.[^@]+", r"\s+$", r"(?:\.\s?){3,}\d$"])
def test_a_careless_pattern_would_be_found(careless, monkeypatch):
    monkeypatch.setattr("app.kernel.child.PATIENCE", 60)
    with pytest.raises(Overrun):
        in_child(gone_through, re.compile(careless), seconds=SECONDS)

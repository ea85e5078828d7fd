"""The frozen lines as a reader may see them: without the words that must not sway an opinion still to be given."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from flask import current_app

from app.expertise.lines import Line
from app.expertise.models import FrozenItem
from app.permissions import Actor
from app.year.cycle.models import Stage

Seen = TypeVar("Seen", Line, FrozenItem)


def hidden(stage: Stage, reader: Actor | None) -> frozenset[int]:
    """The lines whose regional word the reader may not know yet; the feature that keeps opinions brings the rule."""
    return current_app.extensions["hidden_opinions"](reader.person_id, stage) if reader else frozenset()


def as_seen(lines: Iterable[Seen], without: frozenset[int]) -> list[Seen]:
    """The same lines; of the hidden ones the federal word alone. Nothing of it is ever written."""
    return [_blind(line) if line.id in without else line for line in lines]


def _blind(line: Seen) -> Seen:
    if isinstance(line, Line):
        return replace(line, results=[word for word in line.results if word.source != "regional"])
    line.blind = True  # of this request alone: it is no column
    return line

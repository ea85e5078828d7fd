"""Long work is never done with the right to write in hand: printing by a clerk's template, putting into the archive.

A view that finds itself with the right to write and without that work gives the right back, does the work, and begins
anew from its beginning: what it did is undone. It has a few turns; after the last one it goes on as it can.
"""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import g, has_app_context

from app.kernel.transaction import begin_write, forget

TURNS = 6
Given = ParamSpec("Given")
Done = TypeVar("Done")


class OutOfTurn(Exception):
    """Work was to be done with the right to write in hand; `do` does it without."""

    def __init__(self, do: Callable[[], object]):
        super().__init__("work under the lock")
        self.do = do


def in_turn(view: Callable[Given, Done]) -> Callable[Given, Done]:
    """Give an unsafe view its turns."""

    @wraps(view)
    def tried(*args: Given.args, **kwargs: Given.kwargs) -> Done:
        for g.turns in range(TURNS, 0, -1):
            try:
                return view(*args, **kwargs)
            except OutOfTurn as wanted:
                forget()
                wanted.do()
                begin_write()
        g.turns = 0
        return view(*args, **kwargs)

    return tried


def writing() -> bool:
    """True when others wait to write as long as this work takes."""
    return has_app_context() and bool(g.get("writing"))


def turns_left() -> int:
    """How often the view can begin anew; none where nobody gave it turns."""
    return g.get("turns", 0) if has_app_context() else 0

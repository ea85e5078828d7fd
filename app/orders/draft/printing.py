"""Paper for a page: by a template of the house at once; by a clerk's in a child, and never while others wait to write.

A clerk's template is a programme of somebody else: it may loop over every school of every school. Who finds himself
with the right to write and without the paper gives the right back, prints, and begins anew (app/kernel/turn.py).
"""

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any

from flask import g, has_app_context

from app.kernel.child import NOT_NOW, Busy, Overrun, in_child
from app.kernel.turn import OutOfTurn, turns_left, writing
from app.papers.drawing import Paper, Printed, draw
from app.papers.facts import Facts
from app.papers.kinds import KINDS
from app.papers.layout import Layout
from app.refusals import Refusal, Refused

SECONDS, MEGABYTES = 10, 512
KEPT = 8
TOO_HEAVY = Refusal(
    "blank",
    "Бланк печатается слишком долго, поэтому здесь показан бланк программы. "
    "На\u00a0странице бланков загрузите исправленный или верните бланк программы.",
)
LATER = Refusal("blank", NOT_NOW)


class Unprintable(Refused):
    """There is no paper by this template."""


def printed_by(template: bytes | None, kind: str, facts: Facts, layout: Layout) -> Paper:
    """By a clerk's template, or the house's own once in a request; Unprintable when a clerk's takes too much."""
    if template is not None:
        return _given(_print, kind, facts.to_json(), template, layout)
    asked = kind, facts, layout
    if "drawn" not in g or g.drawn[0] != asked:
        g.drawn = asked, draw(kind, facts, layout=layout)
    return g.drawn[1]


def archived(docx: bytes, ours: bool) -> Printed:
    """A paper that was printed once, by a template of the house or not; Unprintable as `printed_by`."""
    return Printed(docx) if ours else _given(_read, docx)


def _given(task: Callable, *args: Any) -> Any:
    """What the child has made, which is what the task gives."""
    made = _in_child(task, *args)
    if made is None:
        raise Unprintable(TOO_HEAVY)
    return made


@lru_cache(maxsize=KEPT)
def _in_child(task: Callable, *args: Any) -> Printed | None:
    """None, when it takes too much, is kept as well: it would take as long another time."""
    if has_app_context() and g.get("no_time_to_print"):
        raise Unprintable(LATER)
    if writing():
        if not turns_left():
            raise Unprintable(LATER)
        raise OutOfTurn(partial(_print_now, task, *args))
    try:
        return in_child(task, *args, seconds=SECONDS, megabytes=MEGABYTES)
    except Busy as error:
        raise Unprintable(LATER) from error
    except Overrun:
        return None


def _print(kind: str, facts: str, template: bytes, layout: Layout) -> Paper:
    return draw(kind, KINDS[kind].shape.from_json(facts), template, layout).made_ready()


def _read(docx: bytes) -> Printed:
    return Printed(docx).made_ready()


def _print_now(task: Callable, *args: Any) -> None:
    """What could not be printed in time is not tried again in this request."""
    try:
        _in_child(task, *args)
    except Unprintable:
        g.no_time_to_print = True

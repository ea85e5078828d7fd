"""Paper for a page: by a blank of the house at once; by a clerk's in a child, and never while others wait to write.

A clerk's blank is a programme of somebody else: it may loop over every school of every school. Who finds himself
with the right to write and without the paper gives the right back, prints, and begins anew (app/kernel/turn.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial

from flask import g, has_app_context

from app.kernel.child import NOT_NOW, Busy, Overrun, in_child
from app.kernel.turn import OutOfTurn, turns_left, writing
from app.papers.facts import Facts
from app.papers.kinds import KINDS
from app.papers.layout import Layout
from app.papers.preview import Sheet, preview_of
from app.papers.publication import for_publication
from app.papers.rendering import render, text_of
from app.papers.retouch import Text, text_in

SECONDS, MEGABYTES = 10, 512
KEPT = 8
TOO_HEAVY = (
    "Бланк печатается слишком долго, поэтому здесь показан бланк программы. "
    "На\u00a0странице бланков загрузите исправленный или верните бланк программы."
)


class Unprintable(Exception):
    """There is no paper by this blank; the text is for the person."""


@dataclass(frozen=True)
class Paper:
    """A DOCX, and what is read of it."""

    docx: bytes

    @cached_property
    def preview(self) -> list[Sheet]:
        return preview_of(self.docx)

    @cached_property
    def text(self) -> Text:
        return text_in(self.docx)

    @cached_property
    def words(self) -> str:
        return text_of(self.docx)

    @cached_property
    def public(self) -> bytes:
        """The version for publication."""
        return for_publication(self.docx)

    def read_through(self) -> "Paper":
        """Everything at once, while one is in a child."""
        for part in ("preview", "text", "words", "public"):
            getattr(self, part)
        return self


def printed_by(blank: bytes | None, kind: str, facts: Facts, layout: Layout) -> Paper:
    """By a clerk's blank, or by the one of the house; Unprintable when a clerk's takes too much."""
    if blank is None:
        return Paper(render(kind, facts, None, layout))
    return _given(_in_child(_print, kind, facts.to_json(), blank, layout))


def archived(docx: bytes, ours: bool) -> Paper:
    """A paper that was printed once, by a blank of the house or not."""
    return Paper(docx) if ours else _given(_in_child(_read, docx))


def _given(made: Paper | None) -> Paper:
    if made is None:
        raise Unprintable(TOO_HEAVY)
    return made


@lru_cache(maxsize=KEPT)
def _in_child(task: Callable, *args) -> Paper | None:
    """None, when it takes too much, is kept as well: it would take as long another time."""
    if has_app_context() and g.get("no_time_to_print"):
        raise Unprintable(NOT_NOW)
    if writing():
        if not turns_left():
            raise Unprintable(NOT_NOW)
        raise OutOfTurn(partial(_print_now, task, *args))
    try:
        return in_child(task, *args, seconds=SECONDS, megabytes=MEGABYTES)
    except Busy as error:
        raise Unprintable(NOT_NOW) from error
    except Overrun:
        return None


def _print(kind: str, facts: str, blank: bytes, layout: Layout) -> Paper:
    return Paper(render(kind, KINDS[kind].shape.from_json(facts), blank, layout)).read_through()


def _read(docx: bytes) -> Paper:
    return Paper(docx).read_through()


def _print_now(task: Callable, *args) -> None:
    """What could not be printed in time is not tried again in this request."""
    try:
        _in_child(task, *args)
    except Unprintable:
        g.no_time_to_print = True

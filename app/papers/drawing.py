"""Facts → a paper, drawn up once. What it says is told while it is drawn; nothing is read back from its DOCX.

A DOCX of the archive was drawn up long ago, and a template that a clerk has edited in Word was never drawn here:
those two are read (`Printed`, `templates/trial.py`).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Self

from app.papers.facts import Facts
from app.papers.kinds import KINDS
from app.papers.layout import DEPARTMENT, Layout
from app.papers.preview import Sheet, preview_of
from app.papers.proofreading import lines_in
from app.papers.publication import for_publication
from app.papers.rendering import built_in, filled_with, lines_of, packed
from app.papers.retouch import Text, text_in


@dataclass(frozen=True)
class Printed:
    """A DOCX, and what pages make of it."""

    docx: bytes

    @cached_property
    def preview(self) -> list[Sheet]:
        """Its sheets for the screen."""
        return preview_of(self.docx)

    @cached_property
    def public(self) -> bytes:
        """The version for publication."""
        return for_publication(self.docx)

    def made_ready(self) -> Self:
        """The same with all that pages may ask of it: whoever is in a child makes it there."""
        for part in ("preview", "public"):
            getattr(self, part)
        return self


@dataclass(frozen=True)
class Paper(Printed):
    """An order drawn up from its facts by a template: the text before its signature, every line of it as `words`."""

    facts: Facts
    template: bytes
    text: Text
    words: str

    @property
    def said(self) -> tuple[str, ...]:
        """The title, the preamble and the points: what a reader reads before the signature."""
        return self.facts.title, self.text.preamble, *self.text.points

    @property
    def gaps(self) -> list[str]:
        """Where a line to write on is left, each with what stands around it."""
        return lines_in(self.said)


def draw(kind: str, facts: Facts, template: bytes | None = None, layout: Layout = DEPARTMENT) -> Paper:
    """The order on paper: equal facts give equal bytes. Without a template of a clerk's the built-in one is filled."""
    template = template or built_in(KINDS[kind].template).read_bytes()
    rendered = filled_with(facts, template, layout)
    return Paper(packed(rendered), facts, template, text_in(rendered.docx), lines_of(rendered.docx))

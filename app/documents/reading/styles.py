"""What a style gives to its paragraphs: bold letters, a heading, a number. Inheritance is followed."""

import re
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from app.documents.reading.package import W, is_on, number, value

HEADING_NAMES = ("heading", "title", "заголовок", "название", "subtitle")
CONTENTS_NAMES = ("toc", "оглавление", "содержание")
TEXT_LEVEL = 9  # the outline level that is none
DIGITS = re.compile(r"[1-9]$")


@dataclass(frozen=True)
class Style:
    """None is «as the style above»."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    centred: bool | None = None
    heading: int | None = None
    contents: bool | None = None
    list_id: str | None = None
    list_depth: int | None = None


PLAIN = Style()


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._own: dict[str, tuple[Style, str]] = {}
        self._whole: dict[str, Style] = {}
        self.default = ""
        for style in () if root is None else root.iter(f"{W}style"):
            key = style.get(f"{W}styleId", "")
            self._own[key] = (_style(style), value(style.find(f"{W}basedOn")))
            if style.get(f"{W}default") in ("1", "true", "on") and style.get(f"{W}type") == "paragraph":
                self.default = key

    def of(self, key: str) -> Style:
        """The style with all that it takes from those above it; the plain one for an unknown id."""
        if key not in self._whole:
            self._whole[key] = self._inherited(key)
        return self._whole[key]

    def _inherited(self, key: str) -> Style:
        found, seen = PLAIN, set[str]()
        while key in self._own and key not in seen:
            seen.add(key)
            style, key = self._own[key]
            missing = {name: given for name, given in vars(style).items() if getattr(found, name) is None}
            found = replace(found, **missing)
        return found


def _style(style: Element) -> Style:
    name, look = value(style.find(f"{W}name")).lower(), style.find(f"{W}pPr")
    contents = name.startswith(CONTENTS_NAMES)
    level = level_of(look)
    if contents:
        level = 0
    elif not level and name.startswith(HEADING_NAMES):
        level = int(found[0]) if (found := DIGITS.search(name)) else 1
    letters = style.find(f"{W}rPr")
    numbered = None if look is None else look.find(f"{W}numPr")
    list_id = None if numbered is None else value(numbered.find(f"{W}numId")) or None
    list_depth = None if numbered is None else number(numbered.find(f"{W}ilvl"), 0)
    alignment = None if look is None else look.find(f"{W}jc")
    centred = None if alignment is None else value(alignment) == "center"
    return Style(
        bold=mark(letters, "b"),
        italic=mark(letters, "i"),
        struck=mark(letters, "strike"),
        hidden=mark(letters, "vanish"),
        centred=centred,
        heading=level,
        contents=contents or None,
        list_id=list_id,
        list_depth=list_depth,
    )


def mark(letters: Element | None, name: str) -> bool | None:
    """A mark of the letters: on, off, or not said."""
    found = None if letters is None else letters.find(f"{W}{name}")
    return None if found is None else is_on(found)


def level_of(look: Element | None) -> int | None:
    """The outline level as of headings, from 1; 0 for a text that says it is one; None when nothing is said."""
    found = None if look is None else look.find(f"{W}outlineLvl")
    if found is None:
        return None
    level = number(found, TEXT_LEVEL)
    return level + 1 if 0 <= level < TEXT_LEVEL else 0

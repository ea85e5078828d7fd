"""Fields of Word: what is shown is the result; the code is hidden, but says of links and of boxes to tick."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from app.documents.reading.package import W, is_on, number, value

ADDRESS = re.compile(r'HYPERLINK\s+"([^"]+)"')
PAGED = ("PAGE", "NUMPAGES", "SECTIONPAGES")
TICKED, EMPTY = "☒", "☐"
SAFE = ("http://", "https://", "mailto:")


@dataclass
class Field:
    """An open field: its code so far, and whether its result has begun."""

    code: str = ""
    shown: bool = False


class Fields:
    """The fields that are open at a place. A part whose fields don't close hides nothing."""

    def __init__(self, root: Element, pages: bool = True) -> None:
        """Without `pages` the numbers of pages are no words."""
        marks = [one.get(f"{W}fldCharType") for one in root.iter(f"{W}fldChar")]
        self._even, self._pages = marks.count("begin") == marks.count("end"), pages
        self._open: list[Field] = []

    @property
    def hides(self) -> bool:
        """Are the letters here a code?"""
        return self._even and any(not one.shown or not self.says(one.code) for one in self._open)

    @property
    def link(self) -> str:
        """The address that the letters here lead to."""
        found = (ADDRESS.search(one.code) for one in reversed(self._open) if one.shown)
        return next((safe(one[1]) for one in found if one), "")

    def says(self, code: str) -> bool:
        """Is the result of this code words of the document?"""
        return self._pages or not code.split()[:1] or code.split()[0].upper() not in PAGED

    def mark(self, char: Element) -> str:
        """Go on over a mark; what an old form field shows by itself."""
        kind = char.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(Field())
            return _form(char.find(f"{W}ffData"))
        if kind == "separate" and self._open:
            self._open[-1].shown = True
        elif kind == "end" and self._open:
            self._open.pop()
        return ""

    def code(self, text: str) -> None:
        """A piece of the code."""
        if self._open and not self._open[-1].shown:
            self._open[-1].code += text


def _form(data: Element | None) -> str:
    if data is None:
        return ""
    box = data.find(f"{W}checkBox")
    if box is not None:
        state = box.find(f"{W}checked")
        return TICKED if is_on(box.find(f"{W}default") if state is None else state) else EMPTY
    choice = data.find(f"{W}ddList")
    if choice is None:
        return ""
    entries = [value(one) for one in choice.findall(f"{W}listEntry")]
    result = choice.find(f"{W}result")
    at = number(choice.find(f"{W}default") if result is None else result)
    return entries[at] if 0 <= at < len(entries) else ""


def safe(address: str) -> str:
    """The address when it may be followed from a page, else nothing."""
    address = address.strip()
    return address if address.lower().startswith(SAFE) else ""

"""The labels of list items of an ODT: lists in lists, lists that go on, headings that are numbered."""

from collections.abc import Iterator
from contextlib import contextmanager

from lxml.etree import _Element as Element

from app.documents.reading.numbering import Label
from app.documents.reading.odt_styles import TEXT, Level, Styles, label_of, whole

ID = "{http://www.w3.org/XML/1998/namespace}id"
Counts = dict[int, int]


class Counting:
    """Where the walk is in its lists, and how far each has counted."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._open: list[str] = []  # the names of the styles of the lists that are open
        self._counts: Counts = {}
        self._kept: dict[str, Counts] = {}  # by the id of a list and by the name of its style
        self._outline: Counts = {}
        self._fresh, self._given = False, 0  # an item has begun and has no paragraph yet; the number it gives itself

    @contextmanager
    def inside(self, one: Element) -> Iterator[None]:
        """While the items of a list are read; the outermost goes on with another one or begins anew."""
        name = one.get(f"{TEXT}style-name") or (self._open[-1] if self._open else "")
        before = self._counts
        if not self._open:
            self._counts = self._begun(one, name)
        else:
            self._counts.pop(len(self._open) + 1, None)
        self._open.append(name)
        try:
            yield
        finally:
            self._open.pop()
            if not self._open:
                self._kept[f"#{one.get(ID, '')}"] = self._kept[name] = self._counts
                self._counts = before

    def _begun(self, one: Element, name: str) -> Counts:
        after = one.get(f"{TEXT}continue-list")
        if after:
            return self._kept.get(f"#{after}", {})
        return self._kept.get(name, {}) if one.get(f"{TEXT}continue-numbering") == "true" else {}

    def item(self, one: Element) -> None:
        """An item of the innermost list begins; it counts when it has a paragraph."""
        self._fresh, self._given = True, whole(one.get(f"{TEXT}start-value"), 0)

    def _count(self, depth: int, level: Level) -> None:
        counted = self._counts[depth] + 1 if depth in self._counts else level.start
        self._counts[depth] = self._given or counted
        for deeper in [at for at in self._counts if at > depth]:
            del self._counts[deeper]

    @property
    def _levels(self) -> dict[int, Level]:
        return self._styles.lists.get(self._open[-1], {}) if self._open else {}

    def label(self, heading: int) -> Label | None:
        """What stands before the next paragraph: the first of an item, or a heading of this level (0: none)."""
        if self._open and self._fresh:
            self._fresh, depth = False, len(self._open)
            level = self._levels.get(depth, Level())
            self._count(depth, level)
            if level.sign:
                return Label(level.sign, depth - 1, bullet=True)
            text = label_of(self._levels, self._counts, depth)
            return Label(text, depth - 1, bullet=False) if text else None
        numbered = self._styles.outline.get(heading)
        if self._open or numbered is None or (numbered.form == "none" and not numbered.pattern):
            return None
        self._outline[heading] = self._outline[heading] + 1 if heading in self._outline else numbered.start
        for deeper in [at for at in self._outline if at > heading]:
            del self._outline[deeper]
        text = label_of(self._styles.outline, self._outline, heading)
        return Label(text, heading - 1, bullet=False) if text else None

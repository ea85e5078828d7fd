"""The labels of list items as Word prints them: starts, restarts, levels, overrides. A label is words."""

import re
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from app.documents.reading.numerals import numeral
from app.documents.reading.package import W, is_on, number, value
from app.documents.reading.signs import plain
from app.documents.reading.styles import Styles

LEVELS = 9
PLACE = re.compile(r"%([1-9])")
BULLET = "•"


@dataclass(frozen=True)
class Level:
    """How one level of a list counts and is printed; `restart` is the level (from 1) after which it begins anew."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(frozen=True)
class Label:
    """What Word prints before a paragraph, and how deep the paragraph stands."""

    text: str
    depth: int
    bullet: bool


class Lists:
    """The lists that a document defines."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self.levels: dict[str, dict[int, Level]] = {}
        self.kin: dict[str, str] = {}  # lists of one definition count on together
        self.starts: dict[tuple[str, int], int] = {}
        if root is None:
            return
        defined, linked = {}, {}
        for one in root.findall(f"{W}abstractNum"):
            key = one.get(f"{W}abstractNumId", "")
            defined[key] = _levels(one)
            linked[key] = value(one.find(f"{W}numStyleLink"))
        abstracts = {one.get(f"{W}numId", ""): value(one.find(f"{W}abstractNumId")) for one in root.findall(f"{W}num")}
        for one in root.findall(f"{W}num"):
            key = one.get(f"{W}numId", "")
            kin = abstracts[key]
            if link := linked.get(kin):
                kin = abstracts.get(styles.of(link).list_id or "", kin)
            self.kin[key], self.levels[key] = kin, self._overridden(one, key, defined.get(kin, {}))

    def _overridden(self, one: Element, key: str, levels: dict[int, Level]) -> dict[int, Level]:
        found = dict(levels)
        for over in one.findall(f"{W}lvlOverride"):
            depth, own = _depth(over), over.find(f"{W}lvl")
            if own is not None:
                found[depth] = _level(own)
            start = over.find(f"{W}startOverride")
            if start is not None:
                self.starts[key, depth] = number(start, 1)
        return found


def _levels(one: Element) -> dict[int, Level]:
    return {_depth(level): _level(level) for level in one.findall(f"{W}lvl")}


def _depth(one: Element) -> int:
    text = one.get(f"{W}ilvl", "0")
    return int(text) if text.isdecimal() else 0


def _level(one: Element) -> Level:
    restart = one.find(f"{W}lvlRestart")
    fonts = one.find(f"{W}rPr/{W}rFonts")
    font = "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""
    form = value(one.find(f"{W}numFmt")) or "decimal"
    text = value(one.find(f"{W}lvlText"))
    return Level(
        start=number(one.find(f"{W}start"), 0),
        form=form,
        text=_bullet(text, font) if form == "bullet" else text,
        legal=is_on(one.find(f"{W}isLgl")),
        restart=None if restart is None else number(restart),
        style=value(one.find(f"{W}pStyle")),
    )


def _bullet(text: str, font: str) -> str:
    """The sign of an item; a sign of an unknown font is a plain bullet."""
    sign = plain(text.strip(), font)
    if sign == "o":
        return "◦"
    return sign if sign and all(not "\ue000" <= letter <= "\uf8ff" for letter in sign) else BULLET


class Counting:
    """The counters of one story of the document: the text, a note, a head."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()

    def depth_of(self, list_id: str, style: str, otherwise: int) -> int:
        """The level that is tied to a style, or the other one."""
        levels = self._lists.levels.get(list_id, {})
        return next((depth for depth, level in levels.items() if style and level.style == style), otherwise)

    def next(self, list_id: str, depth: int) -> Label | None:
        """The label of the next item; None when there is no such list."""
        levels = self._lists.levels.get(list_id)
        if levels is None or depth not in levels:
            return None
        counts = self._counts.setdefault(self._lists.kin[list_id], {})
        level = levels[depth]
        if (list_id, depth) in self._lists.starts and (list_id, depth) not in self._begun:
            counts[depth] = self._lists.starts[list_id, depth]
        else:
            counts[depth] = counts[depth] + 1 if depth in counts else level.start
        self._begun.add((list_id, depth))
        for deeper in range(depth + 1, LEVELS):
            after = levels.get(deeper, Level()).restart
            if after is None or depth < after:
                counts.pop(deeper, None)
        if level.form == "bullet":
            return Label(level.text, depth, bullet=True)
        return Label(_printed(level, levels, counts), depth, bullet=False)


def _printed(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    def of(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        one = levels.get(depth, Level())
        one = replace(one, form="decimal") if level.legal and one.form != "none" else one
        return numeral(counts.get(depth, one.start), one.form)

    return PLACE.sub(of, level.text).strip()

"""The styles of an ODT: how letters and paragraphs look, and what stands before the items of its lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml.etree import _Element as Element

from app.documents.reading.numerals import numeral

OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE, FO = f"{{{OASIS}text:1.0}}", f"{{{OASIS}style:1.0}}", f"{{{OASIS}xsl-fo-compatible:1.0}}"
FORMAT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}num-list-format"
FORMS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman", "": "none"}
BULLET, LEVELS = "•", 10
PRIVATE = range(0xE000, 0xF900)  # signs that only their own font knows


class Look(NamedTuple):
    """How letters look; None is «as around them»."""

    bold: bool | None = None
    italic: bool | None = None
    struck: bool | None = None
    raised: str | None = None
    hidden: bool | None = None

    def over(self, under: "Look") -> "Look":
        """This look, and what it does not say as the other one says it."""
        return Look(
            under.bold if self.bold is None else self.bold,
            under.italic if self.italic is None else self.italic,
            under.struck if self.struck is None else self.struck,
            under.raised if self.raised is None else self.raised,
            under.hidden if self.hidden is None else self.hidden,
        )


PLAIN = Look()


@dataclass(frozen=True)
class Style:
    """A style with all that it takes from those above it."""

    look: Look = PLAIN
    centred: bool | None = None
    heading: int = 0


@dataclass(frozen=True)
class Level:
    """One level of a list: its form of numbers, what stands around them; a bullet has a sign alone."""

    form: str = "none"
    before: str = ""
    after: str = ""
    start: int = 1
    shown: int = 1
    pattern: str = ""
    sign: str = ""


@dataclass
class Styles:
    """The styles of a document by family and name, its lists by name, and the levels of its numbered headings."""

    lists: dict[str, dict[int, Level]] = field(default_factory=dict)
    outline: dict[int, Level] = field(default_factory=dict)
    _own: dict[tuple[str, str], Element] = field(default_factory=dict)
    _made: dict[tuple[str, str], Style] = field(default_factory=dict)

    def take(self, root: Element) -> None:
        """Add all that a part defines."""
        for one in root.iter(f"{STYLE}style"):
            self._own[one.get(f"{STYLE}family", ""), one.get(f"{STYLE}name", "")] = one
        for one in root.iter(f"{TEXT}list-style"):
            self.lists[one.get(f"{STYLE}name", "")] = dict(_levels(one))
        for one in root.iter(f"{TEXT}outline-style"):
            self.outline = dict(_levels(one))

    def of(self, family: str, name: str, deep: int = 0) -> Style:
        """The style; the plain one for an unknown name."""
        key = (family, name)
        if key not in self._made:
            own = self._own.get(key)
            if own is None or deep > LEVELS * 3:
                return Style()
            self._made[key] = _style(own, self.of(family, own.get(f"{STYLE}parent-style-name", ""), deep + 1))
        return self._made[key]


def _style(one: Element, above: Style) -> Style:
    paragraph, letters = one.find(f"{STYLE}paragraph-properties"), one.find(f"{STYLE}text-properties")
    side = None if paragraph is None else paragraph.get(f"{FO}text-align")
    level = one.get(f"{STYLE}default-outline-level")
    return Style(
        look=(PLAIN if letters is None else look_of(letters)).over(above.look),
        centred=above.centred if side is None else side == "center",
        heading=above.heading if level is None else whole(level, 0),
    )


def look_of(letters: Element) -> Look:
    """What the properties of a text say of its letters."""
    weight, slant = letters.get(f"{FO}font-weight"), letters.get(f"{FO}font-style")
    line, place = letters.get(f"{STYLE}text-line-through-style"), letters.get(f"{STYLE}text-position")
    shown = letters.get(f"{TEXT}display")
    return Look(
        bold=None if weight is None else weight == "bold" or (weight.isdecimal() and int(weight) >= 600),
        italic=None if slant is None else slant in ("italic", "oblique"),
        struck=None if line is None else line != "none",
        raised=None if place is None else _raised(place),
        hidden=None if shown is None else shown == "none",
    )


def _raised(place: str) -> str:
    words = place.split() or ["0%"]
    if words[0] in ("super", "sub"):
        return {"super": "sup", "sub": "sub"}[words[0]]
    return "" if words[0].startswith("0") else "sub" if words[0].startswith("-") else "sup"


def _levels(one: Element) -> Iterable[tuple[int, Level]]:
    for level in one:
        if isinstance(level.tag, str):
            yield whole(level.get(f"{TEXT}level"), 1), _level(level)


def _level(one: Element) -> Level:
    if one.tag in (f"{TEXT}list-level-style-bullet", f"{TEXT}list-level-style-image"):
        sign = one.get(f"{TEXT}bullet-char", BULLET)
        return Level(sign=BULLET if not sign or ord(sign[0]) in PRIVATE else sign)
    form = one.get(f"{STYLE}num-format", "")
    return Level(
        form=FORMS.get(form, "russianUpper" if form[:1] == "А" else "russianLower" if form[:1] == "а" else "decimal"),
        before=one.get(f"{STYLE}num-prefix", ""),
        after=one.get(f"{STYLE}num-suffix", ""),
        start=whole(one.get(f"{TEXT}start-value"), 1),
        shown=whole(one.get(f"{TEXT}display-levels"), 1),
        pattern=one.get(FORMAT, ""),
    )


def whole(text: str | None, otherwise: int) -> int:
    """A number of the file, or the other one."""
    return int(text) if text and text.isdecimal() and len(text) < 6 else otherwise


def label_of(levels: Mapping[int, Level], counts: Mapping[int, int], depth: int) -> str:
    """What is printed before an item: `counts` are by level, from 1."""
    level = levels.get(depth, Level())
    numbers = {at: numeral(counts.get(at, one.start), one.form) for at, one in levels.items() if at <= depth}
    if level.pattern:
        text = level.pattern
        for at, number in numbers.items():
            text = text.replace(f"%{at}%", number)
        return text.strip()
    if level.form == "none":
        return (level.before + level.after).strip()
    chain = [numbers[at] for at in range(depth - level.shown + 1, depth + 1) if numbers.get(at)]
    return (level.before + ".".join(chain) + level.after).strip()

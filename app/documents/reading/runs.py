"""The letters of a paragraph and what stands among them: changes as finally accepted, fields by their results."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml.etree import _Element as Element

from app.documents.reading.drawings import ALTERNATE, DRAWN, drawn
from app.documents.reading.fields import safe
from app.documents.reading.formulas import line_of
from app.documents.reading.package import M, R, W, is_on, value
from app.documents.reading.signs import UNKNOWN, plain, sign
from app.documents.reading.styles import PLAIN, Style
from app.documents.reading.tree import Inline, Words

if TYPE_CHECKING:
    from app.documents.reading.body import Story

GONE = frozenset({f"{W}del", f"{W}moveFrom", f"{W}pPr", f"{W}rPr", f"{W}sdtPr", f"{W}sdtEndPr", f"{W}customXmlPr"})
FORMULAS = frozenset({f"{M}oMath", f"{M}oMathPara"})
SIGNS = {
    f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t",
}  # fmt: skip
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
RAISED = {"superscript": "sup", "subscript": "sub"}
BOLD, ITALIC, STRUCK, TWICE = (f"{W}{name}" for name in ("b", "i", "strike", "dstrike"))
HIDDEN, HEIGHT = f"{W}vanish", f"{W}vertAlign"
TEXT, RUN, LOOK = f"{W}t", f"{W}r", f"{W}rPr"
FIELD, CODE, RUBY = f"{W}fldChar", f"{W}instrText", f"{W}ruby"
DEEPEST = 200


@dataclass(frozen=True)
class Look:
    """How letters look by their surroundings: the style of the paragraph, the link around them."""

    style: Style = PLAIN
    link: str = ""


def inlines(parent: Element, story: "Story", look: Look, deep: int = 0) -> Iterator[Inline]:
    """What a paragraph says, in order."""
    if deep > DEEPEST:
        story.unseen["deep"] += 1
        return
    for child in parent:
        tag = child.tag
        if tag == RUN:
            yield from _run(child, story, look, deep)
        elif tag in GONE or not isinstance(tag, str):
            continue
        elif tag in FORMULAS:
            yield Words(line_of(child), link=look.link)
        elif tag == f"{W}hyperlink":
            yield from inlines(child, story, replace(look, link=_address(child, story)), deep + 1)
        elif tag == f"{W}fldSimple":
            if story.fields.says(child.get(f"{W}instr", "")):
                yield from inlines(child, story, look, deep + 1)
        elif tag == RUBY:
            yield from _ruby(child, story, look, deep)
        elif tag == f"{W}subDoc":
            story.unseen["inserted"] += 1
        elif tag == ALTERNATE:
            yield from _told(child, story, look, deep)
        elif tag in DRAWN:
            yield from drawn(child, story)
        elif len(child):
            yield from inlines(child, story, look, deep + 1)


def _told(choices: Element, story: "Story", look: Look, deep: int) -> Iterator[Inline]:
    """Of several tellings of the same the first that says something."""
    before = story.unseen.copy()
    for telling in choices:
        found = list(inlines(telling, story, look, deep + 1))
        if found or story.unseen != before:
            yield from found
            return


def _address(link: Element, story: "Story") -> str:
    found = story.relations.get(link.get(f"{R}id", ""))
    return safe(found.target) if found and found.outside else ""


def _ruby(ruby: Element, story: "Story", look: Look, deep: int) -> Iterator[Inline]:
    """The base with its reading in brackets."""
    for name, before, after in (("rubyBase", "", ""), ("rt", " (", ")")):
        found = ruby.find(f"{W}{name}")
        if found is not None and (said := list(inlines(found, story, look, deep + 1))):
            yield from (Words(before), *said, Words(after)) if before else said


def _run(run: Element, story: "Story", look: Look, deep: int) -> Iterator[Inline]:
    letters = run.find(LOOK)
    style, font = _looks(letters, story, look.style), _font(letters)
    for part in run:
        tag = part.tag
        if tag == LOOK:
            continue
        if tag == FIELD:
            if shown := story.fields.mark(part):
                yield style._replace(text=shown)
        elif tag == CODE:
            story.fields.code(part.text or "")
        elif story.fields.hides or tag in GONE or not isinstance(tag, str):
            continue
        elif text := _letters(part, font, story):
            yield style._replace(text=text, link=look.link or story.fields.link)
        elif tag in NOTES:
            yield Words(story.noted(NOTES[tag], part.get(f"{W}id", "")), raised="sup")
        elif tag in DRAWN:
            yield from drawn(part, story)
        elif tag == f"{W}commentReference":
            story.commented(part.get(f"{W}id", ""))
        elif tag == RUBY:
            yield from _ruby(part, story, look, deep)
        elif tag == ALTERNATE:
            yield from _inner(part, story, look, deep)
        elif len(part):
            yield from inlines(part, story, look, deep + 1)


def _inner(choices: Element, story: "Story", look: Look, deep: int) -> Iterator[Inline]:
    """Tellings inside a run: each holds what a run holds, or runs."""
    before = story.unseen.copy()
    for telling in choices:
        found = [*_run(telling, story, look, deep + 1)] if deep < DEEPEST else []
        if found or story.unseen != before:
            yield from found
            return


def _letters(part: Element, font: str, story: "Story") -> str:
    if part.tag == TEXT:
        return plain((part.text or "").replace("\n", " "), font)
    if part.tag == f"{W}sym":
        found = sign(part.get(f"{W}char", ""), part.get(f"{W}font", ""))
        if found is None:
            story.unseen["sign"] += 1
        return found or UNKNOWN
    return SIGNS.get(part.tag, "")


def _font(letters: Element | None) -> str:
    fonts = None if letters is None else letters.find(f"{W}rFonts")
    return "" if fonts is None else fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or ""


def _looks(letters: Element | None, story: "Story", style: Style) -> Words:
    """Words without a letter, of the look of a run: its own marks, those of its style, those of the paragraph's."""
    if letters is None:
        return Words("", bool(style.bold), bool(style.italic), bool(style.struck), "", hidden=bool(style.hidden))
    said = {one.tag: one for one in letters}
    named = said.get(f"{W}rStyle")
    own = PLAIN if named is None else story.styles.of(value(named))

    def marked(tag: str, by_own: bool | None, by_style: bool | None) -> bool:
        mark = said.get(tag)
        if mark is not None:
            return is_on(mark)
        return bool(by_style if by_own is None else by_own)

    return Words(
        text="",
        bold=marked(BOLD, own.bold, style.bold),
        italic=marked(ITALIC, own.italic, style.italic),
        struck=marked(STRUCK, own.struck, style.struck) or is_on(said.get(TWICE)),
        raised=RAISED.get(value(said.get(HEIGHT)), ""),
        hidden=marked(HIDDEN, own.hidden, style.hidden),
    )

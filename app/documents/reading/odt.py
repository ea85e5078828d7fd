"""The walk over an ODT into the same tree as a DOCX. What is not read is counted."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.documents.reading.fields import EMPTY, TICKED, safe
from app.documents.reading.numerals import roman
from app.documents.reading.odt_lists import Counting
from app.documents.reading.odt_styles import OASIS, STYLE, TEXT, Look, Styles, whole
from app.documents.reading.odt_tables import TABLE, rows_of
from app.documents.reading.package import BROKEN, Parts
from app.documents.reading.tree import Block, Box, Document, Inline, Note, Paragraph, Picture, Table, Words, paragraphs

OFFICE, DRAW, SVG = f"{{{OASIS}office:1.0}}", f"{{{OASIS}drawing:1.0}}", f"{{{OASIS}svg-compatible:1.0}}"
FORM, XLINK, DC = f"{{{OASIS}form:1.0}}", "{http://www.w3.org/1999/xlink}", "{http://purl.org/dc/elements/1.1/}"
FIELD = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
SPACE = re.compile(r"[ \t\r\n]+")
LINES = frozenset({f"{TEXT}p", f"{TEXT}h"})
SILENT = frozenset(
    {
        f"{TEXT}tracked-changes", f"{TEXT}sequence-decls", f"{TEXT}variable-decls", f"{TEXT}user-field-decls",
        f"{TEXT}table-of-content-source", f"{TEXT}page-number", f"{TEXT}page-count", f"{TEXT}ruby-text",
        f"{TEXT}alphabetical-index-source", f"{TEXT}illustration-index-source", f"{TEXT}bibliography-source",
        f"{OFFICE}forms", f"{TEXT}dde-connection-decls", f"{TEXT}hidden-paragraph", f"{SVG}title", f"{SVG}desc",
    }
)  # fmt: skip
SHAPES = ("custom-shape", "rect", "ellipse", "circle", "polygon", "path", "line", "connector", "g", "a", "caption")
DRAWN = frozenset(f"{DRAW}{name}" for name in SHAPES)
DEEPEST, MOST_SPACES, INCH, WIDEST = 40, 200, 96, 1200
UNITS = {"cm": INCH / 2.54, "mm": INCH / 25.4, "in": INCH, "pt": INCH / 72, "px": 1}
SIZE = re.compile(r"(\d{1,5}(?:\.\d{1,9})?)(cm|mm|in|pt|px)")


class Odt:
    """An open ODT while it is read. Raises Unreadable when there is none."""

    def __init__(self, data: bytes) -> None:
        self.package = Parts(data, "content.xml")
        self.unseen, self.styles, self._deep = Counter[str](), Styles(), 0
        self.counting = Counting(self.styles)
        self._notes: dict[str, list[Note]] = {"footnote": [], "endnote": []}
        self._comments: list[Note] = []
        self._boxes = {one.get(f"{FORM}id", ""): one for one in self.package.root.iter(f"{FORM}checkbox")}
        self.edges = self._part("styles.xml")
        for root in (self.edges, self.package.root):
            if root is not None:
                self.styles.take(root)

    def _part(self, name: str) -> Element | None:
        try:
            return self.package.xml(name)
        except BROKEN:
            return None

    def document(self) -> Document:
        """The tree of it."""
        blocks = tuple(
            block for body in self.package.root.iterfind(f"{OFFICE}body/{OFFICE}text") for block in self.blocks(body)
        )
        headers, footers = (tuple(self._repeated(kind)) for kind in ("header", "footer"))
        notes = (*self._notes["footnote"], *self._notes["endnote"])
        found = Document(blocks, headers, footers, notes, tuple(self._comments))
        self.unseen["picture"] += sum(
            not one.part for line in paragraphs(found.read) for one in line.inlines if isinstance(one, Picture)
        )
        return Document(blocks, headers, footers, notes, found.comments, dict(+self.unseen))

    def _repeated(self, kind: str) -> Iterator[Block]:
        """The words of the heads or feet of all pages, each once."""
        seen = set[str]()
        pages = () if self.edges is None else self.edges.iter(f"{STYLE}master-page")
        for edge in (one for page in pages for one in page if isinstance(one.tag, str)):
            if edge.tag.startswith(f"{STYLE}{kind}") and edge.get(f"{STYLE}display") != "false":
                for block in self.blocks(edge):
                    text = "\n".join(one.said for one in paragraphs((block,)))
                    if text not in seen and any(map(str.isalpha, text)):
                        seen.add(text)
                        yield block

    def blocks(self, parent: Element, listed: bool = False) -> Iterator[Block]:
        """The paragraphs and tables under an element; `listed`: they are lines of the contents."""
        if self._deep >= DEEPEST:
            self.unseen["deep"] += 1
            return
        self._deep += 1
        for child in parent:
            if child.tag in LINES:
                yield self._paragraph(child, listed)
            elif child.tag == f"{TABLE}table":
                rows = tuple(rows_of(child, self.blocks))
                yield from (Table(rows),) if rows else ()
            elif child.tag == f"{TEXT}list":
                with self.counting.inside(child):
                    yield from self.blocks(child, listed)
            elif child.tag == f"{TEXT}list-item":
                self.counting.item(child)
                yield from self.blocks(child, listed)
            elif child.tag in DRAWN or child.tag == f"{DRAW}frame":
                yield from (Paragraph(found) for found in [tuple(self._drawn(child))] if found)
            elif isinstance(child.tag, str) and child.tag not in SILENT:
                yield from self.blocks(child, listed or child.tag == f"{TEXT}table-of-content")
        self._deep -= 1

    def _paragraph(self, line: Element, listed: bool) -> Paragraph:
        style = self.styles.of("paragraph", line.get(f"{TEXT}style-name", ""))
        heading = line.tag == f"{TEXT}h"
        level = whole(line.get(f"{TEXT}outline-level"), 1) if heading else style.heading
        label = self.counting.label(level if heading else 0)
        said = list(self.inlines(line, style.look))
        if said and isinstance(said[0], Words):
            said[0] = said[0]._replace(text=said[0].text.lstrip(" "))
        return Paragraph(
            inlines=tuple(one for one in said if not isinstance(one, Words) or one.text),
            label=label.text if label else "",
            bullet=bool(label and label.bullet),
            depth=label.depth if label else 0,
            heading=min(level, 9),
            centred=bool(style.centred),
            listed=listed,
        )

    def inlines(self, parent: Element, look: Look, link: str = "", deep: int = 0) -> Iterator[Inline]:
        """What stands in a paragraph, in order."""
        yield from self._words(parent.text, look, link)
        for child in parent:
            if isinstance(child.tag, str) and child.tag not in SILENT and deep < DEEPEST:
                yield from self._inline(child, look, link, deep + 1)
            yield from self._words(child.tail, look, link)

    def _words(self, text: str | None, look: Look, link: str) -> Iterator[Words]:
        if text and (text := SPACE.sub(" ", text)):
            yield _said(text, look, link)

    def _inline(self, one: Element, look: Look, link: str, deep: int) -> Iterator[Inline]:
        tag = one.tag
        if tag == f"{TEXT}s":
            yield _said(" " * min(whole(one.get(f"{TEXT}c"), 1), MOST_SPACES), look, link)
        elif tag in (f"{TEXT}tab", f"{TEXT}line-break"):
            yield _said("\t" if tag.endswith("tab") else "\n", look, link)
        elif tag == f"{TEXT}note":
            yield Words(self._noted(one), raised="sup")
        elif tag in (f"{OFFICE}annotation", f"{OFFICE}annotation-end"):
            self._commented(one)
        elif tag in DRAWN or tag in (f"{DRAW}frame", f"{DRAW}control"):
            yield from self._drawn(one)
        elif one.get(f"{FIELD}type", "").endswith("FORMCHECKBOX"):  # an old box to tick of Word
            ticked = any(said.get(f"{FIELD}value") == "true" for said in one)
            yield _said(TICKED if ticked else EMPTY, look, link)
        else:
            own = self.styles.of("text", one.get(f"{TEXT}style-name", "")).look if tag == f"{TEXT}span" else Look()
            link = safe(one.get(f"{XLINK}href", "")) if tag == f"{TEXT}a" else link
            yield from self.inlines(one, own.over(look), link, deep)

    def _noted(self, note: Element) -> str:
        """The mark of a note where it stands in the text; its words come after the text."""
        kind = "endnote" if note.get(f"{TEXT}note-class") == "endnote" else "footnote"
        kept = self._notes[kind]
        mark = f"[{roman(len(kept) + 1) if kind == 'endnote' else len(kept) + 1}]"
        kept.append(Note(mark, ()))
        body = note.find(f"{TEXT}note-body")
        at = len(kept) - 1
        kept[at] = Note(mark, () if body is None else tuple(self.blocks(body)))
        return mark

    def _commented(self, one: Element) -> None:
        said = tuple(self.blocks(one))
        if said:
            self._comments.append(Note(one.findtext(f"{DC}creator", ""), said))

    def _drawn(self, one: Element) -> Iterator[Inline]:
        """A frame: its first telling that can be read; a shape: the words in it."""
        if one.tag == f"{DRAW}control":
            box = self._boxes.get(one.get(f"{DRAW}control", ""))
            if box is not None:
                ticked = box.get(f"{FORM}current-state", box.get(f"{FORM}state", "")) == "checked"
                yield Words(f"{TICKED if ticked else EMPTY} {box.get(f'{FORM}label', '')}".rstrip() + " ")
            return
        if one.tag != f"{DRAW}frame":
            said = tuple(self.blocks(one))
            yield from (Box(said),) if said else ()
            return
        alt = " ".join((one.findtext(f"{SVG}desc") or one.findtext(f"{SVG}title") or "").split())
        for told in one:
            if told.tag == f"{DRAW}object" and self._object(told):
                yield from self._formula(told)
                return
            if told.tag == f"{DRAW}image":
                yield Picture(self._lies(told.get(f"{XLINK}href", "")), alt, _points(one.get(f"{SVG}width", "")))
                return
            if told.tag == f"{DRAW}text-box":
                yield Box(tuple(self.blocks(told)))
                return

    def _lies(self, href: str) -> str:
        name = href.removeprefix("./")
        return name if self.package.holds(name) else ""

    def _object(self, told: Element) -> bool:
        """Is it a formula? Another object is counted, and its picture is shown."""
        root = self._part(f"{told.get(f'{XLINK}href', '').removeprefix('./')}/content.xml")
        if root is not None and root.tag == f"{MATH}math":
            return True
        chart = root is not None and root.find(f"{OFFICE}body/{OFFICE}chart") is not None
        self.unseen["chart" if chart else "embedded"] += 1
        return False

    def _formula(self, told: Element) -> Iterator[Words]:
        root = self._part(f"{told.get(f'{XLINK}href', '').removeprefix('./')}/content.xml")
        signs = () if root is None else root.iter(f"{MATH}mi", f"{MATH}mn", f"{MATH}mo", f"{MATH}mtext")
        if said := " ".join(text for one in signs if (text := (one.text or "").strip())):
            yield Words(said)


def _said(text: str, look: Look, link: str) -> Words:
    return Words(
        text, bool(look.bold), bool(look.italic), bool(look.struck), look.raised or "", bool(look.hidden), link
    )


def _points(width: str) -> int:
    found = SIZE.fullmatch(width)
    return min(round(float(found[1]) * UNITS[found[2]]), WIDEST) if found else 0

"""The walk over a DOCX: its stories, one by one, into the tree. What is not read is counted."""

from collections import Counter
from collections.abc import Iterator, Sequence

from lxml.etree import _Element as Element

from app.documents.reading.drawings import ALTERNATE
from app.documents.reading.fields import Fields
from app.documents.reading.numbering import Counting, Label, Lists
from app.documents.reading.numerals import roman
from app.documents.reading.package import BROKEN, Package, R, W, number, value
from app.documents.reading.runs import Look, inlines
from app.documents.reading.styles import Style, Styles, level_of
from app.documents.reading.tables import rows_of
from app.documents.reading.tree import Block, Document, Inline, Note, Paragraph, Picture, Table, paragraphs

P, TBL = f"{W}p", f"{W}tbl"
WRAPS = frozenset(
    f"{W}{name}"
    for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "bdo", "dir", "bookmarkStart")
)
DEEPEST = 25  # tables in tables and boxes in boxes: what lies deeper is counted
NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class Story:
    """One part that is read from its beginning: the text, a note, a head. Counts what it can't show in `unseen`."""

    def __init__(self, whole: "Reading", part: str, root: Element, pages: bool = True) -> None:
        self.package, self.styles, self.unseen = whole.package, whole.styles, whole.unseen
        self.relations = whole.package.relations(part)
        self.fields = Fields(root, pages)
        self.noted, self.commented = whole.noted, whole.commented
        self._counting, self._deep = Counting(whole.lists), 0
        self._waiting: list[Inline] = []  # words that the next paragraph has

    def bodies(self, root: Element) -> Iterator[Block]:
        """The blocks of the text; some programs write more than one body."""
        for body in root.findall(f"{W}body"):
            yield from self.blocks(body)

    def blocks(self, parent: Element) -> Iterator[Block]:
        """The paragraphs and tables under an element."""
        if self._deep >= DEEPEST:
            self.unseen["deep"] += 1
            return
        self._deep += 1
        yield from self._blocks(parent)
        if self._waiting:
            yield Paragraph(tuple(self._waiting))
            self._waiting = []
        self._deep -= 1

    def _blocks(self, parent: Element) -> Iterator[Block]:
        for child in parent:
            if child.tag == P:
                yield from self._paragraph(child)
            elif child.tag == TBL:
                rows = tuple(rows_of(child, self))
                yield from (Table(rows),) if rows else ()
            elif child.tag in WRAPS:
                yield from self._blocks(child)
            elif child.tag == ALTERNATE and len(child):
                yield from self._blocks(child[0])
            elif child.tag in (f"{W}altChunk", f"{W}subDoc"):
                self.unseen["inserted"] += 1
            elif child.tag not in SILENT and isinstance(child.tag, str) and len(child):
                yield from self._stray(child)

    def _stray(self, element: Element) -> Iterator[Block]:
        """What stands where a paragraph should: a formula, runs without a paragraph."""
        said = tuple(inlines([element], self, Look()))
        if said:
            yield Paragraph(said)

    def _paragraph(self, paragraph: Element) -> Iterator[Paragraph]:
        look = paragraph.find(f"{W}pPr")
        style = self.styles.of(_style_of(look) or self.styles.default)
        try:
            said = list(inlines(paragraph, self, Look(style)))
        except (ValueError, KeyError, TypeError, AttributeError):  # the others are read (D9)
            self.unseen["damaged"] += 1
            return
        if look is not None and _goes_on(look):
            self._waiting += said
            return
        said, self._waiting = [*self._waiting, *said], []
        label = self._label(look, style)
        alignment = None if look is None else look.find(f"{W}jc")
        own = level_of(look)
        yield Paragraph(
            inlines=tuple(said),
            label=label.text if label else "",
            bullet=bool(label and label.bullet),
            depth=label.depth if label else 0,
            heading=(style.heading or 0) if own is None else own,
            centred=bool(style.centred) if alignment is None else value(alignment) == "center",
            listed=bool(style.contents),
        )

    def _label(self, look: Element | None, style: Style) -> Label | None:
        own = None if look is None else look.find(f"{W}numPr")
        list_id = style.list_id if own is None else value(own.find(f"{W}numId")) or style.list_id
        if not list_id or list_id == "0":
            return None
        said = None if own is None else own.find(f"{W}ilvl")
        if said is not None:
            return self._counting.next(list_id, number(said))
        key = _style_of(look) or self.styles.default
        return self._counting.next(list_id, self._counting.depth_of(list_id, key, style.list_depth or 0))


SILENT = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "sectPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tcPr", "pPr")
)


def _goes_on(look: Element) -> bool:
    """Are its words those of the next paragraph: its end was deleted or moved, or it is the large first letter?"""
    frame = look.find(f"{W}framePr")
    capital = frame is not None and frame.get(f"{W}dropCap", "none") != "none"
    return capital or any(look.find(f"{W}rPr/{W}{name}") is not None for name in ("del", "moveFrom"))


def _style_of(look: Element | None) -> str:
    return "" if look is None else value(look.find(f"{W}pStyle"))


class Reading:
    """A document while it is read."""

    def __init__(self, package: Package) -> None:
        self.package, self.unseen = package, Counter[str]()
        self.styles = Styles(package.styles)
        self.lists = Lists(package.part("/numbering", "numbering.xml"), self.styles)
        self._marks: dict[tuple[str, str], str] = {}
        self._comments: list[str] = []

    def noted(self, kind: str, key: str) -> str:
        """The mark of a note where the text refers to it: [1] of a footnote, [i] of an endnote."""
        if (kind, key) not in self._marks:
            count = 1 + sum(one == kind for one, _ in self._marks)
            self._marks[kind, key] = f"[{count if kind == 'footnote' else roman(count)}]"
        return self._marks[kind, key]

    def commented(self, key: str) -> None:
        """The text refers to a comment."""
        if key not in self._comments:
            self._comments.append(key)

    def document(self) -> Document:
        """The tree of it."""
        package = self.package
        blocks = tuple(Story(self, package.main, package.root).bodies(package.root))
        headers, footers = (tuple(self._repeated(kind)) for kind in ("header", "footer"))
        notes = (*self._notes("footnote"), *self._notes("endnote"))
        document = Document(blocks, headers, footers, notes, tuple(self._said()))
        outside = sum(
            not one.part for line in paragraphs(document.read) for one in line.inlines if isinstance(one, Picture)
        )
        self.unseen["picture"] += outside
        return Document(blocks, headers, footers, notes, document.comments, dict(+self.unseen))

    def _repeated(self, kind: str) -> Iterator[Block]:
        """The words of the heads or feet of all pages, each once; numbers of pages are no words."""
        seen = set[str]()
        for name in self._parts(kind):
            for block in self._story(name, pages=False):
                text = "\n".join(one.said for one in paragraphs((block,)))
                drawn = any(isinstance(one, Picture) for line in paragraphs((block,)) for one in line.inlines)
                if (drawn or any(map(str.isalpha, text))) and (name if drawn else text) not in seen:
                    seen.add(name if drawn else text)
                    yield block

    def _parts(self, kind: str) -> Sequence[str]:
        """The parts that the sections of the text refer to, in order."""
        relations = self.package.relations(self.package.main)
        asked = (one.get(f"{R}id", "") for one in self.package.root.iter(f"{W}{kind}Reference"))
        found = (relations[key].target for key in asked if key in relations)
        return list(dict.fromkeys(name for name in found if self.package.holds(name)))

    def _story(self, name: str, pages: bool = True) -> Iterator[Block]:
        try:
            root = self.package.xml(name)
        except BROKEN:
            self.unseen["damaged"] += 1
            return
        yield from Story(self, name, root, pages).blocks(root)

    def _notes(self, kind: str) -> Iterator[Note]:
        """The notes of a kind in the order of their marks; one that nobody refers to is not printed."""
        name = self.package.leads(self.package.main, f"/{kind}s")
        root = self.package.part(f"/{kind}s")
        if name is None or root is None:
            return
        told = {one.get(f"{W}id", ""): one for one in root.findall(f"{W}{kind}") if one.get(f"{W}type") not in NO_NOTES}
        story = Story(self, name, root)
        for (one, key), mark in list(self._marks.items()):
            if one == kind and key in told:
                yield Note(mark, tuple(story.blocks(told[key])))

    def _said(self) -> Iterator[Note]:
        """The comments that the text refers to, each under the name of who wrote it."""
        name, root = self.package.leads(self.package.main, "/comments"), self.package.part("/comments")
        if name is None or root is None:
            return
        told = {one.get(f"{W}id", ""): one for one in root.findall(f"{W}comment")}
        story = Story(self, name, root)
        for key in self._comments:
            if key in told:
                yield Note(told[key].get(f"{W}author", ""), tuple(story.blocks(told[key])))


def read(package: Package) -> Document:
    """A document, read once."""
    return Reading(package).document()

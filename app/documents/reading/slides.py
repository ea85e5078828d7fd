"""The walk over a PPTX: each slide a heading and what stands on it, its notes as notes. The rest is counted."""

from collections import Counter
from collections.abc import Iterator

from lxml.etree import _Element as Element

from app.documents.reading.drawings import CHART, DIAGRAM, DIAGRAM_DATA, NEW_CHART
from app.documents.reading.fields import safe
from app.documents.reading.package import BROKEN, OFFICE, A, Parts, R
from app.documents.reading.tables import COLUMNS
from app.documents.reading.tree import Block, Cell, Document, Inline, Note, Paragraph, Picture, Table, Words, paragraphs

P = f"{{{OFFICE}presentationml/2006/main}}"
TITLES, EDGES = ("title", "ctrTitle"), ("dt", "ftr", "sldNum")  # what a shape is for; edges come again on each slide
BULLET, DEEPEST = "•", 25
EMBEDDED = f"{P}oleObj"


class Slides:
    """An open PPTX while it is read. Raises Unreadable when there is none."""

    def __init__(self, data: bytes) -> None:
        self.package = Parts(data, "ppt/presentation.xml")
        self.unseen = Counter[str]()

    def document(self) -> Document:
        """The tree of it."""
        blocks: list[Block] = []
        notes: list[Note] = []
        for number, name in enumerate(self._names(), 1):
            try:
                root = self.package.xml(name)
            except BROKEN:
                self.unseen["damaged"] += 1
                continue
            blocks += self._slide(number, name, root)
            notes += self._notes(number, name)
        found = Document(tuple(blocks), notes=tuple(notes))
        self.unseen["picture"] += sum(
            not one.part for line in paragraphs(found.read) for one in line.inlines if isinstance(one, Picture)
        )
        return Document(found.blocks, notes=found.notes, unseen=dict(+self.unseen))

    def _names(self) -> Iterator[str]:
        relations = self.package.relations(self.package.main)
        for one in self.package.root.iter(f"{P}sldId"):
            found = relations.get(one.get(f"{R}id", ""))
            if found and self.package.holds(found.target):
                yield found.target

    def _slide(self, number: int, name: str, root: Element) -> Iterator[Block]:
        shapes = list(self._shapes(root, name))
        title = next((said for is_title, said in shapes if is_title), ())
        words = " ".join(one.text for one in paragraphs(title))
        yield Paragraph((Words(f"Слайд\u00a0{number}. {words}".rstrip(". ")),), heading=1)
        for is_title, said in shapes:
            if not (is_title and said is title):
                yield from said

    def _notes(self, number: int, name: str) -> Iterator[Note]:
        """What the speaker reads; the number of the slide that stands on the page of notes is no word."""
        notes = self.package.leads(name, "/notesSlide")
        try:
            root = self.package.xml(notes) if notes else None
        except BROKEN:
            root = None
        if root is not None and notes:
            said = tuple(block for _, found in self._shapes(root, notes) for block in found)
            if any(one.text for one in paragraphs(said)):
                yield Note(f"[к\u00a0слайду\u00a0{number}]", said)

    def _shapes(self, root: Element, name: str) -> Iterator[tuple[bool, tuple[Block, ...]]]:
        """Whether it is the title, and its blocks, shape by shape."""
        for tree in root.iter(f"{P}spTree"):
            yield from self._inside(tree, name, 0)

    def _inside(self, parent: Element, name: str, deep: int) -> Iterator[tuple[bool, tuple[Block, ...]]]:
        for one in parent:
            if one.tag == f"{P}grpSp" and deep < DEEPEST:
                yield from self._inside(one, name, deep + 1)
            elif one.tag == f"{P}sp":
                kind = next((found.get("type", "") for found in one.iter(f"{P}ph")), "")
                body = one.find(f"{P}txBody")
                if kind not in EDGES and body is not None:
                    said = tuple(self._lines(body, name))
                    yield from [(kind in TITLES, said)] if any(line.text for line in paragraphs(said)) else []
            elif one.tag == f"{P}pic":
                yield False, (Paragraph(tuple(self._picture(one, name))),)
            elif one.tag == f"{P}graphicFrame":
                yield False, tuple(self._graphic(one, name))
            elif isinstance(one.tag, str) and one.tag.endswith("}AlternateContent") and len(one):
                yield from self._inside(one[0], name, deep + 1)

    def _picture(self, one: Element, name: str) -> Iterator[Picture]:
        said = next((found.get("descr") or "" for found in one.iter(f"{P}cNvPr")), "")
        for blip in one.iter(f"{A}blip"):
            found = self.package.relations(name).get(blip.get(f"{R}embed") or blip.get(f"{R}link") or "")
            there = found is not None and not found.outside and self.package.holds(found.target)
            yield Picture(found.target if found and there else "", " ".join(said.split()))

    def _graphic(self, one: Element, name: str) -> Iterator[Block]:
        for table in one.iter(f"{A}tbl"):
            rows = tuple(tuple(self._cells(row, name)) for row in table.iter(f"{A}tr"))
            yield Table(tuple(row for row in rows if row))
        for kind, tags in (("chart", (CHART, NEW_CHART)), ("embedded", (EMBEDDED,))):
            self.unseen[kind] += sum(1 for _ in one.iter(*tags))
        for diagram in one.iter(DIAGRAM):
            self.unseen["diagram"] += 1
            found = self.package.relations(name).get(diagram.get(DIAGRAM_DATA, ""))
            try:
                data = self.package.xml(found.target) if found else None
            except BROKEN:
                data = None
            if data is not None and found:
                yield from (line for line in self._lines(data, found.target) if line.text)

    def _cells(self, row: Element, name: str) -> Iterator[Cell]:
        for column, cell in enumerate(row.iterchildren(f"{A}tc")):
            body = cell.find(f"{A}txBody")
            said = () if body is None else tuple(self._lines(body, name))
            if column < COLUMNS and cell.get("hMerge") not in ("1", "true"):
                span = cell.get("gridSpan", "1")
                wide = min(int(span), COLUMNS) if span.isdecimal() and len(span) < 4 else 1
                yield Cell(said, column, max(1, wide), below=cell.get("vMerge") in ("1", "true"))

    def _lines(self, body: Element, name: str) -> Iterator[Paragraph]:
        for line in body.iter(f"{A}p"):
            look = line.find(f"{A}pPr")
            said = tuple(self._said(line, name))
            sign = None if look is None else look.find(f"{A}buChar")
            depth = (look.get("lvl") or "0") if look is not None else "0"
            yield Paragraph(
                said,
                label=BULLET if sign is not None else "",
                bullet=sign is not None,
                depth=int(depth) if depth.isdecimal() and len(depth) < 3 else 0,
            )

    def _said(self, line: Element, name: str) -> Iterator[Inline]:
        for one in line:
            if one.tag == f"{A}br":
                yield Words("\n")
            elif one.tag in (f"{A}r", f"{A}fld"):
                look, text = one.find(f"{A}rPr"), "".join(part.text or "" for part in one.iter(f"{A}t"))
                yield self._words(text, look, name)
            elif isinstance(one.tag, str) and one.tag not in (f"{A}pPr", f"{A}endParaRPr"):
                yield Words("".join(text for text in one.itertext() if text.strip()))

    def _words(self, text: str, look: Element | None, name: str) -> Words:
        if look is None:
            return Words(text)
        link = look.find(f"{A}hlinkClick")
        found = None if link is None else self.package.relations(name).get(link.get(f"{R}id", ""))
        return Words(
            text,
            bold=look.get("b") in ("1", "true"),
            italic=look.get("i") in ("1", "true"),
            struck=look.get("strike", "noStrike") != "noStrike",
            link=safe(found.target) if found and found.outside else "",
        )

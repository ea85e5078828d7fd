"""What is drawn in a document: pictures, text boxes, diagrams with their words; the rest is counted."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml.etree import _Element as Element

from app.documents.reading.package import BROKEN, MC, OFFICE, A, R, W
from app.documents.reading.tree import Box, Inline, Paragraph, Picture, Words

if TYPE_CHECKING:
    from app.documents.reading.body import Story

ALTERNATE = f"{MC}AlternateContent"
BOX = f"{W}txbxContent"
V = "{urn:schemas-microsoft-com:vml}"
OLD = "{urn:schemas-microsoft-com:office:office}"
NAMED = f"{{{OFFICE}drawingml/2006/wordprocessingDrawing}}docPr"
EXTENT = f"{{{OFFICE}drawingml/2006/wordprocessingDrawing}}extent"
POINT, WIDEST = 9525, 1200  # English metric units in a point of a screen; a page is not wider
CHART = f"{{{OFFICE}drawingml/2006/chart}}chart"
NEW_CHART = "{http://schemas.microsoft.com/office/drawing/2014/chartex}chart"
DIAGRAM = f"{{{OFFICE}drawingml/2006/diagram}}relIds"
DIAGRAM_DATA = f"{R}dm"
DRAWN = frozenset({f"{W}drawing", f"{W}pict", f"{W}object"})


def drawn(element: Element, story: "Story") -> Iterator[Inline]:
    """Everything in a drawing, in its order."""
    alt = next((words for one in element.iter(NAMED) if (words := _named(one))), "")
    width = next((int(size) // POINT for one in element.iter(EXTENT) if (size := one.get("cx", "")).isdecimal()), 0)
    for one in _parts(element):
        if one.tag == BOX:
            yield Box(tuple(story.blocks(one)))
        elif one.tag == f"{A}blip":
            yield from _picture(one.get(f"{R}embed") or one.get(f"{R}link"), alt, story, width)
        elif one.tag == f"{V}imagedata":
            words = one.getparent().get("alt") or one.get(f"{OLD}title") or alt
            yield from _picture(one.get(f"{R}id") or one.get(f"{R}href"), words, story)
        elif one.tag == f"{V}textpath":
            yield from _box([one.get("string", "")])
        elif one.tag == f"{A}p":
            yield from _box(["".join(text.text or "" for text in one.iter(f"{A}t"))])
        elif one.tag in (CHART, NEW_CHART):
            story.unseen["chart"] += 1
        elif one.tag == DIAGRAM:
            yield from _diagram(one, story)
        elif one.tag == f"{OLD}OLEObject":
            story.unseen["embedded"] += 1


def _parts(element: Element) -> Iterator[Element]:
    """The elements of a drawing from the top; of two tellings the first that shows something; boxes stay whole."""
    for child in element:
        if child.tag == ALTERNATE:
            yield from next((found for telling in child if (found := list(_parts(telling)))), [])
        elif child.tag in MEANT:
            yield child
        elif isinstance(child.tag, str):
            yield from _parts(child)


MEANT = frozenset(
    {BOX, f"{A}blip", f"{V}imagedata", f"{V}textpath", f"{A}p", CHART, NEW_CHART, DIAGRAM, f"{OLD}OLEObject"}
)


def _named(one: Element) -> str:
    return one.get("descr") or one.get("title") or ""


def _picture(relation: str | None, alt: str, story: "Story", width: int = 0) -> Iterator[Picture]:
    if not relation:
        return
    found = story.relations.get(relation)
    there = found is not None and not found.outside and story.package.holds(found.target)
    yield Picture(found.target if found and there else "", " ".join(alt.split()), min(width, WIDEST))


def _diagram(one: Element, story: "Story") -> Iterator[Box]:
    """The words of a diagram; its form is counted as not seen."""
    story.unseen["diagram"] += 1
    found = story.relations.get(one.get(DIAGRAM_DATA, ""))
    try:
        data = story.package.xml(found.target) if found else None
    except BROKEN:
        data = None
    if data is not None:
        lines = ("".join(text.text or "" for text in line.iter(f"{A}t")) for line in data.iter(f"{A}p"))
        yield from _box(line for line in lines)


def _box(lines: "Iterator[str] | list[str]") -> Iterator[Box]:
    found = tuple(Paragraph((Words(line),)) for line in lines if line.strip())
    if found:
        yield Box(found)

"""The parts of a DOCX that the check reads: found as Word finds them, parsed without entities and without addresses."""

import io
import posixpath
import zipfile
import zlib
from dataclasses import dataclass, field

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.checks.outline import Unreadable

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO 29500 Strict speaks of the same things under other names.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = W[1:-1].encode()
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
BROKEN = (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, OSError, EOFError, ValueError, RuntimeError)
XML_LIMIT = 100 * 1024 * 1024
HEADING_NAMES = ("heading", "title", "заголовок", "название", "subtitle")
CONTENTS_NAMES = ("toc", "оглавление", "содержание")


@dataclass
class Styles:
    """The ids of the styles that make a title, bold letters, or a line of the contents; inheritance followed."""

    titles: set[str] = field(default_factory=set)
    bolds: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)


def parts_of(data: bytes) -> tuple[Element, Styles]:
    """The body of the document and its styles; Unreadable when there is no body."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            main = _target(package, "_rels/.rels", "/officeDocument") or "word/document.xml"
            folder, name = posixpath.split(main)
            styles = _target(package, f"{folder}/_rels/{name}.rels", "/styles", folder) or "word/styles.xml"
            body = _xml(package, main).find(f"{W}body")
            found = _styles(_xml(package, styles)) if styles in package.namelist() else Styles()
    except BROKEN as error:
        raise Unreadable(str(error)) from error
    if body is None:
        raise Unreadable("no body")
    return body, found


def _target(package: zipfile.ZipFile, relations: str, kind: str, folder: str = "") -> str | None:
    """Where the first relation of the kind leads; a relation to nothing (NULL) is passed over."""
    if relations not in package.namelist():
        return None
    for relation in _xml(package, relations):
        target = relation.get("Target", "") if isinstance(relation.tag, str) else ""
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if target and relation.get("Type", "").endswith(kind) and path in package.namelist():
            return path
    return None


def _xml(package: zipfile.ZipFile, name: str) -> Element:
    if package.getinfo(name).file_size > XML_LIMIT:
        raise ValueError(f"{name} is too large")
    return etree.fromstring(package.read(name).replace(STRICT, TRANSITIONAL), etree.XMLParser(**SAFE))


def _styles(root: Element) -> Styles:
    parents: dict[str, str] = {}
    found = Styles()
    for style in root.iter(f"{W}style"):
        key = style.get(f"{W}styleId", "")
        name = value(style.find(f"{W}name")).lower()
        parents[key] = value(style.find(f"{W}basedOn"))
        if name.startswith(CONTENTS_NAMES):
            found.contents.add(key)
        elif name.startswith(HEADING_NAMES) or outlined(style.find(f"{W}pPr")):
            found.titles.add(key)
        if is_on(style.find(f"{W}rPr/{W}b")):
            found.bolds.add(key)
    titles = _inherited(parents, found.titles) - found.contents
    return Styles(titles, _inherited(parents, found.bolds), found.contents)


def _inherited(parents: dict[str, str], marked: set[str]) -> set[str]:
    found = set(marked)
    for key in parents:
        seen, above = {key}, parents[key]
        while above and above not in seen:
            if above in marked:
                found.add(key)
                break
            seen.add(above)
            above = parents.get(above, "")
    return found


def outlined(look: Element | None) -> bool:
    """True for an outline level of a title; the level 9 is that of the text."""
    level = None if look is None else look.find(f"{W}outlineLvl")
    return level is not None and value(level) != "9"


def value(element: Element | None) -> str:
    """The attribute w:val, or nothing."""
    return "" if element is None else element.get(f"{W}val", "")


def is_on(element: Element | None) -> bool:
    """A property that is there and not switched off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "none", "off")

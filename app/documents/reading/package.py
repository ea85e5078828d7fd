"""The parts of a package: found as Word finds them, parsed without entities and without addresses."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from lxml import etree
from lxml.etree import _Element as Element

from app.documents.reading.tree import Unreadable
from app.importing.strict import loosened

OFFICE = "http://schemas.openxmlformats.org/"
W = f"{{{OFFICE}wordprocessingml/2006/main}}"
R = f"{{{OFFICE}officeDocument/2006/relationships}}"
A = f"{{{OFFICE}drawingml/2006/main}}"
M = f"{{{OFFICE}officeDocument/2006/math}}"
MC = f"{{{OFFICE}markup-compatibility/2006}}"
SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
BROKEN = (
    zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, KeyError, OSError, EOFError, ValueError, RuntimeError,
    NotImplementedError,
)  # fmt: skip
XML_LIMIT = 100 * 1024 * 1024


@dataclass(frozen=True)
class Relation:
    """Where a part leads: to another part, or by an address outside."""

    kind: str
    target: str
    outside: bool


class Parts:
    """An open package of parts: DOCX, PPTX, ODT. Raises Unreadable when there is none, or no main part in it."""

    def __init__(self, data: bytes, main: str) -> None:
        """`main` is where the main part lies when the package does not say it."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._relations: dict[str, dict[str, Relation]] = {}
            self._names = {name.replace("\\", "/").lower(): name for name in self._zip.namelist()}
            self.main = self.leads("", "/officeDocument") or main
            self.root = self.xml(self.main)
        except BROKEN as error:
            raise Unreadable(str(error)) from error

    def part(self, kind: str, usual: str = "") -> Element | None:
        """A part that the main one leads to; None when it is not there or broken."""
        name = self.leads(self.main, kind) or posixpath.join(posixpath.dirname(self.main), usual)
        try:
            return self.xml(name) if usual or self.leads(self.main, kind) else None
        except BROKEN:
            return None

    def leads(self, part: str, kind: str) -> str | None:
        """The first part of the kind that a part leads to; a relation to nothing (NULL) is passed over."""
        found = (one.target for one in self.relations(part).values() if one.kind.endswith(kind) and not one.outside)
        return next((target for target in found if self.holds(target)), None)

    @property
    def names(self) -> Iterable[str]:
        """The names of all parts."""
        return self._names.values()

    def holds(self, name: str) -> bool:
        """Is there such a part?"""
        return name.lower() in self._names

    def relations(self, part: str) -> dict[str, Relation]:
        """The relations of a part by their ids; those of the package for no part."""
        if part not in self._relations:
            self._relations[part] = self._related(part)
        return self._relations[part]

    def _related(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        if not self.holds(path):
            return {}
        found = {}
        for one in self.xml(path):
            if isinstance(one.tag, str):
                outside, target = one.get("TargetMode") == "External", one.get("Target", "")
                place = target if outside else _path(folder, target)
                found[one.get("Id", "")] = Relation(one.get("Type", ""), place, outside)
        return found

    def xml(self, name: str) -> Element:
        """A part as a tree; one of the errors of BROKEN when that can't be."""
        info = self._zip.getinfo(self._names[name.lower()])
        if info.file_size > XML_LIMIT:
            raise ValueError(f"{name} is too large")
        return etree.fromstring(loosened(self._zip.read(info)), etree.XMLParser(**SAFE))

    def bytes_of(self, name: str, most: int) -> bytes | None:
        """The bytes of a part, or None when there is none or it is longer than `most`."""
        try:
            info = self._zip.getinfo(self._names[name.lower()])
            return self._zip.read(info) if info.file_size <= most else None
        except BROKEN:
            return None


class Package(Parts):
    """An open DOCX. Raises Unreadable when there is no package or no main part in it."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data, "word/document.xml")
        if self.root.find(f"{W}body") is None:
            raise Unreadable("no body")

    @cached_property
    def styles(self) -> Element | None:
        """The part of the styles, if there is one that can be read."""
        return self.part("/styles", "styles.xml")


def _path(folder: str, target: str) -> str:
    target = unquote(target.replace("\\", "/"))
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def value(element: Element | None) -> str:
    """The attribute w:val, or nothing."""
    return "" if element is None else element.get(f"{W}val", "")


def number(element: Element | None, default: int = 0) -> int:
    """The attribute w:val as a number."""
    text = value(element)
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 10 else default


def is_on(element: Element | None) -> bool:
    """A property that is there and not switched off."""
    return element is not None and element.get(f"{W}val", "1") not in ("0", "false", "none", "off")

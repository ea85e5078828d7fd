"""Facts and a Word template → the DOCX of an order, and the lines of a DOCX."""

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from docx import Document
from docx.document import Document as Opened
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from app.papers.breaking import break_long_rows
from app.papers.facts import Facts
from app.papers.kinds import KINDS
from app.papers.layout import DEPARTMENT, Layout, laid_out
from app.papers.retouch import retouch
from app.papers.russian import in_digits
from app.papers.wording import words

TEMPLATES = Path(__file__).parent / "templates"
FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
PROPERTIES, LONGEST_PROPERTY = ("author", "comments", "identifier", "language", "subject", "title"), 255
MIDNIGHT_1980 = b"\x00\x00\x21\x00"  # 00:00:00 of 1 January 1980 as DOS keeps it


def render(kind: str, facts: Facts, template: bytes | None = None, layout: Layout = DEPARTMENT) -> bytes:
    """The order as DOCX: equal facts give equal bytes, and a name that facts lack raises UndefinedError.

    Without a template of its own the built-in one is filled.
    """
    return packed(filled_with(facts, template or built_in(KINDS[kind].template).read_bytes(), layout))


def filled_with(facts: Facts, template: bytes, layout: Layout) -> "WordTemplate":
    """The template with the facts in it, a clerk's own words in place of its, and long rows that may split."""
    said = words(facts)
    if layout.digits and facts.registration:
        said["date"] = in_digits(facts.registration.signed_on)
    rendered = filled(io.BytesIO(laid_out(template, layout)), said)
    retouch(rendered.docx, facts.preamble, facts.points)
    break_long_rows(rendered.docx, said)
    return rendered


def built_in(template: str) -> Path:
    """The template that came with the program."""
    return TEMPLATES / f"{template}.docx"


class WordTemplate(DocxTemplate):
    """A template whose properties, the title above all, are cut to the place that they have and hold plain letters."""

    def sources(self) -> Iterator[str]:
        """Every text that `render` takes for a template: the body, headers and footers, notes, properties."""
        self.init_docx()
        yield self.patch_xml(self.get_xml())
        for uri in (self.HEADER_URI, self.FOOTER_URI):
            yield from (self.patch_xml(self.get_part_xml(part)) for _, part in self.get_headers_footers(uri))
        for part in self.docx.part.package.parts:
            if part.content_type == FOOTNOTES:
                yield self.patch_xml(part.blob.decode("utf-8", "replace"))
        yield from (getattr(self.docx.core_properties, name) for name in PROPERTIES)

    def render_properties(self, context: Mapping, jinja_env: Environment) -> None:
        """As docxtpl does it for those of ours, without the marks of XML."""
        plain = jinja_env.overlay(autoescape=False)
        for name in PROPERTIES:
            said = plain.from_string(getattr(self.docx.core_properties, name)).render(context)
            setattr(self.docx.core_properties, name, said[:LONGEST_PROPERTY])


def fill(template: Path | IO[bytes], context: dict) -> bytes:
    """`template` is a path or a stream; nothing in `context` can become markup."""
    return packed(filled(template, context))


def filled(template: Path | IO[bytes], context: dict) -> WordTemplate:
    """The same before it is packed: its `docx` is the document."""
    rendered = WordTemplate(template)
    rendered.render(context, SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
    return rendered


def packed(rendered: WordTemplate) -> bytes:
    """The bytes of a filled template."""
    out = io.BytesIO()
    rendered.save(out)
    return sealed(out.getvalue())


def sealed(docx: bytes) -> bytes:
    """The same package without the clock: every member dated 1980, so that a hash names the content.

    The dates are set in place, in each local header and in its entry of the directory at the end (APPNOTE 4.3.7,
    4.3.12): packing all anew would cost a fifth of the whole order.
    """
    package, out = zipfile.ZipFile(io.BytesIO(docx)), bytearray(docx)
    entry = package.start_dir
    for member in package.infolist():
        out[member.header_offset + 10 : member.header_offset + 14] = MIDNIGHT_1980
        out[entry + 12 : entry + 16] = MIDNIGHT_1980
        entry += 46 + len(member.orig_filename.encode()) + len(member.extra) + len(member.comment)
    return bytes(out)


def text_of(docx: bytes) -> str:
    """The lines of a DOCX that was not drawn here."""
    return lines_of(Document(io.BytesIO(docx)))


def lines_of(document: Opened) -> str:
    """Paragraphs and table rows in body order, one a line, cells parted by tabs, no-break spaces kept."""
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines += _rows_of(block) if isinstance(block, Table) else [block.text]
    return "\n".join(lines) + "\n"


def _rows_of(table: Table) -> Iterator[str]:
    """Row by row: a cell that goes down is said in each of its rows, one that goes across in each of its columns."""
    above: list[str] = []
    for tr in table._tbl.tr_lst:
        row: list[str] = []
        for tc in tr.tc_lst:
            wide = tc.grid_span
            if tc.vMerge == "continue":
                row += above[len(row) : len(row) + wide]
            else:
                row += ["\n".join(paragraph.text for paragraph in tc.p_lst)] * wide
        above = row
        yield "\t".join(row)

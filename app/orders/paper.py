"""Facts and a Word blank → the DOCX of an order, and its text back."""

import io
import zipfile
from pathlib import Path

from docx import Document
from docx.table import Table
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from .facts import Facts
from .wording import words

BLANKS = Path(__file__).parent / "blanks"
BLANK_OF = {"O_PLAN": "O_PLAN", "O_STAGE1": "O_STAGE", "O_STAGE2": "O_STAGE", "O_STAGE3": "O_STAGE"}


def render(kind: str, facts: Facts) -> bytes:
    """The order as DOCX: equal facts give equal bytes, and a name that facts lack raises UndefinedError."""
    return fill(BLANKS / f"{BLANK_OF[kind]}.docx", words(facts))


def fill(blank, context: dict) -> bytes:
    """`blank` is a path or a stream; nothing in `context` can become markup."""
    template = DocxTemplate(blank)
    template.render(context, SandboxedEnvironment(undefined=StrictUndefined), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return sealed(out.getvalue())


def sealed(docx: bytes) -> bytes:
    """The same package without the clock: every member dated 1980, so that a hash names the content."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return out.getvalue()


def text_of(docx: bytes) -> str:
    """Paragraphs and table rows in body order, one a line, cells parted by tabs, no-break spaces kept."""
    lines = []
    for block in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(block, Table):
            lines += ["\t".join(cell.text for cell in row.cells) for row in block.rows]
        else:
            lines.append(block.text)
    return "\n".join(lines) + "\n"

"""The DOCX of an order → what the page shows of it: one source for the paper and for the screen."""

import io
from dataclasses import dataclass, field

from docx import Document
from docx.table import Table

# Word style of the blank → class of the sheet on the screen
CLASSES = {
    "Орган": "head",
    "Вид документа": "kind",
    "Реквизиты": "requisites",
    "Заголовок приказа": "title",
    "Текст приказа": "point",
    "Подпись": "sign",
    "Отметка о приложении": "mark",
    "Заголовок приложения": "title",
}
SPACED = "Вразрядку"


@dataclass(frozen=True)
class Block:
    """A paragraph: its class, and its runs as (text, letter-spaced)."""

    kind: str
    runs: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        return "".join(text for text, _ in self.runs)


@dataclass
class Preview:
    """The order, then its appendix with one table."""

    order: list[Block] = field(default_factory=list)
    appendix: list[Block] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


def preview_of(docx: bytes) -> Preview:
    preview = Preview()
    for part in Document(io.BytesIO(docx)).iter_inner_content():
        if isinstance(part, Table):
            preview.header, *preview.rows = [[cell.text for cell in row.cells] for row in part.rows]
            continue
        block = Block(
            CLASSES.get(part.style.name, "point"),
            tuple((run.text, run.style.name == SPACED) for run in part.runs if run.text),
        )
        behind = preview.appendix or block.kind == "mark"
        (preview.appendix if behind else preview.order).append(block)
    return preview

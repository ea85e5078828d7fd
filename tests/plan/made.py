"""The appendix of order No. 226 as a DOCX: as it was recognised, with its nine split rows."""

import io
from pathlib import Path

from docx import Document

ORDER = Path(__file__).parents[1] / "golden" / "order-226.txt"
HEADER = "№ п/п\t"
COLUMNS = 6


def raw_rows() -> list[list[str]]:
    """The head and 41 rows under it: 32 of the plan, 9 that go on with the row above."""
    lines = ORDER.read_text().splitlines()
    start = next(at for at, line in enumerate(lines) if line.startswith(HEADER))
    return [cells_of(line) for line in lines[start:] if line.strip()]


def cells_of(line: str) -> list[str]:
    """Six cells; the empty ones at the end were cut off."""
    cells = line.split("\t")
    return [*cells, *[""] * (COLUMNS - len(cells))]


def heading() -> list[str]:
    """The words before the table."""
    return [line for line in ORDER.read_text().split(HEADER)[0].splitlines() if line.strip()]


def docx_of(*tables: list[list[str]], before: list[str] = (), after: list[str] = ()) -> bytes:
    """A document with these paragraphs and tables."""
    document = Document()
    for text in before:
        document.add_paragraph(text)
    for rows in tables:
        table = document.add_table(0, len(rows[0]))
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.add_paragraph()
    for text in after:
        document.add_paragraph(text)
    return saved(document)


def saved(document) -> bytes:
    """The bytes of a document."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def order_226() -> bytes:
    """The order as it came out of recognition."""
    return docx_of(raw_rows(), before=heading())

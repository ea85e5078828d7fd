"""Every golden order and letter as DOCX, PDF and pictures of pages: python -m tools.render_orders [folder] [kind …].

Look at each page beside the rules of paper. Needs LibreOffice.
"""

import sys
from datetime import date
from pathlib import Path

import pypdfium2

from app.documents.office import as_pdf, program
from app.papers.facts import Facts, ListFacts
from app.papers.kinds import KINDS
from app.papers.rendering import render
from tests.orders import sample_facts
from tests.orders.sample_lists import listing

DPI, SECONDS = 70, 120


def facts_of(code: str) -> Facts:
    """The facts of the golden text."""
    if code == "O_PLAN":
        return sample_facts.plan().registered("226", date(2022, 2, 28))
    if code.startswith("O_STAGE"):
        return sample_facts.stage(int(code.removeprefix("O_STAGE")))
    assert KINDS[code].shape is ListFacts
    return listing(code).registered("57", date(2022, 4, 1))


def draw(code: str, folder: Path) -> int:
    """The paper of one kind in three forms; how many pages it has."""
    docx = render(code, facts_of(code))
    pdf = as_pdf(docx, "docx", SECONDS)
    (folder / f"{code}.docx").write_bytes(docx)
    (folder / f"{code}.pdf").write_bytes(pdf)
    pages = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(pages, 1):
        page.render(scale=DPI / 72).to_pil().save(folder / f"{code}-{number}.png")
    return len(pages)


def main(folder: str = "test-artefacts/orders", *codes: str) -> None:
    """All kinds, or those that are named."""
    if program() is None:
        sys.exit("LibreOffice is not installed")
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for code in codes or KINDS:
        print(f"{code}: {draw(code, target)} pages", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])

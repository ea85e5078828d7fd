"""The same documents in the XML of other programs and other habits, changed by hand in the package."""

import io
import re
import zipfile

from docx import Document as Docx

from tests.documents.checks import made

TEXT = "word/document.xml"
STRICT = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
HEADING = re.compile(r'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>(<w:r>.*?</w:r>)</w:p>')
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def in_text(data: bytes, pattern: str | re.Pattern, by: str) -> bytes:
    """The text changed by a pattern."""
    return made.rewritten(data, lambda name, xml: re.sub(pattern, by, xml) if name == TEXT else xml)


def strict(data: bytes) -> bytes:
    """ISO 29500 Strict: other names for the same."""

    def change(_: str, xml: str) -> str:
        for old, new in STRICT.items():
            xml = xml.replace(old, new)
        return xml

    return made.rewritten(data, change)


def in_boxes(data: bytes) -> bytes:
    """Every heading in a text box, told twice as Word tells it: for itself, and for programs of before 2010."""
    inner = r'<w:txbxContent><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>\1</w:p></w:txbxContent>'
    told = (
        f"<w:p><w:r><mc:AlternateContent {SPACES}>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{inner}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inner}</v:textbox></w:pict></mc:Fallback>"
        f"</mc:AlternateContent></w:r></w:p>"
    )
    return in_text(data, HEADING, told)


def in_old_boxes(data: bytes) -> bytes:
    """The same as Word 97 drew it."""
    inner = r'<w:txbxContent><w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>\1</w:p></w:txbxContent>'
    return in_text(data, HEADING, f"<w:p><w:r><w:pict {SPACES}><v:textbox>{inner}</v:textbox></w:pict></w:r></w:p>")


def only_numbered(data: bytes) -> bytes:
    """Headings that are the items of a numbered list and nothing else."""
    look = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    return in_text(data, HEADING, rf"<w:p>{look}\1</w:p>")


def moved(data: bytes) -> bytes:
    """Every heading was moved: it stands where it was, marked, and where it is."""
    who = 'w:id="1" w:author="a" w:date="2022-03-10T10:00:00Z"'
    look = '<w:pPr><w:pStyle w:val="Heading1"/></w:pPr>'
    once = rf"<w:p>{look}<w:moveTo {who}>\1</w:moveTo></w:p>"
    return in_text(
        in_text(data, HEADING, once), "<w:body>", rf"<w:body><w:p><w:moveFrom {who}>{_moved()}</w:moveFrom></w:p>"
    )


def _moved() -> str:
    return "<w:r><w:t>Исполнители</w:t></w:r>"


def with_null(data: bytes) -> bytes:
    """A relation that leads to NULL, as some converters leave it."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    lost = f'<Relationship Id="rId999" Type="{kind}" Target="NULL"/></Relationships>'

    def change(name: str, xml: str) -> str:
        return xml.replace("</Relationships>", lost) if name.endswith(".rels") else xml

    return made.rewritten(data, change)


def elsewhere(data: bytes) -> bytes:
    """The main part has another name, as some servers give it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                part = part.replace(b"word/document.xml", b"word/document2.xml")
            new.writestr(
                name.replace("word/document.xml", "word/document2.xml").replace(
                    "document.xml.rels", "document2.xml.rels"
                ),
                part,
            )
    return out.getvalue()


def with_contents(data: bytes, sections: dict, style: str = "") -> bytes:
    """A page of contents before the text: by Word («toc 1»), by hand with dots, or as bare lines."""
    lines = [title for title, _ in sections.values()]
    if style == "table":
        cells = "".join(
            f"<w:tr><w:tc><w:p><w:r><w:t>{title}</w:t></w:r></w:p></w:tc>"
            f"<w:tc><w:p><w:r><w:t>{number}</w:t></w:r></w:p></w:tc></w:tr>"
            for number, title in enumerate(lines, 3)
        )
        return in_text(data, "<w:body>", f"<w:body><w:tbl>{cells}</w:tbl>")
    tails = {"tabs": "<w:tab/><w:t>3</w:t>", "dots": "<w:t>..............3</w:t>", "bare": "", "bold": ""}
    look = "<w:rPr><w:b/></w:rPr>" if style == "bold" else ""
    made_ = "".join(f"<w:p><w:r>{look}<w:t>{title}</w:t>{tails[style]}</w:r></w:p>" for title in lines)
    return in_text(data, "<w:body>", f"<w:body>{made_}")


def run_in(docx, title: str, text: str) -> None:
    """The title in bold letters at the beginning of its paragraph, without any mark after it."""
    first, *rest = text.split("\n")
    paragraph = docx.add_paragraph()
    paragraph.add_run(title + " ").bold = True
    paragraph.add_run(first)
    made._lines(docx, "\n".join(rest))


def dashed(docx, title: str, text: str) -> None:
    """«Цель реализации программы – …»."""
    first, *rest = text.split("\n")
    docx.add_paragraph(f"{title} – {first}")
    made._lines(docx, "\n".join(rest))


def one_paragraph(docx, title: str, text: str) -> None:
    """Shift+Enter after a bold title: the title and the text are one paragraph."""
    paragraph = docx.add_paragraph()
    paragraph.add_run(title).bold = True
    paragraph.add_run().add_break()
    paragraph.add_run(text.split("\n")[0])
    made._lines(docx, "\n".join(text.split("\n")[1:]))


def all_spaced(docx, title: str, text: str) -> None:
    """Ц Е Л Ь П Р О Г Р А М М Ы: one space between all the letters, so that the words are lost."""
    docx.add_paragraph(" ".join(title.upper().replace(" ", "")))
    made._lines(docx, text)


def merged_passport(sections: dict, **more) -> bytes:
    """A passport whose titles stand over the whole width, and whose long rows are cut in two."""

    def write(docx, title: str, text: str) -> None:
        if not text:
            docx.add_paragraph(title).runs[0].bold = True
            return
        if not docx.tables:
            docx.add_table(0, 2, style="Table Grid")
        table = docx.tables[0]
        row = table.add_row().cells
        row[0].merge(row[1]).text = title
        under = table.add_row().cells
        under[0].merge(under[1]).text = text

    return made.programme(sections, write, **more)


def split_passport(sections: dict, **more) -> bytes:
    """A passport whose title cell spans a row for each line of its text."""

    def write(docx, title: str, text: str) -> None:
        if not text:
            docx.add_paragraph(title).runs[0].bold = True
            return
        if not docx.tables:
            docx.add_table(0, 2, style="Table Grid")
        lines, start = text.split("\n"), len(docx.tables[0].rows)
        for line in lines:
            docx.tables[0].add_row().cells[1].text = line
        top = docx.tables[0].cell(start, 0).merge(docx.tables[0].cell(start + len(lines) - 1, 0))
        top.text = title

    return made.programme(sections, write, **more)


def merged_roadmap(data: bytes | None = None) -> bytes:
    """A road map whose tasks, terms and responsible people stand over several rows, with a row of a stage."""
    docx = Docx(io.BytesIO(data or made.programme(made.ANTIRISK, roadmap=None)))
    docx.add_heading("Приложение. Дорожная карта", 1)
    table = docx.add_table(0, 6, style="Table Grid")
    stage = ("Этап 1. Диагностика", "", "", "", "", "")
    for row in (made.ROADMAP[0], stage, *made.ROADMAP[1:]):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(1, 5))
    for column in (2, 4):
        for row in (3, 4):
            table.cell(row, column).text = ""
        table.cell(2, column).merge(table.cell(4, column))
    return made.saved(docx)


def with_deleted_row(data: bytes) -> bytes:
    """A row of the road map without a term was deleted, and the deletion is only marked."""
    row = (
        '<w:tr><w:trPr><w:del w:id="9" w:author="a" w:date="2022-03-10T10:00:00Z"/></w:trPr>'
        "<w:tc><w:p><w:r><w:t>Старое</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Старое</w:t></w:r></w:p></w:tc></w:tr>"
    )
    return in_text(data, r"</w:tbl>(?!.*</w:tbl>)", row + "</w:tbl>")


def scan(photo: bytes) -> bytes:
    """A DOCX with a photograph of every page and no words."""
    docx = Docx()
    docx.add_picture(io.BytesIO(photo))
    return made.saved(docx)

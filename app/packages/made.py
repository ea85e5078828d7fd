"""What the house writes into a package: the register, the covering letter, the list of what is lacking. Pure."""

import io
from collections.abc import Iterator

from docx import Document
from docx.document import Document as Opened
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from app.kernel import spreadsheet
from app.kernel.spreadsheet import Sheet
from app.kernel.words import day, moment, pluralize, size
from app.packages.lines import Line, Package

REGISTER, LETTER, LACKS = "Опись.xlsx", "Сопроводительное письмо.docx", "НЕПОЛНЫЙ. Чего не хватает.txt"
HEADS = (
    *("№", "Муниципалитет", "Код школы", "Школа", "Документ", "Версия", "Состояние", "Получен"),
    *("Файл в\u00a0пакете", "Имя при загрузке", "Ссылка", "Байт", "SHA-256", "Чего не\u00a0хватает"),
)
FONT, POINTS = "Times New Roman", 14


def register(package: Package) -> bytes:
    """An XLSX with a line for each thing of the package, also for what is lacking; a file opens by its cell."""
    rows = [_row(number, line) for number, line in enumerate(package.lines, 1)]
    links = {(at, 8): line.path for at, line in enumerate(package.lines) if line.is_file}
    above = f"{package.name}. Составлена {moment(package.at)}."
    return spreadsheet.workbook([Sheet("Опись", HEADS, rows, links, above)])


def _row(number: int, line: Line) -> tuple:
    held = (line.path, line.size, line.sha256) if line.is_file else ("", "", "")
    what = (line.town, line.code, line.school, line.title, line.version, line.state, line.brought)
    return (number, *what, held[0], line.original, line.url, held[1], held[2], line.why)


def lacks(package: Package) -> bytes:
    """The list of what is lacking, for Notepad too."""
    head = f"Пакет неполный: не\u00a0хватает {_things(len(package.lacking))}."
    return "\r\n".join([head, package.title, "", *_lacking(package), ""]).encode("utf-8-sig")


def _lacking(package: Package) -> Iterator[str]:
    for number, line in enumerate(package.lacking, 1):
        yield f"{number}. {' · '.join(filter(None, (line.school, line.title)))}: {line.why}."


def _things(number: int) -> str:
    return pluralize(number, "документа", "документов", "документов")


def letter(package: Package, manifest: str) -> bytes:
    """A DOCX to sign and send; `manifest` is the SHA-256 of the list of digests."""
    page = _blank()
    _line(page, f"Исх. № ________ от {day(package.at)}")
    _line(page, "Кому: ______________________________")
    head = _line(page, package.title)
    head.alignment, head.runs[0].bold = WD_ALIGN_PARAGRAPH.CENTER, True
    files = pluralize(len(package.files), "файл", "файла", "файлов")
    _said(
        page,
        f"Направляем пакет документов по\u00a0состоянию на\u00a0{moment(package.at)}: {files}, "
        f"{size(package.size)}. Все документы перечислены в\u00a0описи «{REGISTER}».",
    )
    _said(
        page,
        "Целость файлов проверяется по\u00a0списку manifest-sha256.txt. Его собственная контрольная сумма "
        f"SHA-256: {manifest}.",
    )
    if package.lacking:
        _said(page, f"Пакет неполный, не\u00a0хватает {_things(len(package.lacking))}:")
        for line in _lacking(package):
            _said(page, line)
    _line(page, "")
    _line(page, package.sender)
    _line(page, "____________________  /____________________/")
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def _blank() -> Opened:
    page = Document()
    style, margins = page.styles["Normal"], page.sections[0]
    style.font.name, style.font.size = FONT, Pt(POINTS)
    margins.left_margin, margins.right_margin = Cm(3), Cm(1.5)
    margins.top_margin = margins.bottom_margin = Cm(2)
    return page


def _line(page: Opened, text: str):  # type: ignore[no-untyped-def]  # a paragraph of python-docx
    return page.add_paragraph(text)


def _said(page: Opened, text: str) -> None:
    paragraph = page.add_paragraph(text)
    paragraph.paragraph_format.first_line_indent = Cm(1.25)

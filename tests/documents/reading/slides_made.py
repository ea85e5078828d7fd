"""A PPTX made by hand: slides of a title, lines, a table and notes."""

import io
import zipfile

OFFICE = "http://schemas.openxmlformats.org"
REL = f"{OFFICE}/officeDocument/2006/relationships"
NAMES = f'xmlns:p="{OFFICE}/presentationml/2006/main" xmlns:a="{OFFICE}/drawingml/2006/main" xmlns:r="{REL}"'
MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
Slide = tuple[str, list[str], list[list[str]], str]


def _relations(*found: tuple[str, str, str]) -> str:
    inside = "".join(f'<Relationship Id="{key}" Type="{REL}/{kind}" Target="{where}"/>' for key, kind, where in found)
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>'


def _lines(lines: list[str]) -> str:
    return "".join(f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)


def _shape(lines: list[str], kind: str = "body") -> str:
    place = f'<p:nvSpPr><p:nvPr><p:ph type="{kind}"/></p:nvPr></p:nvSpPr>'
    return f"<p:sp>{place}<p:txBody>{_lines(lines)}</p:txBody></p:sp>"


def _table(rows: list[list[str]]) -> str:
    cells = ("".join(f"<a:tc><a:txBody>{_lines([cell])}</a:txBody></a:tc>" for cell in row) for row in rows)
    inside = "".join(f"<a:tr>{row}</a:tr>" for row in cells)
    table = f"<a:graphic><a:graphicData><a:tbl>{inside}</a:tbl></a:graphicData></a:graphic>"
    return f"<p:graphicFrame>{table}</p:graphicFrame>"


def pptx(*slides: Slide) -> bytes:
    """The package; the number of each slide stands on it and is no word."""
    out = io.BytesIO()
    ids = "".join(f'<p:sldId id="{256 + at}" r:id="s{at}"/>' for at, _ in enumerate(slides, 1))
    with zipfile.ZipFile(out, "w") as package:
        types = f'<Override PartName="/ppt/presentation.xml" ContentType="{MAIN}"/>'
        package.writestr("[Content_Types].xml", f'<Types xmlns="{OFFICE}/package/2006/content-types">{types}</Types>')
        package.writestr("_rels/.rels", _relations(("a", "officeDocument", "ppt/presentation.xml")))
        package.writestr(
            "ppt/presentation.xml", f"<p:presentation {NAMES}><p:sldIdLst>{ids}</p:sldIdLst></p:presentation>"
        )
        of_slides = [(f"s{at}", "slide", f"slides/slide{at}.xml") for at, _ in enumerate(slides, 1)]
        package.writestr("ppt/_rels/presentation.xml.rels", _relations(*of_slides))
        for at, (title, lines, rows, notes) in enumerate(slides, 1):
            shapes = _shape([str(at)], "sldNum") + _shape(lines) + _shape([title], "title") + _table(rows)
            tree = f"<p:cSld><p:spTree>{shapes}</p:spTree></p:cSld>"
            package.writestr(f"ppt/slides/slide{at}.xml", f"<p:sld {NAMES}>{tree}</p:sld>")
            package.writestr(
                f"ppt/slides/_rels/slide{at}.xml.rels", _relations(("n", "notesSlide", f"../notesSlides/notes{at}.xml"))
            )
            told = f"<p:cSld><p:spTree>{_shape([notes])}</p:spTree></p:cSld>"
            package.writestr(f"ppt/notesSlides/notes{at}.xml", f"<p:notes {NAMES}>{told}</p:notes>")
    return out.getvalue()

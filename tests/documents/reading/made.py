"""DOCX made by hand, the words of their XML and no more."""

import io
import zipfile

from app.documents.reading import tree
from app.documents.reading.body import read
from app.documents.reading.package import Package
from app.documents.reading.page import page_of

OFFICE = "http://schemas.openxmlformats.org"
SPACES = {
    "w": f"{OFFICE}/wordprocessingml/2006/main",
    "r": f"{OFFICE}/officeDocument/2006/relationships",
    "m": f"{OFFICE}/officeDocument/2006/math",
    "a": f"{OFFICE}/drawingml/2006/main",
    "wp": f"{OFFICE}/drawingml/2006/wordprocessingDrawing",
    "c": f"{OFFICE}/drawingml/2006/chart",
    "dgm": f"{OFFICE}/drawingml/2006/diagram",
    "mc": f"{OFFICE}/markup-compatibility/2006",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
NAMES = " ".join(f'xmlns:{short}="{long}"' for short, long in SPACES.items())
PARTS = {
    "numbering": "numbering.xml",
    "styles": "styles.xml",
    "footnotes": "footnotes.xml",
    "endnotes": "endnotes.xml",
    "comments": "comments.xml",
    "header": "header1.xml",
    "footer": "footer1.xml",
}


def docx(body: str, links: dict[str, str] | None = None, media: dict[str, bytes] | None = None, **parts: str) -> bytes:
    """A package with this body; `parts` are the insides of styles, numbering and the like, `links` lead outside."""
    out = io.BytesIO()
    related = [f'<Relationship Id="{kind}" Type="{SPACES["r"]}/{kind}" Target="{PARTS[kind]}"/>' for kind in parts]
    related += [
        f'<Relationship Id="{key}" Type="{SPACES["r"]}/hyperlink" Target="{target}" TargetMode="External"/>'
        for key, target in (links or {}).items()
    ]
    related += [
        f'<Relationship Id="{name.partition(".")[0]}" Type="{SPACES["r"]}/image" Target="media/{name}"/>'
        for name in media or {}
    ]
    with zipfile.ZipFile(out, "w") as package:
        main = f'<Relationship Id="a" Type="{SPACES["r"]}/officeDocument" Target="word/document.xml"/>'
        package.writestr("_rels/.rels", _relations(main))
        package.writestr("word/document.xml", f"<w:document {NAMES}><w:body>{body}</w:body></w:document>")
        package.writestr("word/_rels/document.xml.rels", _relations("".join(related)))
        for kind, inside in parts.items():
            root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
            package.writestr(f"word/{PARTS[kind]}", f"<w:{root} {NAMES}>{inside}</w:{root}>")
        for name, data in (media or {}).items():
            package.writestr(f"word/media/{name}", data)
    return out.getvalue()


def _relations(inside: str) -> str:
    return f'<Relationships xmlns="{OFFICE}/package/2006/relationships">{inside}</Relationships>'


def p(text: str = "", look: str = "", inside: str = "") -> str:
    """A paragraph."""
    said = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{f'<w:pPr>{look}</w:pPr>' if look else ''}{said}{inside}</w:p>"


def item(text: str, list_id: int = 1, depth: int = 0) -> str:
    """An item of a list."""
    return p(text, f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>')


def level(depth: int, text: str, form: str = "decimal", start: int = 1, more: str = "") -> str:
    """A level of a list's definition."""
    said = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{said}</w:lvl>'


def lists(*levels: str, more: str = "", over: str = "") -> str:
    """A numbering part with one definition and the list 1 of it; `over` overrides in the list 2."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{more}'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{over}</w:num>'
    )


def read_of(data: bytes) -> tree.Document:
    """The tree."""
    return read(Package(data))


def lines(data: bytes) -> list[str]:
    """What is read aloud, paragraph by paragraph; empty ones left out."""
    return [said for one in tree.paragraphs(read_of(data).read) if (said := one.said)]


def labels(data: bytes) -> list[str]:
    """What Word prints before each paragraph that has words."""
    return [one.label for one in tree.paragraphs(read_of(data).read) if one.text]


def page(data: bytes, address: str = "") -> str:
    """The page, where every picture has this address."""
    return page_of(read_of(data), lambda _: address)

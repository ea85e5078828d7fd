"""The tree of a document as HTML, safe by construction: what came from the file is escaped."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from html import escape
from itertools import groupby
from urllib.parse import urlsplit

from app.documents.reading.tree import Block, Box, Cell, Document, Inline, Paragraph, Picture, Table, Words, under
from app.documents.reading.unseen import told

Load = Callable[[str], str]
TITLES = {1: "h3", 2: "h3", 3: "h4", 4: "h4"}
DEEPEST = 5  # levels of a list that are set apart
VECTORS = (".emf", ".wmf", ".emz", ".wmz", ".svg")
DRAWING, PICTURE = "Рисунок из\u00a0линий", "Картинка"  # the names of those that can't be shown
MARKS = (("bold", "strong"), ("italic", "em"), ("struck", "s"))


def page_of(document: Document, load: Load) -> str:
    """The whole document; `load` gives the address of a picture, nothing when it can't be shown."""
    page = Page(load)
    parts = [
        _framed("doc-edge", page.blocks(document.headers)),
        page.blocks(document.blocks),
        _framed("doc-notes", "".join(page.blocks(under(one.mark, one.blocks)) for one in document.notes)),
        _framed("doc-edge", page.blocks(document.footers)),
        _comments(document, page),
    ]
    unseen = told(Counter(document.unseen) + page.unseen)
    said = f'<p class="doc-unseen" role="note">{unseen} Чтобы увидеть всё, скачайте файл.</p>' if unseen else ""
    body = "".join(parts)
    return said + body


def _framed(kind: str, html: str) -> str:
    return f'<div class="{kind}">{html}</div>' if html else ""


def _comments(document: Document, page: "Page") -> str:
    said = "".join(page.blocks(under(f"{one.mark or 'Без имени'}:", one.blocks)) for one in document.comments)
    return _framed("doc-notes", f"<p><strong>Примечания на\u00a0полях файла</strong></p>{said}" if said else "")


class Page:
    """A page while it is written; `unseen` counts the pictures that are only named."""

    def __init__(self, load: Load) -> None:
        self._load = load
        self.unseen = Counter[str]()

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks one after another."""
        return "".join(self._table(one) if isinstance(one, Table) else self._paragraph(one) for one in blocks)

    def _paragraph(self, paragraph: Paragraph) -> str:
        said = "".join(self._inline(one) for one in _joined(paragraph.inlines))
        label = f'<span class="doc-label">{escape(paragraph.label)}</span> ' if paragraph.label else ""
        boxes = "".join(
            _framed("doc-box", self.blocks(one.blocks)) for one in paragraph.inlines if isinstance(one, Box)
        )
        if not said.strip() and not label:
            return boxes
        tag = TITLES.get(paragraph.heading, "p")
        kinds = []
        if label and tag == "p":
            kinds.append(f"doc-item doc-item--{min(paragraph.depth, DEEPEST)}")
        if paragraph.centred:
            kinds.append("doc-centred")
        look = f' class="{" ".join(kinds)}"' if kinds else ""
        if paragraph.heading and tag == "p":
            said = f"<strong>{said}</strong>"
        return f"<{tag}{look}>{label}{said}</{tag}>{boxes}"

    def _inline(self, one: Inline) -> str:
        if isinstance(one, Picture):
            return self._picture(one)
        return _words(one) if isinstance(one, Words) else ""

    def _picture(self, picture: Picture) -> str:
        address = self._load(picture.part) if picture.part else ""
        if address:
            size = f' width="{picture.width}"' if picture.width else ""
            return f'<img class="doc-picture" src="{escape(address)}" alt="{escape(picture.alt)}"{size}>'
        vector = picture.part.lower().endswith(VECTORS)
        if picture.part:  # what lies outside the file is counted by the reading
            self.unseen["vector" if vector else "picture"] += 1
        name = DRAWING if vector else PICTURE
        return f'<span class="doc-lost">{name}{": " if picture.alt else ""}{escape(picture.alt)}</span>'

    def _table(self, table: Table) -> str:
        rows = "".join(f"<tr>{''.join(self._row(table, at))}</tr>" for at in range(len(table.rows)))
        return f"<table><tbody>{rows}</tbody></table>"

    def _row(self, table: Table, at: int) -> Iterator[str]:
        column = 0
        for cell in table.rows[at]:
            if cell.column > column:
                yield f"<td{_over(cell.column - column, 1)}></td>"
            column = cell.column + cell.span
            if cell.below and above(table, at, cell.column):
                continue
            under_it = list(below(table, at, cell.column))
            said = self.blocks([*cell.blocks, *(block for one in under_it for block in one.blocks)])
            yield f"<td{_over(cell.span, 1 + len(under_it))}>{said}</td>"


def below(table: Table, at: int, column: int) -> Iterator[Cell]:
    """The rest of a cell in the rows under it."""
    for row in table.rows[at + 1 :]:
        cell = next((one for one in row if one.column == column), None)
        if cell is None or not cell.below:
            return
        yield cell


def above(table: Table, at: int, column: int) -> bool:
    """Is there a cell over this one that it may go on?"""
    return at > 0 and any(one.column == column for one in table.rows[at - 1])


def _over(columns: int, rows: int) -> str:
    return (f' colspan="{columns}"' if columns > 1 else "") + (f' rowspan="{rows}"' if rows > 1 else "")


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Words of one look in one piece."""
    for look, group in groupby(inlines, lambda one: one._replace(text="") if isinstance(one, Words) else one):
        if isinstance(look, Words):
            yield look._replace(text="".join(one.text for one in group if isinstance(one, Words)))
        else:
            yield from group


def _words(words: Words) -> str:
    if not words.text:
        return ""
    html = escape(words.text).replace("\n", "<br>").replace("\t", "\u2003")
    if not words.text.strip():
        return html
    for name, tag in MARKS:
        if getattr(words, name):
            html = f"<{tag}>{html}</{tag}>"
    if words.raised:
        html = f"<{words.raised}>{html}</{words.raised}>"
    if words.hidden:
        html = f'<span class="doc-hidden">[скрытый текст: {html}]</span>'
    return _linked(words, html) if words.link else html


def _linked(words: Words, html: str) -> str:
    """The link with the host to which it really leads, when its words don't name it."""
    try:
        host = urlsplit(words.link).hostname or ""
    except ValueError:
        return html
    where = f' <span class="doc-host">({escape(host)})</span>' if host and host not in words.text.lower() else ""
    return f'<a href="{escape(words.link)}" rel="noopener noreferrer nofollow" target="_blank">{html}</a>{where}'

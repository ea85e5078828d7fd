"""A document shown in the page: DOCX as clean HTML, without scripts, styles or pictures from outside."""

import io

import mammoth
import nh3

TAGS = {
    "h1",
    "h2",
    "h3",
    "h4",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "br",
    "sup",
    "sub",
}
DEEPER = {"h1": "h3", "h2": "h3", "h3": "h4"}


def html_of(docx: bytes) -> str | None:
    """Safe HTML of a DOCX; None when it can't be read, and the page says so."""
    try:
        html = mammoth.convert_to_html(
            io.BytesIO(docx), convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        ).value
    except Exception:  # other people's DOCX fail in endless ways (D9); the upload stays accepted, the page says it
        return None
    for tag, lower in DEEPER.items():
        html = html.replace(f"<{tag}>", f"<{lower}>").replace(f"</{tag}>", f"</{lower}>")
    return nh3.clean(html, tags=TAGS, attributes={})

"""The manifest (опись) of a frozen set: a text that the archive keeps under its own SHA-256."""

from collections.abc import Iterable

from app.expertise.models import Examined

HEAD = "школа\tдокумент\tверсия\tсостояние\tссылка\tsha256 (у ссылки – её текста в UTF-8)"


def manifest(lines: Iterable[Examined]) -> bytes:
    """One line a document, tab-separated, in UTF-8; an absent one has no version and no digest.

    The digest of a link is that of its text: what stands behind it is not kept.
    """
    return ("\n".join([HEAD, *map(_line, lines)]) + "\n").encode()


def _line(line: Examined) -> str:
    number = str(line.version.number) if line.version else "–"
    link = (line.version and line.version.url) or ""
    return "\t".join([line.school_name, line.title, number, line.state, link or "–", line.sha256 or "–"])

"""The manifest (опись) of a frozen set: a text that the archive keeps under its own SHA-256."""

import hashlib
from collections.abc import Iterable

from app.expertise.models import FrozenItem
from app.expertise.words import STATES

HEAD = "школа\tдокумент\tверсия\tсостояние\tсрок\tссылка\tsha256 (у ссылки – её текста, у комплекта – строк школы выше)"


def manifest(lines: Iterable[FrozenItem]) -> bytes:
    """One line a document, tab-separated, in UTF-8; an absent one has no version and no digest.

    The digest of a link is that of its text: what stands behind it is not kept.
    """
    return _text([HEAD, *map(_line, lines)])


def digest_of(lines: Iterable[FrozenItem]) -> str:
    """SHA-256 of a school's lines as they stand in the manifest."""
    return hashlib.sha256(_text(map(_line, lines))).hexdigest()


def _text(rows: Iterable[str]) -> bytes:
    return ("\n".join(rows) + "\n").encode()


def _line(line: FrozenItem) -> str:
    number = str(line.version.number) if line.version else "–"
    link = (line.version and line.version.url) or ""
    term = "–" if line.version is None else "позже срока" if line.late else "в срок"
    return "\t".join([line.school_name, line.title, number, STATES[line.state], term, link or "–", line.sha256 or "–"])

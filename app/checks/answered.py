"""Whether the place that a remark is about was changed in a newer version: the quotation, or else the section. Pure."""

from collections.abc import Sequence

from app.checks.openings import ALIKE, EXACT, TITLE_LENGTH
from app.checks.russian import heading, plain, stems
from app.checks.sections import likeness


def changed_since(section: str, quote: str, old: str, new: str, titles: Sequence[str]) -> bool | None:
    """True when the place reads otherwise in the new text; None when the remark is bound to no place that was found.

    `titles` are the names of sections that such a document has: a section ends where another begins.
    """
    words = plain(quote)
    if words and words in plain(old):
        return words not in plain(new)
    if not section:
        return None
    before, after = _part(old, section, titles), _part(new, section, titles)
    return None if not before and not after else before != after


def _part(text: str, section: str, titles: Sequence[str]) -> list[str]:
    """The lines of the section, its title first; the longest when the title stands in the contents too."""
    lines, wanted = text.splitlines(), stems(heading(section))
    borders = [stems(heading(title)) for title in titles]
    parts = [_lines_from(at, lines, borders) for at, line in enumerate(lines) if _opens(line, wanted, ALIKE)]
    return max(parts, key=len, default=[])


def _lines_from(at: int, lines: list[str], borders: list[tuple[str, ...]]) -> list[str]:
    part = [plain(lines[at])]
    for line in lines[at + 1 :]:
        if any(_opens(line, border, EXACT) for border in borders):
            break
        part.append(plain(line))
    return part


def _opens(line: str, title: tuple[str, ...], floor: float) -> bool:
    start = line.partition(":")[0]
    return len(start) < TITLE_LENGTH and likeness(title, stems(heading(start))) >= floor

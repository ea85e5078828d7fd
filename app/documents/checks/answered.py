"""Whether the place that a remark is about was changed in a newer version: the quotation, or else the section. Pure.

Many remarks are asked about the same two texts, so what is read of a text is kept; each text is gone through once.
"""

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from app.documents.checks.openings import ALIKE, EXACT, TITLE_LENGTH
from app.documents.checks.russian import heading, plain, stems
from app.documents.checks.sections import likeness


def changed_since(section: str, quote: str, old: str, new: str, titles: Sequence[str]) -> bool | None:
    """True when the place reads otherwise in the new text; None when the remark is bound to no place that was found.

    `titles` are the names of sections that such a document has: a section ends where another begins.
    """
    words = plain(quote)
    if words and words in _plainly(old):
        return words not in _plainly(new)
    if not section:
        return None
    before, after = _part(old, section, tuple(titles)), _part(new, section, tuple(titles))
    return None if not before and not after else before != after


def _part(text: str, section: str, titles: tuple[str, ...]) -> list[str]:
    """The lines of the section, its title first; the longest when the title stands in the contents too."""
    starts, borders, wanted = _starts(text), _borders(text, titles), stems(heading(section))
    ends = [*borders, len(starts)]
    parts = [
        (at, ends[bisect_right(borders, at)]) for at, start in enumerate(starts) if likeness(wanted, start) >= ALIKE
    ]
    first, end = max(parts, key=lambda part: part[1] - part[0], default=(0, 0))
    return [plain(line) for line in text.splitlines()[first:end]]


@lru_cache(maxsize=2)
def _plainly(text: str) -> str:
    return plain(text)


@lru_cache(maxsize=2)
def _starts(text: str) -> list[tuple[str, ...]]:
    """The stems of each line to its colon; none when that is no title."""
    starts = (line.partition(":")[0] for line in text.splitlines())
    return [stems(heading(start)) if len(start) < TITLE_LENGTH else () for start in starts]


@lru_cache(maxsize=2)
def _borders(text: str, titles: tuple[str, ...]) -> list[int]:
    """Where a section of the document begins."""
    wanted = [stems(heading(title)) for title in titles]
    return [at for at, start in enumerate(_starts(text)) if any(likeness(one, start) >= EXACT for one in wanted)]

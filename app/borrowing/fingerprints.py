"""The fingerprint of a paper: every few words in a row of each paragraph as a number. Pure."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from app.borrowing.acts import names_acts
from app.borrowing.measures import Measures
from app.documents.checks.russian import plain, stems_of, unnumbered

EDITION = 1  # raise it when the same text gets another print
PARAGRAPHS = 1 << 16  # of one paper; what follows is not compared
REPEATED = 8  # a shingle that more paragraphs of one paper hold says nothing of a place


@dataclass(frozen=True)
class Fingerprint:
    """The shingles of a paper in rising order, the paragraph that each stands in, and how many a paragraph has.

    A paragraph that is too short, or a list of laws, has none.
    """

    shingles: "array[int]"
    places: "array[int]"
    sizes: "array[int]"


@dataclass(frozen=True)
class Paper:
    """A version with its print; papers of one school borrow nothing from each other."""

    key: int
    school_id: int
    print: Fingerprint


def recipe(measures: Measures) -> str:
    """What a print was made by; another recipe gives another print of the same text."""
    return f"{EDITION}/{measures.shingle}/{measures.least}"


def words_of(paragraph: str) -> tuple[str, ...]:
    """The stems of a paragraph, whatever its numbers, marks, case and spaces."""
    return _words(_plain(paragraph))


def _plain(paragraph: str) -> str:
    return plain(" ".join(paragraph.split()))


def _words(bare: str) -> tuple[str, ...]:
    while (shorter := unnumbered(bare)) != bare:
        bare = shorter
    return stems_of(bare)


def shingles(words: Sequence[str], length: int) -> set[int]:
    """Every so many words in a row as a number of 64 bits, the same on every machine."""
    rows = {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}
    return {int.from_bytes(blake2b(row.encode(), digest_size=8).digest(), "big") for row in rows}


def fingerprint_of(paragraphs: Iterable[str], measures: Measures) -> Fingerprint:
    """The print; a paragraph that repeats is taken once, at its first place."""
    found, seen, count = [], set(), 0
    for at, paragraph in enumerate(paragraphs):
        if at == PARAGRAPHS:
            break
        count = at + 1
        bare = _plain(paragraph)
        words = _words(bare)
        if len(words) < measures.least or words in seen or names_acts(bare, len(words)):
            continue
        seen.add(words)
        own = shingles(words, measures.shingle)
        if len(own) >= measures.floor:
            found += [(number, at) for number in own]
    often = {number for number, times in Counter(number for number, _ in found).items() if times > REPEATED}
    found = sorted(one for one in found if one[0] not in often)
    sizes = array("H", bytes(2 * count))
    for _, at in found:
        sizes[at] = min(sizes[at] + 1, 0xFFFF)
    return Fingerprint(array("Q", (number for number, _ in found)), array("H", (at for _, at in found)), sizes)

"""Invented papers for the core: strategies of words, paragraphs and ways to write the same otherwise."""

from hypothesis import strategies as st

from app.borrowing.fingerprints import Paper, fingerprint_of
from app.borrowing.measures import Measures
from app.borrowing.shared import compare

MEASURES = Measures()
LETTERS = "бвгджзклмнпрстфхцчшщ"


def word(number: int) -> str:
    """A word that is no other's, in letters that no ending is made of; every third has a ё."""
    first, rest = number % len(LETTERS), number // len(LETTERS)
    return ("ё" if number % 3 == 0 else "о").join([LETTERS[first], LETTERS[rest % 20], LETTERS[rest // 20 % 20], "к"])


def paragraph(*numbers: int) -> str:
    """A sentence of these words."""
    return " ".join(map(word, numbers)).capitalize() + "."


def own(school: int, count: int = 3) -> list[str]:
    """Paragraphs that nobody else has."""
    start = 2000 + school * 400
    return [paragraph(*range(start + 20 * n, start + 20 * n + 16)) for n in range(count)]


def paper(school: int, paragraphs: list[str], key: int | None = None) -> Paper:
    """A paper of a school."""
    return Paper(school if key is None else key, school, fingerprint_of(paragraphs, MEASURES))


def pairs(papers: list[Paper], blanks=frozenset(), measures: Measures = MEASURES) -> dict[tuple[int, int], list]:
    """By the keys: the places as (paragraph here, paragraph there)."""
    found = compare(papers, blanks, measures).pairs
    return {(pair.one, pair.other): [(place.one, place.other) for place in pair.places] for pair in found}


@st.composite
def rewritten(draw, text: str) -> str:
    """The same paragraph with other numbers, case, ё and spaces."""
    words = text.split()
    if draw(st.booleans()):
        words = [one.replace("ё", "е") for one in words]
    changed = [draw(st.sampled_from([one, one.upper(), one.capitalize()])) for one in words]
    gaps = [draw(st.sampled_from([" ", "  ", "\u00a0", "\t"])) for _ in changed]
    numbering = draw(st.sampled_from(["", "1. ", "3.2. ", "IV. ", "12) ", "а) ", "– ", "• ", "Раздел 2. "]))
    return (
        numbering
        + "".join(word + gap for word, gap in zip(changed, gaps, strict=True))
        + draw(st.sampled_from(["", ".", ";", ":"]))
    )

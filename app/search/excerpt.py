"""The words of an answer: a passage of the original text around a hit, the words that were meant marked. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from app.search.question import Term

WIDTH = 220
BEFORE = 60
ENOUGH = 300  # hits of one text that are weighed


@dataclass(frozen=True)
class Piece:
    """A run of the text; `hit` when it is a word that was asked for."""

    text: str
    hit: bool


@dataclass(frozen=True)
class Hit:
    """Where a word stands, and which of the terms it answers."""

    start: int
    end: int
    term: int


def marked(text: str, terms: Sequence[Term]) -> tuple[Piece, ...]:
    """The whole text."""
    text = _tidy(text)
    return tuple(_pieces(text, _hits(text, terms)))


def excerpt(
    text: str, terms: Sequence[Term], headings: Iterable[tuple[str, str]] = ()
) -> tuple[tuple[Piece, ...], str]:
    """The passage that answers most terms, and the section that it stands in; nothing when no term is in the text.

    `headings` are pairs: a line of the text, and what the section is called.
    """
    text = _tidy(text)
    hits = list(islice(_hits(text, terms), ENOUGH))
    if not hits:
        return (), ""
    first = max(hits, key=lambda hit: (_worth(hit, hits), -hit.start))
    start, end = _edges(text, first.start)
    inside = [Hit(h.start - start, h.end - start, h.term) for h in hits if start <= h.start and h.end <= end]
    pieces = [Piece(_one_line(one.text), one.hit) for one in _pieces(text[start:end], inside)]
    ahead = [Piece("… ", False)] if start else []
    behind = [Piece(" …", False)] if end < len(text) else []
    return (*ahead, *pieces, *behind), _section(text, first.start, headings)


def _tidy(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("\u00ad", "")


def _hits(text: str, terms: Sequence[Term]) -> Iterable[Hit]:
    """A stem is the beginning of its word, so that the text is searched for beginnings and only those are weighed."""
    beginnings = {one for term in terms for one in (*term.stems, term.beginning) if one}
    if not beginnings:
        return
    alike = re.compile(rf"(?<![a-zа-я0-9])(?:{'|'.join(sorted(beginnings))})[a-zа-я0-9]*")
    for found in alike.finditer(_folded(text)):
        number = next((n for n, term in enumerate(terms) if term.finds(found.group())), None)
        if number is not None:
            yield Hit(found.start(), found.end(), number)


def _folded(text: str) -> str:
    """Lower case and е for ё, letter for letter."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.replace("ё", "е")


def _worth(first: Hit, hits: Sequence[Hit]) -> int:
    return len({hit.term for hit in hits if first.start <= hit.start < first.start + WIDTH - BEFORE})


def _edges(text: str, at: int) -> tuple[int, int]:
    """The passage around a place, cut between words."""
    start = max(0, at - BEFORE)
    if start:
        start = next((n + 1 for n in range(start, at) if text[n].isspace()), at)
    end = min(len(text), start + WIDTH)
    if end < len(text):
        end = next((n for n in range(end, at, -1) if text[n].isspace()), end)
    return start, end


def _pieces(text: str, hits: Iterable[Hit]) -> Iterable[Piece]:
    done = 0
    for hit in hits:
        if hit.start > done:
            yield Piece(text[done : hit.start], False)
        yield Piece(text[hit.start : hit.end], True)
        done = hit.end
    if done < len(text):
        yield Piece(text[done:], False)


def _one_line(text: str) -> str:
    """Paragraphs and cells side by side, told apart."""
    return re.sub(r" ?\n\s*", " · ", re.sub(r"[^\S\n]+", " ", text))


def _section(text: str, at: int, headings: Iterable[tuple[str, str]]) -> str:
    """The nearest heading above the place; a table of contents repeats them all, so the last mention counts."""
    lines = f"\n{text}"
    places = [(lines.rfind(f"\n{line}", 0, at + len(line) + 1), title) for line, title in headings if line]
    return max((one for one in places if one[0] >= 0), default=(0, ""))[1]

"""What changed between two versions: by paragraphs, and by words inside a changed paragraph. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.kernel.differing import moves

WORD = re.compile(r"\s+|[^\W_]+|[^\s\w]|_")
AHEAD = 8  # how far a paragraph is looked for when others before it are gone
ALIKE = 0.35  # paragraphs less alike than this are one taken out and another put in
LONGEST, MOST = 1_000_000, 20_000  # letters and paragraphs of both texts together: some 300 pages


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph: `same`, `ins` or `del`."""

    kind: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of the newer text, or one that is gone."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """True when anything in it is new or gone."""
        return any(piece.kind != "same" for piece in self.pieces)


class TooLong(Exception):
    """More than a comparison takes, and more than a person would read through."""


def compare(old: Sequence[str], new: Sequence[str]) -> list[Paragraph]:
    """Every paragraph in order; joined without the deleted words they give the new text, and the other way round.

    TooLong beyond `LONGEST` letters or `MOST` paragraphs; up to there the time grows with the length, whatever the
    words are.
    """
    if len(old) + len(new) > MOST or sum(map(len, old)) + sum(map(len, new)) > LONGEST:
        raise TooLong
    found = []
    for move in moves(old, new):
        if move.same:
            found += [Paragraph((Piece("same", text),)) for text in new[move.c : move.d]]
        else:
            found += _changed(old[move.a : move.b], new[move.c : move.d])
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Pair the paragraphs that are alike, in order; the rest are gone or new."""
    at, said = 0, lru_cache(maxsize=2 * AHEAD)(_said)
    for text in new:
        match = next((n for n in range(at, min(at + AHEAD, len(old))) if _alike(said(old[n]), said(text))), None)
        if match is None:
            yield Paragraph((Piece("ins", text),))
            continue
        yield from (Paragraph((Piece("del", gone),)) for gone in old[at:match])
        yield Paragraph(tuple(_words(old[match], text)))
        at = match + 1
    yield from (Paragraph((Piece("del", gone),)) for gone in old[at:])


def _said(text: str) -> Counter[str]:
    """How many letters each word and mark takes in a paragraph."""
    letters: Counter[str] = Counter()
    for part in WORD.findall(text):
        letters[part] += 0 if part.isspace() else len(part)
    return letters


def _alike(one: Counter[str], other: Counter[str]) -> bool:
    """Dice of the letters: how much of both is in words that they have in common, wherever these stand."""
    return 2 * (one & other).total() >= ALIKE * (one.total() + other.total())


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    for move in moves(before, after):
        if move.same:
            yield Piece("same", "".join(after[move.c : move.d]))
            continue
        if move.a < move.b:
            yield Piece("del", "".join(before[move.a : move.b]))
        if move.c < move.d:
            yield Piece("ins", "".join(after[move.c : move.d]))


def nearby(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """What changed, each with the paragraph before and after it, so that its place is seen."""
    changed = {at for at, paragraph in enumerate(paragraphs) if paragraph.changed}
    return [one for at, one in enumerate(paragraphs) if {at - 1, at, at + 1} & changed]


def words(paragraphs: Sequence[Paragraph], kind: str) -> int:
    """How many words are new (`ins`) or gone (`del`)."""
    pieces = (piece for paragraph in paragraphs for piece in paragraph.pieces if piece.kind == kind)
    return sum(part[0].isalnum() for piece in pieces for part in WORD.findall(piece.text))


def count(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs changed."""
    return sum(paragraph.changed for paragraph in paragraphs)

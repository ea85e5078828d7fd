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
PASSAGE = 50  # paragraphs of a changed passage: up to here each is held against each
MOVED = 20  # letters: a shorter paragraph may stand in two places by chance
MOVES = {"del": "out", "ins": "in"}
LONGEST, MOST = 1_000_000, 20_000  # letters and paragraphs of both texts together: some 300 pages


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph: `same`, `ins` or `del`; of a whole paragraph that was moved `out` of here or `in` here."""

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
    found: list[Paragraph] = []
    for move in moves(old, new):
        if move.same:
            found += [Paragraph((Piece("same", text),)) for text in new[move.c : move.d]]
        else:
            found += _changed(old[move.a : move.b], new[move.c : move.d])
    return _with_moves(found)


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Like paragraphs in pairs, in order; of the rest what is gone stands before what is new."""
    before = after = 0
    for one, other in (*_pairs(old, new), (len(old), len(new))):
        yield from (Paragraph((Piece("del", text),)) for text in old[before:one])
        yield from (Paragraph((Piece("ins", text),)) for text in new[after:other])
        if one < len(old):
            yield Paragraph(tuple(_words(old[one], new[other])))
        before, after = one + 1, other + 1


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraph became which, both in order: the most alike of a short passage, the next alike of a long one."""
    if len(old) <= PASSAGE and len(new) <= PASSAGE:
        return _most_alike([_said(text) for text in old], [_said(text) for text in new])
    found, at, said = [], 0, lru_cache(maxsize=2 * AHEAD)(_said)
    for number, text in enumerate(new):
        near = range(at, min(at + AHEAD, len(old)))
        match = next((n for n in near if _likeness(said(old[n]), said(text)) >= ALIKE), None)
        if match is not None:
            found.append((match, number))
            at = match + 1
    return found


def _most_alike(old: Sequence[Counter[str]], new: Sequence[Counter[str]]) -> list[tuple[int, int]]:
    """The pairs, both in order, whose likeness is the greatest taken together."""
    likeness = [[_likeness(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for n in reversed(range(len(old))):
        for m in reversed(range(len(new))):
            paired = likeness[n][m] + best[n + 1][m + 1] if likeness[n][m] >= ALIKE else 0.0
            best[n][m] = max(paired, best[n + 1][m], best[n][m + 1])
    found, n, m = [], 0, 0
    while n < len(old) and m < len(new):
        if best[n][m] == best[n + 1][m]:
            n += 1
        elif best[n][m] == best[n][m + 1]:
            m += 1
        else:
            found.append((n, m))
            n, m = n + 1, m + 1
    return found


def _with_moves(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """A paragraph that is gone in one place and new in another, word for word and once, was moved."""
    whole = [(one.pieces[0].kind, one.pieces[0].text) if len(one.pieces) == 1 else ("", "") for one in paragraphs]
    counts = Counter(whole)
    moved = {
        text
        for kind, text in counts
        if kind == "del" and len(text) >= MOVED and counts["del", text] == counts["ins", text] == 1
    }
    return [
        Paragraph((Piece(MOVES[kind], text),)) if text in moved and kind in MOVES else one
        for one, (kind, text) in zip(paragraphs, whole, strict=True)
    ]


def _said(text: str) -> Counter[str]:
    """How many letters each word and mark takes in a paragraph."""
    letters: Counter[str] = Counter()
    for part in WORD.findall(text):
        letters[part] += 0 if part.isspace() else len(part)
    return letters


def _likeness(one: Counter[str], other: Counter[str]) -> float:
    """Dice of the letters: how much of both is in words that they have in common, wherever these stand."""
    both = one.total() + other.total()
    return 2 * (one & other).total() / both if both else 1.0


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


def words(paragraphs: Sequence[Paragraph], kind: str) -> int:
    """How many words are new (`ins`) or gone (`del`)."""
    pieces = (piece for paragraph in paragraphs for piece in paragraph.pieces if piece.kind == kind)
    return sum(part[0].isalnum() for piece in pieces for part in WORD.findall(piece.text))


def count(paragraphs: Sequence[Paragraph]) -> int:
    """How many paragraphs changed."""
    return sum(paragraph.changed for paragraph in paragraphs)

"""Two nearly equal paragraphs side by side, with the words that only one of them has. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.documents.checks.comparing import Piece
from app.documents.checks.russian import plain
from app.kernel.differing import moves

WORD = re.compile(r"\S+\s*")
MARKS = " .,;:!?«»\"'()–—-"
NEAR = 8  # words beside the shared ones that a stranger to the paper may read


@dataclass(frozen=True)
class Sides:
    """The pieces of both: `same`, and on the left `del`, on the right `ins`."""

    left: list[Piece]
    right: list[Piece]


def sides(left: str, right: str) -> Sides:
    """Joined, the pieces give the paragraphs; a word with another mark, letter case or ё is the same word."""
    ours, theirs = WORD.findall(left), WORD.findall(right)
    found = Sides([], [])
    for same, a, b, c, d in moves([_bare(one) for one in ours], [_bare(one) for one in theirs]):
        if a < b:
            found.left.append(Piece("same" if same else "del", "".join(ours[a:b])))
        if c < d:
            found.right.append(Piece("same" if same else "ins", "".join(theirs[c:d])))
    return found


def _bare(word: str) -> str:
    return plain(word).strip(MARKS)


def near(pieces: Iterable[Piece]) -> list[Piece]:
    """Only what is shared and a few words beside it: long stretches that are the other school's own are left out."""
    return [piece if piece.kind == "same" else Piece(piece.kind, _shortened(piece.text)) for piece in pieces]


def _shortened(text: str) -> str:
    words = WORD.findall(text)
    return text if len(words) <= NEAR else f"{''.join(words[:NEAR]).rstrip()} […] "

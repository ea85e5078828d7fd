"""What changed between two versions: by paragraphs, and by words inside a changed paragraph. Pure."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s+|[^\W_]+|[^\s\w]|_")
AHEAD = 8  # how far a paragraph is looked for when others before it are gone
ALIKE = 0.35  # paragraphs less alike than this are one taken out and another put in


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


def compare(old: Sequence[str], new: Sequence[str]) -> list[Paragraph]:
    """Every paragraph in order; joined without the deleted words they give the new text, and the other way round."""
    found = []
    for move, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if move == "equal":
            found += [Paragraph((Piece("same", text),)) for text in new[c:d]]
        else:
            found += _changed(old[a:b], new[c:d])
    return found


def _changed(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    """Pair the paragraphs that are alike, in order; the rest are gone or new."""
    at = 0
    for text in new:
        match = next((n for n in range(at, min(at + AHEAD, len(old))) if _alike(old[n], text)), None)
        if match is None:
            yield Paragraph((Piece("ins", text),))
            continue
        yield from (Paragraph((Piece("del", gone),)) for gone in old[at:match])
        yield Paragraph(tuple(_words(old[match], text)))
        at = match + 1
    yield from (Paragraph((Piece("del", gone),)) for gone in old[at:])


def _alike(one: str, other: str) -> bool:
    matcher = SequenceMatcher(None, WORD.findall(one), WORD.findall(other), autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    for move, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if move == "equal":
            yield Piece("same", "".join(after[c:d]))
            continue
        if a < b:
            yield Piece("del", "".join(before[a:b]))
        if c < d:
            yield Piece("ins", "".join(after[c:d]))


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

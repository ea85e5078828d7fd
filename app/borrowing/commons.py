"""Paragraphs that many schools have: nobody's own, so they make no pairs, but a bought programme is seen by them. Pure.

Our templates and lists of laws have been left out before.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.borrowing.fingerprints import PARAGRAPHS, Paper
from app.borrowing.measures import Measures


@dataclass(frozen=True)
class Common:
    """One paragraph in the papers of many schools: (paper, paragraph there), in the order of the papers."""

    places: tuple[tuple[int, int], ...]


@dataclass
class _Group:
    size: int
    holders: list[int] = field(default_factory=list)


def commons(papers: Sequence[Paper], wide: Mapping[int, Sequence[int]], measures: Measures) -> list[Common]:
    """Paragraphs mostly of words that many schools have, put together by these words.

    `wide` leads from a place (paper × PARAGRAPHS + paragraph) to its shingles that many schools have. A paragraph joins
    the group with which it shares enough, so that the work grows with the text.
    """
    groups: list[_Group] = []
    owner: dict[int, int] = {}
    for holder in sorted(wide):
        own, (paper, at) = wide[holder], divmod(holder, PARAGRAPHS)
        if not measures.enough(len(own), papers[paper].print.sizes[at]):
            continue
        votes = Counter(owner[shingle] for shingle in own if shingle in owner)
        best, shared = votes.most_common(1)[0] if votes else (0, 0)
        if not votes or not measures.enough(shared, min(len(own), groups[best].size)):
            best = len(groups)
            groups.append(_Group(len(own)))
        groups[best].holders.append(holder)
        for shingle in own:
            owner.setdefault(shingle, best)
    return [_common(papers, group) for group in groups if _schools(papers, group) >= measures.schools]


def _schools(papers: Sequence[Paper], group: _Group) -> int:
    return len({papers[holder // PARAGRAPHS].school_id for holder in group.holders})


def _common(papers: Sequence[Paper], group: _Group) -> Common:
    return Common(tuple((papers[holder // PARAGRAPHS].key, holder % PARAGRAPHS) for holder in group.holders))


def of_one(
    wide: Mapping[int, Sequence[int]], schools: Mapping[int, set[int]], sizes: Sequence[int], measures: Measures
) -> dict[int, frozenset[int]]:
    """Paragraph of one paper → the schools that have it, its own among them, when they are many."""
    found = {}
    for at, own in sorted(wide.items()):
        if not measures.enough(len(own), sizes[at]):
            continue
        have = Counter(school for shingle in own for school in schools[shingle])
        many = frozenset(school for school, shingles in have.items() if measures.enough(shingles, len(own)))
        if len(many) >= measures.schools:
            found[at] = many
    return found

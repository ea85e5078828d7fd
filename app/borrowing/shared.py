"""The shared paragraphs of many papers, or of one paper and the others: prints in, pairs of places out. Pure.

No two papers are compared with each other. A shingle leads to the places that have it; a common one (of a template,
of our templates) leads nowhere, so that each that counts leads to a few places and the work grows with the text.
"""

from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from app.borrowing.commons import Common, commons, of_one
from app.borrowing.fingerprints import PARAGRAPHS, Fingerprint, Paper
from app.borrowing.measures import Measures

NUMBERS = 1 << 64  # a shingle is one of so many
PART = 400_000  # shingles that are in memory as an index at a time
PARTS = 20  # at least so many, so that the progress is seen


@dataclass(frozen=True)
class Place:
    """A paragraph of the one paper that stands in the other, there as a paragraph too, and the shingles that tell."""

    one: int
    other: int
    shingles: int


@dataclass(frozen=True)
class Pair:
    """Two papers of different schools and their shared paragraphs, in the order of the first."""

    one: int
    other: int
    places: tuple[Place, ...]

    @property
    def ones(self) -> set[int]:
        """The shared paragraphs by their numbers in the first paper."""
        return {place.one for place in self.places}

    @property
    def others(self) -> set[int]:
        """The same by their numbers in the second."""
        return {place.other for place in self.places}


@dataclass(frozen=True)
class Comparison:
    """The pairs in the order of the papers, and how many paragraphs of its own (no template) each paper has.

    `commons` are the paragraphs that many schools have; of one paper they stand by their numbers, with the schools.
    """

    pairs: list[Pair] = field(default_factory=list)
    own: dict[int, int] = field(default_factory=dict)
    commons: list[Common] = field(default_factory=list)
    widely: dict[int, frozenset[int]] = field(default_factory=dict)


def compare(
    papers: Sequence[Paper],
    templates: Collection[int],
    measures: Measures,
    step: Callable[[int, int], None] = lambda done, total: None,
) -> Comparison:
    """All papers with all, the index part by part, so that memory is bounded; `step` is told how much is done."""
    parts = max(PARTS, sum(len(paper.print.shingles) for paper in papers) // PART)
    found: dict[tuple[int, int], Counter[tuple[int, int]]] = defaultdict(Counter)
    common: Counter[int] = Counter()
    wide: dict[int, array[int]] = defaultdict(lambda: array("Q"))
    for part in range(parts):
        edges = NUMBERS * part // parts, NUMBERS * (part + 1) // parts
        for shingle, holders in _index(papers, *edges).items():
            schools = {papers[holder // PARAGRAPHS].school_id for holder in holders}
            if shingle in templates:
                common.update(holders)
            elif len(schools) >= measures.schools:
                common.update(holders)
                for holder in holders:
                    wide[holder].append(shingle)
            elif len(schools) > 1:
                _count(papers, holders, found)
        step(part + 1, parts)
    pairs = [
        Pair(papers[one].key, papers[other].key, places)
        for (one, other), counted in sorted(found.items())
        if (places := _places(counted, papers[one].print.sizes, papers[other].print.sizes, measures))
    ]
    return Comparison(pairs, _own(papers, common, pairs, measures), commons(papers, wide, measures))


def _index(papers: Sequence[Paper], low: int, high: int) -> dict[int, list[int]]:
    """Where each shingle between the edges stands: the place of the paper and of the paragraph as one number."""
    index: dict[int, list[int]] = {}
    for number, paper in enumerate(papers):
        base, shingles = number * PARAGRAPHS, paper.print.shingles
        start, end = bisect_left(shingles, low), bisect_left(shingles, high)
        for shingle, paragraph in zip(shingles[start:end], paper.print.places[start:end], strict=True):
            if (holders := index.get(shingle)) is None:
                index[shingle] = [base + paragraph]
            else:
                holders.append(base + paragraph)
    return index


def _count(papers: Sequence[Paper], holders: list[int], found: dict[tuple[int, int], Counter[tuple[int, int]]]) -> None:
    for one, other in combinations(holders, 2):
        first, second = one // PARAGRAPHS, other // PARAGRAPHS
        if papers[first].school_id != papers[second].school_id:
            found[first, second][one % PARAGRAPHS, other % PARAGRAPHS] += 1


def _places(
    counted: Counter[tuple[int, int]], one_sizes: Sequence[int], other_sizes: Sequence[int], measures: Measures
) -> tuple[Place, ...]:
    """What is shared enough; of each paragraph, here and there, only the best place."""
    enough = [
        Place(one, other, shingles)
        for (one, other), shingles in counted.items()
        if measures.enough(shingles, min(one_sizes[one], other_sizes[other]))
    ]
    ones: dict[int, Place] = {}
    others: dict[int, Place] = {}
    for place in sorted(enough, key=lambda place: (-place.shingles, place.one + place.other)):
        ones.setdefault(place.one, place)
        others.setdefault(place.other, place)
    return tuple(sorted({*ones.values(), *others.values()}, key=lambda place: (place.one, place.other)))


def _own(papers: Sequence[Paper], common: Counter[int], pairs: list[Pair], measures: Measures) -> dict[int, int]:
    """A paragraph is a paper's own when enough of it is no template, or when it is shared."""
    shared: dict[int, set[int]] = defaultdict(set)
    for pair in pairs:
        shared[pair.one] |= pair.ones
        shared[pair.other] |= pair.others
    return {
        paper.key: sum(
            at in shared[paper.key] or measures.enough(size - common[number * PARAGRAPHS + at], size)
            for at, size in enumerate(paper.print.sizes)
            if size
        )
        for number, paper in enumerate(papers)
    }


def against(mine: Paper, papers: Iterable[Paper], templates: Collection[int], measures: Measures) -> Comparison:
    """The same of one paper; the others are read one by one and not kept."""
    wanted = set(mine.print.shingles).difference(templates)
    common = set(mine.print.shingles) - wanted
    schools: dict[int, set[int]] = defaultdict(lambda: {mine.school_id})
    holders: dict[int, list[tuple[int, int]]] = defaultdict(list)
    kept: dict[int, tuple[int, Sequence[int]]] = {}
    for number, paper in enumerate(papers):
        if paper.school_id == mine.school_id:
            continue
        kept[number] = paper.key, paper.print.sizes
        for shingle in wanted.intersection(paper.print.shingles):
            schools[shingle].add(paper.school_id)
            if len(schools[shingle]) >= measures.schools:
                common.add(shingle)
                holders.pop(shingle, None)
            else:
                holders[shingle] += [(number, at) for at in _standing(paper.print, shingle)]
    found: dict[int, Counter[tuple[int, int]]] = defaultdict(Counter)
    for shingle, theirs in holders.items():
        for at in _standing(mine.print, shingle):
            for number, there in theirs:
                found[number][at, there] += 1
    pairs = [
        Pair(mine.key, kept[number][0], places)
        for number, counted in sorted(found.items())
        if (places := _places(counted, mine.print.sizes, kept[number][1], measures))
    ]
    counted = Counter(at for shingle in common for at in _standing(mine.print, shingle))
    wide: dict[int, list[int]] = defaultdict(list)
    for shingle in common & wanted:
        for at in _standing(mine.print, shingle):
            wide[at].append(shingle)
    widely = of_one(wide, schools, mine.print.sizes, measures)
    return Comparison(pairs, _own([mine], counted, pairs, measures), widely=widely)


def _standing(printed: Fingerprint, shingle: int) -> Iterator[int]:
    """The paragraphs that hold the shingle."""
    at = bisect_left(printed.shingles, shingle)
    while at < len(printed.shingles) and printed.shingles[at] == shingle:
        yield printed.places[at]
        at += 1

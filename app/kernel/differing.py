"""How one row of things became another: near-linear in time whatever they are, and the same answer each time. Pure.

Rows from outside can be anything, thousands of equal words above all, and `difflib` takes the cube of their number.
Here what stands once on both sides is an anchor (Bram Cohen's patience diff); between anchors goes Myers' walk by
fewest edits («An O(ND) Difference Algorithm», 1986), in stretches of `STRETCH` edits: a longer row of edits may come
out longer than it could, and never wrong.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from typing import NamedTuple

STRETCH = 100
DEEPEST = 6  # how often anchors are looked for between anchors
START, NEVER = {1: 0}, -9
Things = Sequence[Hashable]


class Move(NamedTuple):
    """old[a:b] became new[c:d]; when `same`, they are equal."""

    same: bool
    a: int
    b: int
    c: int
    d: int


def moves(old: Things, new: Things) -> Iterator[Move]:
    """Moves that cover both rows in order, same and changed in turn."""
    a = c = 0
    for start, other, length in _joined(_runs(old, new, 0, len(old), 0, len(new))):
        if a < start or c < other:
            yield Move(False, a, start, c, other)
        yield Move(True, start, start + length, other, other + length)
        a, c = start + length, other + length
    if a < len(old) or c < len(new):
        yield Move(False, a, len(old), c, len(new))


def _joined(runs: Iterator[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Runs of equal things, those that touch as one."""
    last = (0, 0, 0)
    for a, c, length in runs:
        if (a, c) == (last[0] + last[2], last[1] + last[2]):
            last = (last[0], last[1], last[2] + length)
        else:
            if last[2]:
                yield last
            last = (a, c, length)
    if last[2]:
        yield last


def _runs(old: Things, new: Things, a: int, b: int, c: int, d: int, depth: int = 0) -> Iterator[tuple[int, int, int]]:
    head = 0
    while a + head < b and c + head < d and old[a + head] == new[c + head]:
        head += 1
    tail = 0
    while a + head < b - tail and c + head < d - tail and old[b - tail - 1] == new[d - tail - 1]:
        tail += 1
    yield a, c, head
    yield from _between(old, new, a + head, b - tail, c + head, d - tail, depth)
    yield b - tail, d - tail, tail


def _between(old: Things, new: Things, a: int, b: int, c: int, d: int, depth: int) -> Iterator[tuple[int, int, int]]:
    """A stretch whose ends differ: by its anchors, or by a walk when it has none."""
    if a == b or c == d:
        return
    anchors = _anchors(old, new, a, b, c, d) if depth < DEEPEST else []
    if not anchors:
        yield from _walked(old[a:b], new[c:d], a, c)
        return
    for at, other in [*anchors, (b, d)]:
        yield from _runs(old, new, a, at, c, other, depth + 1)
        if at < b:
            yield at, other, 1
        a, c = at + 1, other + 1


def _anchors(old: Things, new: Things, a: int, b: int, c: int, d: int) -> list[tuple[int, int]]:
    """Places of what stands once on each side: the longest row of them that goes forward on both."""
    ours, theirs = Counter(old[a:b]), Counter(new[c:d])
    places = {thing: at for at, thing in enumerate(new[c:d], c) if theirs[thing] == 1}
    pairs = [(at, places[old[at]]) for at in range(a, b) if ours[old[at]] == 1 and old[at] in places]
    ends: list[int] = []
    last: list[tuple[int, int]] = []
    before: dict[tuple[int, int], tuple[int, int] | None] = {}
    for pair in pairs:
        length = bisect_left(ends, pair[1])
        before[pair] = last[length - 1] if length else None
        ends[length : length + 1], last[length : length + 1] = [pair[1]], [pair]
    found, at_end = [], last[-1] if last else None
    while at_end:
        found.append(at_end)
        at_end = before[at_end]
    return found[::-1]


def _walked(old: Things, new: Things, a: int, c: int) -> Iterator[tuple[int, int, int]]:
    """Equal runs by the fewest edits, a stretch of edits at a time; each stretch begins where the last one came to."""
    x = y = 0
    while x < len(old) and y < len(new):
        trace, k = _stretch(old, new, x, y)
        found = _backwards(trace, k)
        yield from ((a + x + at, c + y + other, length) for at, other, length in reversed(found))
        came = trace[-1][k]
        x, y = x + came, y + came - k


def _stretch(old: Things, new: Things, x0: int, y0: int) -> tuple[list[dict[int, int]], int]:
    """By number of edits, how far each diagonal goes; and the diagonal that came to the end, or else the furthest."""
    width, height, reached = len(old) - x0, len(new) - y0, START
    trace: list[dict[int, int]] = []
    for edits in range(STRETCH + 1):
        row = {}
        for k in range(-edits, edits + 1, 2):
            x, _ = _step(reached, k)
            if not 0 <= x <= width or not 0 <= x - k <= height:
                continue
            while x < width and x - k < height and old[x0 + x] == new[y0 + x - k]:
                x += 1
            row[k] = x
            if x == width and x - k == height:
                return [*trace, row], k
        trace.append(row)
        reached = row
    return trace, max(row, key=lambda k: 2 * row[k] - k)


def _step(reached: dict[int, int], k: int) -> tuple[int, int]:
    """Where diagonal `k` is entered, one edit after `reached`, and from which one: a thing is new, or one is gone."""
    down, right = reached.get(k + 1, NEVER), reached.get(k - 1, NEVER) + 1
    return (down, k + 1) if down >= right else (right, k - 1)


def _backwards(trace: list[dict[int, int]], k: int) -> list[tuple[int, int, int]]:
    """The equal runs on the way to the end of diagonal `k`, the last first."""
    found, x = [], trace[-1][k]
    for edits in range(len(trace) - 1, -1, -1):
        reached = trace[edits - 1] if edits else START
        began, came_from = _step(reached, k)
        if x > began:
            found.append((began, began - k, x - began))
        x, k = reached[came_from], came_from
    return found

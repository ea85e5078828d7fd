"""A measurement: ours and the reference taken in turn, so that the drift of a busy machine cancels."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One line of the table: what was measured, each reading, the aim (at most this), and a note."""

    what: str
    readings: list[float]
    aim: float
    note: str = ""

    @property
    def middle(self) -> float:
        """The median of the readings."""
        return median(self.readings)

    @property
    def met(self) -> bool:
        """True when the median is within the aim."""
        return self.middle <= self.aim


def seconds(work: Callable[[], object], clock: Callable[[], float], tries: int) -> float:
    """How long it takes at its best: what is longer was disturbed by others."""
    found = []
    for _ in range(tries):
        began = clock()
        work()
        found.append(clock() - began)
    return min(found)


def ratios(
    ours: Callable[[], object],
    reference: Callable[[], object],
    turns: int,
    clock: Callable[[], float] = time.perf_counter,
    tries: int = 1,
) -> tuple[list[float], str]:
    """Ours against the reference, turn by turn, each pair in the other order; and both medians in words.

    A turn takes the best of its tries.
    """
    ours(), reference()  # the first of each fills caches and is thrown away
    pairs = []
    for turn in range(turns):
        first, second = (ours, reference) if turn % 2 else (reference, ours)
        one, two = seconds(first, clock, tries), seconds(second, clock, tries)
        pairs.append((one, two) if turn % 2 else (two, one))
    mine, theirs = (median(side) * 1000 for side in zip(*pairs, strict=True))
    return [one / two for one, two in pairs], f"{mine:.1f} ms against {theirs:.1f} ms"

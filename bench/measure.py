"""A measurement: ours and the reference taken in turn, so that the drift of a busy machine cancels."""

import time
from collections.abc import Callable, Sequence
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


def seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """How long it takes, once."""
    began = clock()
    work()
    return clock() - began


def percentile(times: Sequence[float], of: float) -> float:
    """The reading under which such a part of them lies, 0.95 for the 95th percentile."""
    return sorted(times)[min(int(len(times) * of), len(times) - 1)]


def ratios(
    ours: Callable[[], object],
    reference: Callable[[], object],
    turns: int,
    clock: Callable[[], float] = time.perf_counter,
) -> tuple[list[float], str]:
    """Ours against the reference, turn by turn, each pair in the other order; and both medians in words."""
    ours(), reference()  # the first of each fills caches and is thrown away
    pairs = []
    for turn in range(turns):
        first, second = (ours, reference) if turn % 2 else (reference, ours)
        one, two = seconds(first, clock), seconds(second, clock)
        pairs.append((one, two) if turn % 2 else (two, one))
    mine, theirs = (median(side) * 1000 for side in zip(*pairs, strict=True))
    return [one / two for one, two in pairs], f"{mine:.1f} ms against {theirs:.1f} ms"

"""How the schools of a stage did by each criterion of its sheet: from plain scores to the bars of the page. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

POINTS = (0, 1, 2)


@dataclass(frozen=True)
class Bar:
    """A criterion: how many documents got 0, 1 and 2, and their share of the full score in per cent, cut down."""

    key: str
    title: str
    counts: tuple[int, int, int]

    @property
    def given(self) -> int:
        """Documents that were scored by it."""
        return sum(self.counts)

    @property
    def share(self) -> Decimal:
        """In tenths of a per cent."""
        points = sum(points * times for points, times in zip(POINTS, self.counts, strict=True))
        return Decimal(points * 1000 // (self.given * POINTS[-1])) / 10


def by_criterion(scores: Iterable[tuple[str, str, int]]) -> list[Bar]:
    """(key, title, points) one by one → a bar for each criterion, in the order in which they first come."""
    counted: dict[tuple[str, str], Counter] = {}
    for key, title, points in scores:
        counted.setdefault((key, title), Counter())[points] += 1
    return [Bar(key, title, (times[0], times[1], times[2])) for (key, title), times in counted.items()]

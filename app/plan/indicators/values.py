"""What an indicator comes to, by integers. Pure: counts in, met, not met or no data out (§11.3–11.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cached_property

WHOLE = 100


@dataclass(frozen=True)
class Ahead:
    """A period of an indicator that has not begun by the day."""

    name: str
    starts_on: date


@dataclass(frozen=True)
class Tally:
    """A part of a whole with its words; one that does not `count` is shown beside and decides nothing."""

    label: str
    part: int
    whole: int
    counts: bool = True
    ahead: Ahead | None = None

    @property
    def begun(self) -> bool:
        """Its period has begun by the day."""
        return self.ahead is None

    @property
    def share(self) -> Fraction | None:
        """The exact fraction; nothing of nothing is no data."""
        return Fraction(min(self.part, self.whole), self.whole) if self.whole else None


@dataclass(frozen=True)
class Value:
    """An indicator on a day: its tallies, and the least share in per cent that it must reach; worked out once."""

    tallies: tuple[Tally, ...]
    threshold_pct: int = WHOLE
    formula: str = ""

    @cached_property
    def deciding(self) -> list[Tally]:
        """The tallies that decide."""
        return [one for one in self.tallies if one.counts]

    @cached_property
    def worst(self) -> Tally | None:
        """What lists and papers tell: the one of what has begun that is furthest from its whole (item 10: the minimum).

        One without data is the furthest of all; before anything has begun there is none.
        """
        return furthest(self.begun)

    @cached_property
    def ahead(self) -> list[Ahead]:
        """The periods that have not begun by the day, in their order."""
        return list(dict.fromkeys(one.ahead for one in self.deciding if one.ahead))

    @cached_property
    def met(self) -> bool | None:
        """None when there is nothing to count; never by rounding."""
        return reached(self.deciding, self.threshold_pct)

    @cached_property
    def met_so_far(self) -> bool | None:
        """The same for what has begun by the day: what an interim execution asks (§11.3)."""
        return reached(self.begun, self.threshold_pct)

    @cached_property
    def begun(self) -> list[Tally]:
        """The tallies that decide what has begun by the day."""
        return [one for one in self.deciding if one.begun]

    def unmet(self, so_far: bool) -> Tally | None:
        """The tally that keeps the indicator from being met, of the whole time or of what has begun."""
        asked = self.begun if so_far else self.deciding
        return None if reached(asked, self.threshold_pct) else furthest(asked) or furthest(self.deciding)


def furthest(tallies: Iterable[Tally]) -> Tally | None:
    """The one that is furthest from its whole."""
    return min(tallies, key=lambda one: -1 if one.share is None else one.share, default=None)


def reached(tallies: Iterable[Tally], threshold_pct: int) -> bool | None:
    """True when every part reaches the threshold exactly; None when one of them has no whole."""
    found = list(tallies)
    if not found or any(one.whole == 0 for one in found):
        return None
    return all(one.part * 100 >= one.whole * threshold_pct for one in found)

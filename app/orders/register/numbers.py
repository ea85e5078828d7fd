"""Numbers of a register: the next one, and the gaps between those that are taken. Pure.

Only numbers of digits alone stand in a row; «226-к» or «17-2301» neither make a gap nor fill one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Span:
    """From the first to the last number, both included."""

    first: int
    last: int

    def __str__(self) -> str:
        return str(self.first) if self.first == self.last else f"{self.first}–{self.last}"


def in_row(numbers: Iterable[str]) -> set[int]:
    """The numbers that stand in a row."""
    return {int(number) for number in numbers if number.isdecimal() and number.isascii()}


def following(numbers: Iterable[str], skipped: Iterable[Span] = ()) -> str:
    """The number after the greatest that is taken or explained."""
    return str(max([*in_row(numbers), *(span.last for span in skipped)], default=0) + 1)


def gaps(numbers: Iterable[str], skipped: Collection[Span] = ()) -> list[Span]:
    """What lies between 1 and the greatest number, is not taken, and nobody has explained."""
    taken = sorted({Span(number, number) for number in in_row(numbers)} | set(skipped))
    found, expected = [], 1
    for span in taken:
        if span.first > expected:
            found.append(Span(expected, span.first - 1))
        expected = max(expected, span.last + 1)
    return found

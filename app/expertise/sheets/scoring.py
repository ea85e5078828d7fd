"""The arithmetic of a sheet: exact fractions, cut down and never rounded up (domain.md §5). Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol, TypeVar

SCALE = (0, 1, 2)
BEST = SCALE[-1]


class Question(Protocol):
    """A criterion as the arithmetic needs it."""

    @property
    def key(self) -> str:
        """By what its answer is known."""

    @property
    def weight(self) -> int:
        """How often its points count."""

    @property
    def stop(self) -> bool:
        """No points by it alone ask for work."""

    @property
    def kinds(self) -> tuple[str, ...]:
        """What it applies to, one by one."""


Q = TypeVar("Q", bound=Question)


class Zones(Protocol):
    """Where the zones begin, in per cent."""

    @property
    def ok_from(self) -> int:
        """From where a document is taken."""

    @property
    def remarks_from(self) -> int:
        """From where it is taken with remarks."""


@dataclass(frozen=True)
class Judgement:
    """What the answers come to: weighted `points` of `out_of`, the verdict, and the stop criterion if one decided."""

    points: int
    out_of: int
    verdict: str
    stopped_by: str = ""

    @property
    def score(self) -> Decimal:
        """The share in per cent, cut down to a tenth."""
        return Decimal(self.points * 1000 // self.out_of) / 10


def asked_of(criteria: Iterable[Q], kind: str) -> list[Q]:
    """The criteria that apply to a kind of document."""
    return [one for one in criteria if kind in one.kinds]


def most(criteria: Iterable[Question], kind: str) -> int:
    """The most points that a document of a kind can get."""
    return sum(one.weight * BEST for one in criteria if kind in one.kinds)


def left(criteria: Iterable[Q], answers: Mapping[str, int]) -> list[Q]:
    """The criteria without an answer."""
    return [one for one in criteria if one.key not in answers]


def counted(criteria: Iterable[Question], answers: Mapping[str, int]) -> tuple[int, int]:
    """Weighted points, and the most that could be had, over the criteria that have an answer."""
    done = [one for one in criteria if one.key in answers]
    return sum(one.weight * answers[one.key] for one in done), sum(one.weight * BEST for one in done)


def zone(points: int, out_of: int, zones: Zones) -> str:
    """The verdict of a share: 79,99 % is not yet 80 %."""
    if points * 100 >= zones.ok_from * out_of:
        return "ok"
    return "ok_with_remarks" if points * 100 >= zones.remarks_from * out_of else "needs_work"


def judge(criteria: Iterable[Question], answers: Mapping[str, int], zones: Zones) -> Judgement:
    """The judgement of a sheet with an answer to each criterion; a stop criterion at 0 asks for work anyway."""
    criteria = list(criteria)
    assert criteria, "a sheet without criteria judges nothing"
    assert not left(criteria, answers), "a sheet is judged when nothing is left"
    points, out_of = counted(criteria, answers)
    stopped = next((one.key for one in criteria if one.stop and answers[one.key] == 0), "")
    return Judgement(points, out_of, "needs_work" if stopped else zone(points, out_of, zones), stopped)

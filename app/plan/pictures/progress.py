"""The progress of the plan to its thresholds, out of the journal. Pure: acts in, counts by day and by month out.

What the journal says of a day stays true: an execution that was returned later had been an execution until then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.plan.monitoring import Count, Forecast
from app.plan.pictures.scale import Scale, month_end
from app.plan.rules import holds_till, needed

EMPTY: Mapping = {}
EXECUTED, COUNTED = 1, 2
LEVELS = {"plan:executed": EXECUTED, "plan:confirmed": COUNTED, "plan:returned": 0, "plan:reopened": 0}


@dataclass(frozen=True)
class Act:
    """What was done to an item on a day; `interim` says of an execution that it is on the reporting date."""

    number: int
    kind: str
    on: date
    interim: bool = False


@dataclass(frozen=True)
class Point:
    """The plan at the end of a day: executed (confirmed or not), and what counts, by both denominators."""

    on: date
    executed: int
    count: Count


@dataclass(frozen=True)
class Step:
    """From the day on the item stands at the level, until the next step, or `until` inclusive."""

    on: date
    level: int
    until: date = date.max


class History:
    """Every item's way from level to level, by acts in the order in which they were recorded.

    One that happened before what had been recorded of the item already is felt from there on.
    """

    def __init__(self, due_on: dict[int, date], acts: Iterable[Act], starts: Mapping[int, Sequence[date]] = EMPTY):
        self.due_on = due_on
        self._ways: dict[int, list[Step]] = {number: [] for number in due_on}
        until: dict[int, date] = {}
        for act in acts:
            number, level, way = act.number, LEVELS[act.kind], self._ways[act.number]
            if act.kind == "plan:executed":
                until[number] = date.max
                if act.interim:  # until its day; after it, renewed or nothing
                    until[number] = min(due_on[number], holds_till(starts.get(number, ()), act.on))
            on = max(act.on, way[-1].on) if way else act.on
            way.append(Step(on, level, until.get(number, date.max) if level == COUNTED else date.max))

    @property
    def days(self) -> list[date]:
        """The days on which something changes."""
        steps = [step for way in self._ways.values() for step in way]
        over = {step.until + timedelta(1) for step in steps if step.until < date.max}
        return sorted({step.on for step in steps} | over | set(self.due_on.values()))

    def at(self, day: date) -> Point:
        """At the end of the day."""
        levels = {number: self._level(number, day) for number in self.due_on}
        due = {number for number, ends in self.due_on.items() if ends <= day}
        counted = {number for number, level in levels.items() if level == COUNTED}
        count = Count(len(levels), len(counted), len(due), len(counted & due))
        return Point(day, sum(level > 0 for level in levels.values()), count)

    def _level(self, number: int, day: date) -> int:
        """The last act that is not later decides."""
        last = next((step for step in reversed(self._ways[number]) if step.on <= day), None)
        return last.level if last and day <= last.until else 0


@dataclass(frozen=True)
class Progress:
    """The picture and the table behind it: `points` day by day of change, `months` at their ends until today."""

    points: list[Point]
    months: list[Point]

    def steps(self, scale: Scale, of: str) -> str:
        """A line of steps for an SVG of 100 × the number of items: «0,30 12.5,30 12.5,29 …»."""
        corners, last = [], 0
        for point in self.points:
            x, value, total = scale.x(point.on), self.value(point, of), point.count.total
            corners += [(x, total - last), (x, total - value)]
            last = value
        return " ".join(f"{x:g},{y}" for x, y in corners)

    @staticmethod
    def value(point: Point, of: str) -> int:
        """What a line shows of a point."""
        return {"confirmed": point.count.confirmed, "executed": point.executed, "due": point.count.due}[of]


def progress(history: History, scale: Scale, today: date) -> Progress:
    """From the first day of the scale to today, or to its end when that is over."""
    until = min(today, scale.last)
    days = [scale.first, *(day for day in history.days if scale.first < day < until), until]
    ends = [min(month_end(month), until) for month in scale.months if month <= until]
    return Progress([history.at(day) for day in days], [history.at(day) for day in ends])


@dataclass(frozen=True)
class Aim:
    """A threshold on the picture: its day and its exact number of items, in per cent from the left and from the top."""

    x: float
    y: float
    pct: int
    needed: int
    on: date


def aims(gates: Iterable[Forecast], total: int, scale: Scale) -> list[Aim]:
    """Of all items, whatever the base that counts: the lines of the picture are counts of all."""
    return [
        Aim(scale.end(gate.on), round(100 - 100 * least / total, 2), gate.threshold_pct, least, gate.on)
        for gate in gates
        for least in (needed(total, gate.threshold_pct),)
    ]

"""The matrices and the plan as of a date against the same pages of today, in the demo year."""

from bench.house import Houses
from bench.measure import Figure, ratios
from bench.visitor import Visitor

TURNS = 41
PAGES = {"/matrix": "the matrix", "/evidence?window=0": "the evidence matrix", "/plan": "the plan"}
MOMENT = "on=2022-03-16&time=18:00"


def measure(houses: Houses) -> list[Figure]:
    """The time of a page of the past as a ratio of today's."""
    visitor = Visitor(houses.demo.port, "department")
    return [_figure(visitor, path, word) for path, word in PAGES.items()]


def _figure(visitor: Visitor, path: str, word: str) -> Figure:
    past = f"{path}{'&' if '?' in path else '?'}{MOMENT}"
    found, note = ratios(lambda: visitor.get(past), lambda: visitor.get(path), TURNS)
    return Figure(f"{word} as of a date / of today", found, 3, note=note)

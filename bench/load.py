"""Requests a second at 1, 8 and 32 connections, and how long one of them waits."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter

from bench.house import House
from bench.measure import percentile, seconds
from bench.visitor import Visitor

CONNECTIONS = (1, 8, 32)
ASKED = (("first page of a school", "school", "/"), ("desk", "curator", "/desk"), ("plan", "department", "/plan"))
LASTS, QUICK = 6.0, 0.5  # seconds of each reading


@dataclass(frozen=True)
class Load:
    """So many connections asked for a page as fast as they were answered."""

    page: str
    connections: int
    a_second: float
    p95: float


def measure(house: House, quick: bool) -> Iterator[Load]:
    """Each page and each number of connections; the empty page is /health."""
    for page, who, address in (("/health", "school", "/health"), *ASKED):
        visitor = Visitor(house.port, who)
        for connections in CONNECTIONS:
            yield _asked(page, visitor, address, connections, QUICK if quick else LASTS)


def _asked(page: str, visitor: Visitor, address: str, connections: int, lasts: float) -> Load:
    tabs, began = [visitor.tab() for _ in range(connections)], perf_counter()

    def go_on(tab: Visitor) -> list[float]:
        times = []
        while perf_counter() - began < lasts:
            times.append(seconds(lambda: tab.open(address)))
        return times

    with ThreadPoolExecutor(connections) as crowd:
        times = [one for found in crowd.map(go_on, tabs) for one in found]
    return Load(page, connections, len(times) / (perf_counter() - began), percentile(times, 0.95))

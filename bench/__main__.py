"""Measure everything and print the table; `python -m bench home order` measures only these."""

import os
import sys
from importlib import import_module

from bench.house import houses
from bench.measure import Figure

# A module with `measure(houses) -> Iterable[Figure]` each.
MEASUREMENTS = (
    "upload",
    "home",
    "order",
    "checking",
    "desk",
    "search",
    "borrowing",
    "as_of",
    "plan",
    "stages",
    "heaviest",
)


def main(names: tuple[str, ...]) -> None:
    """Each measurement in turn, a line for each figure as soon as it is known."""
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}: a busy machine gives rough figures")
    print(f"{'what':50}{'median':>8}{'min – max':>16}{'aim':>8}")
    with houses() as built:
        for name in names:
            for figure in import_module(f"bench.{name}").measure(built):
                print(line(figure), flush=True)


def line(figure: Figure) -> str:
    """A figure as one line of the table, and under it the note."""
    low, high, turns = min(figure.readings), max(figure.readings), len(figure.readings)
    spread = f"{low:.2f} – {high:.2f}" if turns > 1 else ""
    said = f"{figure.what:50}{figure.middle:>8.2f}{spread:>16}{f'≤ {figure.aim:g}':>8}"
    said += "  met" if figure.met else "  NOT MET"
    return said + (f"\n    {turns} turns; {figure.note}" if figure.note else "")


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or MEASUREMENTS)

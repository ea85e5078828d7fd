"""Measure and write docs/benchmarks.md: everything; `quick` for the pages alone; single figures by name (`order`)."""

import signal
import sys
import traceback
from collections.abc import Iterator
from importlib import import_module

from bench import load, pages, report, whole
from bench.house import Houses, houses
from bench.measure import Figure

# A module with `measure(houses) -> Iterable[Figure]` each.
SINGLE = ("upload", "order", "checking", "search", "borrowing", "as_of", "heaviest", "reminders", "calendar")


broken: list[str] = []  # what could not be measured; the page is written without it


def main(words: list[str]) -> int:
    """What is known is printed at once; a signal ends the bench as the end does, with nothing left behind.

    A figure that breaks off is named and costs none of the others; then the exit status is 1.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    quick = words == ["quick"]
    names = [] if quick else words or SINGLE
    with houses() as built:
        parts = [report.head(quick)]
        if quick or not words:
            parts += _whole_house(built, quick)
        parts += [report.of_figures(list(_figures(built, names)))] if names else []
    if quick or not words:
        report.PAGE.write_text("\n\n".join(part.strip() for part in parts) + "\n")
    return int(bool(broken))


def _whole_house(built: Houses, quick: bool) -> Iterator[str]:
    rows = []
    for row in pages.measure(built, quick):
        rows.append(row)
        print(report.of_pages([row]).splitlines()[-1], flush=True)
    yield report.of_pages(rows)
    small = built.with_schools(pages.FEW[0])
    for part in (report.of_load(list(load.measure(small, quick))), report.of_whole(whole.measure(small))):
        print(part, flush=True)
        yield part


def _figures(built: Houses, names: list[str] | tuple[str, ...]) -> Iterator[Figure]:
    for name in names:
        try:
            for figure in import_module(f"bench.{name}").measure(built):
                print(line(figure), flush=True)
                yield figure
        except Exception:
            print(f"{name}: BROKEN OFF", flush=True)
            traceback.print_exc()
            broken.append(name)


def line(figure: Figure) -> str:
    """A figure as one line, and under it the note."""
    low, high, turns = min(figure.readings), max(figure.readings), len(figure.readings)
    spread = f"{low:.2f} – {high:.2f}" if turns > 1 else ""
    said = f"{figure.what:50}{figure.middle:>8.2f}{spread:>16}{f'≤ {figure.aim:g}':>8}"
    said += "  met" if figure.met else "  NOT MET"
    return said + (f"\n    {turns} turns; {figure.note}" if figure.note else "")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""docs/benchmarks.md, as the bench has measured it."""

import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bench.load import Load
from bench.measure import Figure
from bench.pages import Row
from bench.whole import Whole

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench{arguments}` on {day}: {machine}, {processors} processors, load {load} at the beginning.
Read the ratios: both sides were measured in turns on the same machine. A bare page is a Flask view with the same
extensions that returns the same bytes in the same server.
What the readers lose of public files against LibreOffice stands in [corpus.md](corpus.md).
"""


def head(quick: bool) -> str:
    """Where and when."""
    return HEAD.format(
        arguments=" ARGS=quick" if quick else "",
        day=f"{datetime.now(UTC):%d.%m.%Y}",
        machine=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
        processors=os.cpu_count(),
        load=f"{os.getloadavg()[0]:.1f}",
    )


def of_pages(rows: list[Row]) -> str:
    """Milliseconds over one connection, compressed; processor milliseconds and statements of one process."""
    lines = [
        "## Pages",
        "| page | schools | ms, median | p95 | readings | bare pages | CPU ms | SQL | KB | KB on the wire |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda row: [one.page for one in rows].index(row.page)):
        times = f"{median(row.times) * 1000:.1f} | {row.p95 * 1000:.1f} | {len(row.times)} | {row.ratio:.1f}"
        counts = f"{row.cpu * 1000:.1f} | {row.statements} | {row.size / 1024:.0f} | {row.on_wire / 1024:.1f}"
        lines.append(f"| {row.page} | {row.schools:,} | {times} | {counts} |")
    return "\n".join(lines)


def of_load(loads: list[Load]) -> str:
    """Requests a second, and the 95th percentile of the wait in milliseconds."""
    lines = ["## Requests a second", "| page | connections | requests a second | p95, ms |", "|---|---|---|---|"]
    lines += [f"| {one.page} | {one.connections} | {one.a_second:.0f} | {one.p95 * 1000:.0f} |" for one in loads]
    return "\n".join(lines)


def of_whole(whole: Whole) -> str:
    """Memory and start."""
    lines = ["## The house at rest", "| process | PSS, MB |", "|---|---|"]
    lines += [f"| {said.rpartition(' ')[0] or said} | {size:.0f} |" for said, size in whole.memory.items()]
    lines += [f"| **whole** | **{sum(whole.memory.values()):.0f}** |", "", "## Start", "| what | s |", "|---|---|"]
    lines += [
        f"| from `flask serve` to the first answer, by the clock | {whole.first_answer:.1f} |",
        f"| the house is imported, of the processor | {whole.house:.2f} |",
        f"| bare Flask with the same extensions is imported | {whole.bare:.2f} |",
        f"| a further web process until it rests, of the processor | {whole.fork:.2f} |",
    ]
    return "\n".join(lines)


def of_figures(figures: list[Figure]) -> str:
    """The single figures with their aims."""
    lines = ["## Single figures", "| what | median | of | aim | met | note |", "|---|---|---|---|---|---|"]
    for one in figures:
        met = "yes" if one.met else "**no**"
        lines.append(f"| {one.what} | {one.middle:.2f} | {len(one.readings)} | ≤ {one.aim:g} | {met} | {one.note} |")
    return "\n".join(lines)

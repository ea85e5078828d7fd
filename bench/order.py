"""Every order and letter, from facts to a sealed DOCX, against docxtpl rendering the same template with ready data."""

import io
from collections.abc import Iterator
from dataclasses import replace
from time import process_time

from docxtpl import DocxTemplate

from app.kernel import clock
from app.orders.gathering import gather
from app.papers.facts import Facts
from app.papers.kinds import KINDS
from app.papers.rendering import built_in, render
from app.papers.templates.samples import sample
from app.papers.wording import words
from app.year.cycle.queries import current_cycle
from bench.house import Houses
from bench.measure import Figure, ratios, seconds

TURNS, FEW = 31, 9
SIZES = (100, 1000, 6000)


def measure(houses: Houses) -> Iterator[Figure]:
    """In processor time, for nothing here waits; the reference is given the words that we make of the facts."""
    house = houses.demo
    with house.app.app_context():
        plan = gather("O_PLAN", current_cycle(), clock.today())
    yield _against("order No. 226", "O_PLAN", plan, TURNS)
    for code in KINDS:
        if code not in ("O_PLAN", "O_STAGE2", "O_STAGE3"):
            yield _against(code, code, sample(code), FEW)
    yield _flat()


def _against(what: str, code: str, facts: Facts, turns: int) -> Figure:
    ready = words(facts)

    def reference() -> bytes:
        rendered, out = DocxTemplate(built_in(KINDS[code].template)), io.BytesIO()
        rendered.render(ready, autoescape=True)
        rendered.save(out)
        return out.getvalue()

    found, note = ratios(lambda: render(code, facts), reference, turns, process_time)
    return Figure(f"{what} / docxtpl, same template, ready data", found, 1.1, note=note)


def _flat() -> Figure:
    """What one more row costs in a long appendix against a short one: the fixed cost of a paper is taken off."""
    base, one = sample("O_SCH"), sample("O_SCH").tables["rows"][0]
    papers = [replace(base, tables={"rows": (one,) * size}) for size in SIZES]
    found = []
    for _ in range(3):
        times = [seconds(lambda facts=facts: render("O_SCH", facts), process_time) for facts in papers]
        short, long = ((times[n + 1] - times[n]) / (SIZES[n + 1] - SIZES[n]) for n in (0, 1))
        found.append(long / short)
    note = ", ".join(f"{size} rows {took * 1000:.0f} ms" for size, took in zip(SIZES, times, strict=True))
    return Figure("a row of 1,000–6,000 / a row of 100–1,000", found, 1.5, note=note)

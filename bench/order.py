"""Order No. 226, from facts to a sealed DOCX, against docxtpl rendering the same blank with ready data."""

import io
from time import process_time

from docxtpl import DocxTemplate

from app.cycle.queries import current_cycle
from app.kernel import clock
from app.orders.gathering import gather
from app.orders.paper import BLANKS, render
from app.orders.wording import words
from bench.house import Houses
from bench.measure import Figure, ratios

TURNS = 31


def measure(houses: Houses) -> list[Figure]:
    """In processor time, for nothing here waits; the reference is given the words that we make of the facts."""
    house = houses.demo
    with house.app.app_context():
        facts = gather("O_PLAN", current_cycle(), clock.today())
    ready = words(facts)

    def reference() -> bytes:
        template, out = DocxTemplate(BLANKS / "O_PLAN.docx"), io.BytesIO()
        template.render(ready, autoescape=True)
        template.save(out)
        return out.getvalue()

    found, note = ratios(lambda: render("O_PLAN", facts), reference, TURNS, process_time)
    return [Figure("order No. 226 / docxtpl, same blank, ready data", found, 1.3, note=note)]

"""The plan of the year → the facts of the order that approves it."""

import re
from datetime import datetime

from app.orders.queries import plan_items
from app.papers.facts import Basis, Officials, PlanFacts, PlanRow, plan_title
from app.year.cycle.models import Cycle

LETTER = re.compile(r"(?P<day>\d\d\.\d\d\.\d{4})\s*(?:г\.)?\s*№\s*(?P<number>\S+)\s*(?:«(?P<title>.+)»)?", re.S)


def letter(text: str) -> Basis | None:
    """The letter of the federal coordinator as the cycle names it: «от 22.11.2021 № 02-21/683 «…»»."""
    found = LETTER.search(text)
    if found is None:
        return None
    return Basis(found["title"] or "", found["number"], datetime.strptime(found["day"], "%d.%m.%Y").date())


def plan_facts(cycle: Cycle, people: Officials) -> PlanFacts:
    rows = tuple(
        PlanRow(i.number, i.title, i.period_text, i.executors_text, i.indicator_text, i.info_support)
        for i in plan_items(cycle)
        if i.state != "cancelled"
    )
    return PlanFacts(title=plan_title(cycle.year), basis=letter(cycle.basis_letter), rows=rows, **people)

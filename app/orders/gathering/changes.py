"""O_CHANGE: what waits for an order (app/plan/amendments) → the points that change the order that approved the plan."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.cycle.models import Cycle
from app.extensions import db
from app.orders.facts import ListFacts
from app.orders.gathering.monitorings import plan_order
from app.plan.amendments.models import PlanAmendment
from app.plan.amendments.queries import pending


def change(cycle: Cycle, _on: date) -> dict:
    """The order that is changed, a point for each change, and which changes these are."""
    waiting = pending(cycle)
    rows = [{"id": str(one.id), "point": point(one)} for one in waiting]
    return {
        "said": plan_order(cycle),
        "tables": {"amendments": rows},
        "typed": {"points": listed(numbered(row["point"] for row in rows))},
    }


def point(amendment: PlanAmendment) -> str:
    """What an order says of one change."""
    item = amendment.item
    row = f"строке {item.number} «{item.title.strip().rstrip('.')}»"
    if amendment.move == "cancel":
        return f"Строку {item.number} «{item.title.strip().rstrip('.')}» исключить."
    was, became = amendment.was["period_text"].strip(), amendment.became["period_text"].strip()
    return f"В\u00a0{row} графу «Сроки реализации» вместо «{was}» изложить в\u00a0редакции «{became}»."


def numbered(points: Iterable[str], after: int = 0) -> list[str]:
    """Each as a sub-point of «внести следующие изменения»."""
    return [f"1.{at}. {text}" for at, text in enumerate(points, after + 1)]


def listed(lines: Sequence[str]) -> str:
    """A line each: a semicolon after every sub-point and a full stop after the last (domain.md §7.4)."""
    return "\n".join([*(f"{line.rstrip(' .;')};" for line in lines[:-1]), *lines[-1:]])


def with_new_points(facts: ListFacts, standing: ListFacts) -> ListFacts:
    """The draft is drawn up anew: what the clerk wrote stays, and what has been added to the plan since comes after."""
    known, written = amendments_in(standing), standing.typed.get("points", "")
    rows = facts.tables.get("amendments", ())
    if not written:
        return facts
    new = [row["point"] for row in rows if int(row["id"]) not in known]
    lines = [line for line in written.splitlines() if line.strip()]
    points = listed([*lines, *numbered(new, len(lines))]) if new else written
    return replace(facts, typed=facts.typed | {"points": points})


def amendments_in(facts: ListFacts) -> list[int]:
    """The changes that a draft was drawn up from."""
    return [int(row["id"]) for row in facts.tables.get("amendments", ())]


def said_in(facts: ListFacts) -> list[PlanAmendment]:
    """The changes that an order puts in force: a row that its text names no more is left as it was."""
    text = facts.typed.get("points", "") if facts.points is None else "\n".join(facts.points)
    found = (db.session.get(PlanAmendment, key) for key in amendments_in(facts))
    return [one for one in found if one and re.search(rf"(?<![\d.]){one.item.number}(?!\d|\.\d)", text)]


def outdated(facts: ListFacts, cycle: Cycle) -> list[int]:
    """Rows that the order still names as they were proposed before another proposal came."""
    waiting = pending(cycle)
    return [one.item.number for one in said_in(facts) if one.order is None and one not in waiting]

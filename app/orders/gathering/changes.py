"""O_CHANGE: what waits for an order (app/plan/amendments) → the points that change the order that approved the plan."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from app.extensions import db
from app.kernel.quotes import quoted
from app.orders.gathering.monitorings import plan_order
from app.orders.models import Order
from app.orders.queries import plan_order_with
from app.papers.declension import mid_sentence
from app.papers.facts import Facts, ListFacts
from app.plan.amendments.models import PlanAmendment
from app.plan.amendments.queries import pending
from app.year.cycle.models import Cycle

SUB_POINT = re.compile(r"^1\.(\d+)\.")


def is_change(facts: Facts) -> TypeGuard[ListFacts]:
    """True of what an O_CHANGE states."""
    return isinstance(facts, ListFacts) and facts.kind == "O_CHANGE"


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
    title = f"{item.number} {quoted(item.title.strip().rstrip('.'))} приложения"
    if amendment.move == "cancel":
        return f"Строку {title} исключить."
    was, became = amendment.was["period_text"].strip(), amendment.became["period_text"].strip()
    if amendment.move == "restore":
        return f"Строку {title} восстановить, графу «Сроки реализации» изложить в\u00a0редакции «{became}»."
    return f"В\u00a0строке {title} графу «Сроки реализации» вместо «{was}» изложить в\u00a0редакции «{became}»."


def numbered(points: Iterable[str]) -> list[str]:
    """Each as a sub-point of «внести следующие изменения»; a single one goes on with the sentence, without a number."""
    texts = [SUB_POINT.sub("", point).lstrip() for point in points]
    if len(texts) == 1:
        return [mid_sentence(texts[0])]
    return [f"1.{at}. {text[:1].upper()}{text[1:]}" for at, text in enumerate(texts, 1)]


def listed(lines: Sequence[str]) -> str:
    """A line each: a semicolon after every sub-point and a full stop after the last (domain.md §7.4)."""
    return "\n".join([*(f"{line.rstrip(' .;')};" for line in lines[:-1]), *lines[-1:]])


def with_new_points(facts: ListFacts, standing: ListFacts) -> ListFacts:
    """The draft is drawn up anew: what the clerk wrote stays, but for points of what waits no more.

    A point whose change was proposed anew is said anew; what has been added to the plan since comes after.
    """
    known, written = amendments_in(standing), standing.typed.get("points", "")
    if not written:
        return facts
    waiting = [one for key in amendments_in(facts) if (one := db.session.get(PlanAmendment, key))]
    gone = [db.session.get(PlanAmendment, key) for key in known if key not in {one.id for one in waiting}]
    new = [one for one in waiting if one.id not in known]
    lines = [line for line in written.splitlines() if line.strip()]
    redone = _redrawn(lines, gone, new)
    points = written if redone == lines else listed(redone)
    return replace(facts, typed=facts.typed | {"points": points})


def _redrawn(lines: list[str], gone: Iterable[PlanAmendment | None], new: Iterable[PlanAmendment]) -> list[str]:
    """The lines without those that name a change that is gone, and with the new ones; each number is its place."""
    left = [line for line in lines if not any(one and names(line, one.item.number) for one in gone)]
    added = [point(one) for one in new]
    return numbered([*left, *added]) if added or len(left) < len(lines) else left


def names(text: str, number: int) -> bool:
    """True when the text speaks of the row with this number; a day, a year or a number of a point is no row."""
    return bool(re.search(rf"(?<![\d.]){number}(?!\d|\.\d)", text))


def amendments_in(facts: ListFacts) -> list[int]:
    """The changes that a draft was drawn up from."""
    return [int(row["id"]) for row in facts.tables.get("amendments", ())]


def lines_of(facts: ListFacts) -> list[str]:
    """The points as the paper says them."""
    return facts.typed.get("points", "").splitlines() if facts.points is None else list(facts.points)


def said_in(facts: ListFacts) -> list[PlanAmendment]:
    """The changes that an order puts in force: a row that its text names no more is left as it was."""
    text = "\n".join(lines_of(facts))
    found = (db.session.get(PlanAmendment, key) for key in amendments_in(facts))
    return [one for one in found if one and names(text, one.item.number)]


def changed_by(facts: ListFacts, cycle: Cycle) -> Order | None:
    """The order that the text names; None while it has no number."""
    return plan_order_with(cycle, facts.said.get("plan_number", ""))


def outdated(facts: ListFacts, cycle: Cycle) -> list[int]:
    """Rows that the order still names as they were proposed before another proposal came, or none."""
    waiting = pending(cycle)
    return [one.item.number for one in said_in(facts) if one.order is None and one not in waiting]

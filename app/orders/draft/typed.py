"""What a clerk writes by hand, put into the facts and found in them again. Pure."""

from dataclasses import replace

from app.orders.gathering.events import programme
from app.papers.facts import Facts, ListFacts, PlanFacts, StageFacts
from app.papers.kinds import titled


def without_clerk_text(facts: Facts) -> Facts:
    """The same facts in the words of the template."""
    return replace(facts, preamble=None, points=None)


def typed_in(facts: Facts) -> dict:
    """What a clerk writes by hand and no data can give."""
    rewritten = {"preamble": facts.preamble, "points": facts.points, "left_out": facts.left_out or None}
    typed: dict = {}
    match facts:
        case PlanFacts():
            typed = {"basis": facts.basis}
        case StageFacts():
            typed = {name: getattr(facts, name) for name in ("webinar_by", "rework_by", "approve_by")}
        case ListFacts():
            days = {name: day for name, day in facts.days.items() if day}
            typed = {"basis": facts.basis, "days": days, "typed": {n: text for n, text in facts.typed.items() if text}}
    return {name: value for name, value in (typed | rewritten).items() if value is not None}


def worded(facts: Facts, words: dict) -> Facts:
    """The facts with the clerk's words; they reach the title and every row of the appendix that depends on them."""
    match facts:
        case StageFacts():
            facts = replace(facts, **words)
            return replace(facts, rows=tuple(replace(row, fix_by=row.fix_by and facts.rework_by) for row in facts.rows))
        case ListFacts():
            return worded_list(facts, words)
    return replace(facts, **words)


def worded_list(facts: ListFacts, words: dict) -> ListFacts:
    typed = facts.typed | words.get("typed", {})
    tables = facts.tables | ({"rows": tuple(programme(typed["programme"]))} if "programme" in typed else {})
    rewritten = {name: words[name] for name in ("preamble", "points", "left_out") if name in words}
    facts = replace(
        facts,
        **rewritten,
        basis=words.get("basis", facts.basis),
        days=facts.days | words.get("days", {}),
        typed=typed,
        tables=tables,
    )
    return replace(facts, title=titled(facts))

"""The data of the year → the facts of a fresh draft."""

from dataclasses import replace
from datetime import date

from app.cycle.models import Cycle
from app.orders.facts import Facts, ListFacts
from app.orders.gathering import events, letters, people
from app.orders.gathering.changes import change
from app.orders.gathering.monitorings import monitoring
from app.orders.gathering.officials import controller, signatory
from app.orders.gathering.plan import letter, plan_facts
from app.orders.gathering.stages import final, stage_facts
from app.orders.kinds import KINDS, Kind, titled
from app.permissions import Refused

# What the data give to a list order: tables, words, days to propose; or why it can't be drawn up yet.
LISTS = {
    "O_REG": people.regional,
    "O_SCH": people.schools,
    "O_MUN": people.municipal,
    "O_CUR": people.curators,
    "O_EXP": people.experts,
    "O_CHANGE": change,
    "O_EVENT": events.event,
    "O_FINAL": final,
    "O_FREE": events.free,
    "L_FIOKO_MUN": people.municipal,
    "L_FIOKO_CUR": people.curators,
    "L_FIOKO_PLAN": letters.plan_sent,
    "L_MOUO_START": people.schools,
    "L_MOUO_REMIND": letters.reminder,
    "L_MOUO_RESULTS": letters.results,
    "L_SCHOOL_RETURN": letters.returned,
}


def gather(code: str, cycle: Cycle, on: date, snapshot: int | None = None) -> Facts | Refused:
    """The facts of an order of this kind as the data stand now, or as they stood in a snapshot of the plan."""
    officials = {"year": cycle.year, "signatory": signatory(on), "controller": controller(on)}
    if code == "O_PLAN":
        return plan_facts(cycle, officials)
    if code.startswith("O_STAGE"):
        return stage_facts(cycle, int(code.removeprefix("O_STAGE")), officials)
    given = monitoring(cycle, on, snapshot) if code == "O_PLANMON" else LISTS[code](cycle, on)
    return given if isinstance(given, Refused) else list_facts(KINDS[code], cycle, officials, **given)


def list_facts(kind: Kind, cycle: Cycle, officials: dict, tables=None, said=None, days=None, typed=None) -> ListFacts:
    """What the data give, with an empty place for each thing that a clerk types."""
    given = ListFacts(
        title="",
        kind=kind.code,
        basis=letter(cycle.basis_letter) if kind.cites else None,
        days={name: (days or {}).get(name) for name in kind.days},
        typed=dict.fromkeys(kind.words, "") | (typed or {}),
        said=said or {},
        tables={name: tuple(rows) for name, rows in (tables or {}).items()},
        **officials,
    )
    return replace(given, title=titled(given))

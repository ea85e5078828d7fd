"""The data of the year → the facts of a fresh draft."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date

from app.orders.gathering import addressing, events, letters, people
from app.orders.gathering.changes import change
from app.orders.gathering.monitorings import monitoring, snapshot_in
from app.orders.gathering.officials import controller, signatory
from app.orders.gathering.plan import letter, plan_facts
from app.orders.gathering.stages import final, stage_facts
from app.papers.facts import Facts, ListFacts, Officials
from app.papers.kinds import KINDS, Kind, titled
from app.region import region
from app.year.cycle.models import Cycle

# What the data give to a list order: tables, words, days to propose; raises Refused when it can't be drawn up yet.
LISTS: dict[str, Callable[[Cycle, date], dict]] = {
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


def gather(code: str, cycle: Cycle, on: date, chosen: int | None = None, schools: Collection[int] = ()) -> Facts:
    """The facts of an order of this kind as the data stand now; `chosen` is a snapshot of the plan, or a receiver,
    whose letter is about these schools (all, where none are named).

    Raises Refused when there is nothing to draw it up from yet.
    """
    officials: Officials = {
        "year": cycle.year,
        "region": region(),
        "signatory": signatory(on),
        "controller": controller(on),
    }
    if code == "O_PLAN":
        return plan_facts(cycle, officials)
    if code.startswith("O_STAGE"):
        return stage_facts(cycle, int(code.removeprefix("O_STAGE")), officials)
    given = monitoring(cycle, on, chosen) if code == "O_PLANMON" else LISTS[code](cycle, on)
    if KINDS[code].letter:
        given = addressed(KINDS[code], cycle, on, given, chosen, schools)
    return list_facts(KINDS[code], cycle, officials, **given)


def addressed(
    kind: Kind, cycle: Cycle, on: date, given: dict, receiver: int | None, schools: Collection[int] = ()
) -> dict:
    """A letter with its addressee; of what goes to each their own, the rows of one receiver."""
    if kind.to:
        given = addressing.for_one(kind, given, receiver, schools)
    return given | {"typed": {"addressee": addressing.addressee(kind, cycle, on, receiver)}}


def receivers_of(code: str, cycle: Cycle, on: date) -> list[addressing.Receiver]:
    """To whom letters of this kind may go today; raises Refused when there is nothing to write of."""
    return addressing.receivers(KINDS[code], LISTS[code](cycle, on))


def chosen_in(facts: Facts) -> int | None:
    """What was chosen for a draft: its snapshot, or its receiver."""
    return snapshot_in(facts) or addressing.receiver_in(facts)


def list_facts(
    kind: Kind,
    cycle: Cycle,
    officials: Officials,
    *,
    tables: Mapping[str, Iterable[dict[str, str]]] | None = None,
    said: dict[str, str] | None = None,
    days: Mapping[str, date | None] | None = None,
    typed: dict[str, str] | None = None,
) -> ListFacts:
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

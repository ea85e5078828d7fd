"""The own parts of an item: how each is called, and how it stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.directory.models import Municipality
from app.kernel.reads import Read
from app.plan.execution.duties import Duty
from app.plan.items import Called, Item, Report

AS_CURATOR = "Ваша часть как куратора"
TOWNS = Read(
    Called,
    select(Municipality.id, Municipality.name).where(Municipality.id.in_(bindparam("towns", expanding=True))),
)
BY_VERDICT = {None: "executed", "confirm": "confirmed", "return": "returned"}


@dataclass(frozen=True)
class Part:
    """`title` is empty for the item itself."""

    duty: Duty
    title: str
    state: str
    reports: Sequence[Report]


def parts_of(item: Item, own: Iterable[Duty], titles: dict[int, str]) -> list[Part]:
    """The item itself, or each own part of it."""
    return [_part(item, duty, titles) for duty in own]


def _part(item: Item, duty: Duty, titles: dict[int, str]) -> Part:
    if duty.whole:
        return Part(duty, "", item.state, item.executions)
    reports = [part for part in item.parts if duty.holds(part)]
    title = titles[duty.municipality_id] if duty.municipality_id else AS_CURATOR
    return Part(duty, title, state_of_part(item.state, reports), reports)


def titles_of(own: Iterable[Duty]) -> dict[int, str]:
    """The names of the municipalities, in one statement; none is asked when there are none."""
    towns = {duty.municipality_id for duty in own if duty.municipality_id}
    return {one.id: one.name for one in TOWNS.all(towns=tuple(sorted(towns)))} if towns else {}


def state_of_part(state: str, reports: Sequence[Report]) -> str:
    """How a part stands: as the item when that is settled, else by the answer to the last report."""
    if state in ("confirmed", "cancelled"):
        return state
    confirmation = reports[-1].confirmation if reports else None
    own = BY_VERDICT[confirmation.verdict if confirmation else None] if reports else "not_started"
    return "confirmed" if state == "executed" and own != "executed" else own

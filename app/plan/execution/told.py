"""Who of an institution is told of its duties: the one who is named in «Кто отвечает», or else all who can do them.

Whoever can do a duty may report it all the same, and what one of them has done is done for all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import bindparam, select

from app.directory.models import Grant
from app.directory.queries import in_force
from app.kernel.reads import Read
from app.permissions import Actor
from app.plan.answering.rules import Answers, answering
from app.plan.answering.services import rows
from app.plan.execution.duties import ROLES, codes_of, duties
from app.plan.items import Item

CAN = Read(
    lambda *one: one,
    select(Grant.person_id, Grant.role).where(
        Grant.person_id.in_(bindparam("people", expanding=True)), in_force(bindparam("day")), Grant.ended_at.is_(None)
    ),
)


@dataclass(frozen=True)
class Told:
    """The executors whose duties are the actor's own, and those that a colleague answers for, with the name."""

    own: frozenset[str]
    colleagues: dict[str, str]

    @property
    def codes(self) -> frozenset[str]:
        """All that the actor is to see."""
        return self.own | set(self.colleagues)

    def colleague(self, item: Item) -> str:
        """Who of the colleagues has the item, when none of its executors is the actor's own."""
        codes = [one.code for one in item.executors if one.code in self.codes]
        return "" if self.own.intersection(codes) else next((self.colleagues[code] for code in codes), "")


def told(actor: Actor, today: date) -> Told:
    """Of the actor on the day; two statements at most."""
    may = {code for code in ROLES if any(one.whole for one in duties(actor, [code]))} & _held(actor)
    named = {code: found.person for code, found in named_now(may, today).items()} if may else {}
    mine = {code for code, person in named.items() if person.id == actor.person_id}
    others = {code: person.name for code, person in named.items() if code not in mine}
    usual = codes_of(actor)
    return Told(frozenset(usual - set(others) | mine), {code: others[code] for code in usual if code in others})


def _held(actor: Actor) -> set[str]:
    held = {one.role for one in actor.grants}
    return {code for code, roles in ROLES.items() if held.intersection(roles)}


def named_now(codes: Iterable[str], today: date) -> dict[str, Answers]:
    """Who answers for each on the day and can: whoever holds no such role any more leaves the duty to all."""
    known = rows()
    found = {code: row for code in codes if (row := answering(known.get(code, ()), today))}
    if not found:
        return {}
    can = set(CAN.all(people=tuple(sorted({row.person.id for row in found.values()})), day=today))
    return {code: row for code, row in found.items() if any((row.person.id, role) in can for role in ROLES[code])}

"""Who of an institution is told of its duties: the one who is named in «Кто отвечает», or else all who can do them.

Whoever can do a duty may report it all the same, and what one of them has done is done for all.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select

from app.directory.models import Grant
from app.extensions import db
from app.permissions import Actor
from app.plan.answering.models import Answering
from app.plan.answering.rules import answering
from app.plan.answering.services import rows
from app.plan.execution.duties import ROLES, codes_of, duties
from app.plan.models import PlanItem


@dataclass(frozen=True)
class Told:
    """The executors whose duties are the actor's own, and those that a colleague answers for, with the name."""

    own: frozenset[str]
    colleagues: dict[str, str]

    @property
    def codes(self) -> frozenset[str]:
        """All that the actor is to see."""
        return self.own | set(self.colleagues)

    def colleague(self, item: PlanItem) -> str:
        """Who of the colleagues has the item, when none of its executors is the actor's own."""
        codes = [one.code for one in item.executors if one.code in self.codes]
        return "" if self.own.intersection(codes) else next((self.colleagues[code] for code in codes), "")


def told(actor: Actor, today: date) -> Told:
    """Of the actor on the day; two statements at most."""
    may = {code for code in ROLES if any(one.whole for one in duties(actor, [code]))} & _held(actor)
    named = {code: found.person for code, found in _named(may, today).items()} if may else {}
    mine = {code for code, person in named.items() if person.id == actor.person_id}
    others = {code: person.name for code, person in named.items() if code not in mine}
    usual = codes_of(actor)
    return Told(frozenset(usual - set(others) | mine), {code: others[code] for code in usual if code in others})


def _held(actor: Actor) -> set[str]:
    held = {one.role for one in actor.grants}
    return {code for code, roles in ROLES.items() if held.intersection(roles)}


def _named(codes: Iterable[str], today: date) -> dict[str, Answering]:
    """Who answers for each on the day and can: whoever holds no such role any more leaves the duty to all."""
    known = rows()
    found = {code: row for code in codes if (row := answering(known.get(code, ()), today))}
    if not found:
        return {}
    in_force = Grant.starts_on <= today, or_(Grant.ends_on.is_(None), Grant.ends_on >= today), Grant.ended_at.is_(None)
    asked = select(Grant.person_id, Grant.role).where(Grant.person_id.in_([row.person_id for row in found.values()]))
    can = {(one.person_id, one.role) for one in db.session.execute(asked.where(*in_force))}
    return {code: row for code, row in found.items() if any((row.person_id, role) in can for role in ROLES[code])}

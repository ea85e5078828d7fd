"""Whose duty an item is: its executors against the roles of the one who acts. Pure.

Who acts for the region (Департамент, ОИРО, ОРЦОКО) reports the item itself; a municipality and a curator report
their own part of it, and the item goes on. Who acts for two municipalities has two parts, each with its own reports
and answers. The Department keeps the plan: it reports any item, and so those of schools, which the indicators count.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.permissions import Actor, Holding
from app.plan.items import AnyItem, AnyReport
from app.refusals import Refusal, Refused
from app.roles import Role

ROLES = {
    "DEP": (Role.REGIONAL,),
    "REG_COORD": (Role.REGIONAL,),
    "OIRO": (Role.REVIEWER, Role.LEAD),
    "ORCOKO": (Role.ANALYST,),
    "MOUO": (Role.MUNICIPAL,),
    "MUN_COORD": (Role.MUNICIPAL,),
    "CURATOR": (Role.CURATOR,),
    "SCHOOL": (),
    "SCHOOL_HEAD": (),
}
OF_REGION = ("DEP", "REG_COORD", "OIRO", "ORCOKO")  # who reports an item itself, and no part of it
NOT_YOURS = Refusal("not_yours", "Вы\u00a0не\u00a0исполнитель этого мероприятия: исполнители названы в\u00a0плане.")
WHICH = Refusal("which", "Выберите, за\u00a0кого отчитываетесь: у\u00a0вас несколько частей этого мероприятия.")


@dataclass(frozen=True)
class Duty:
    """`whole`: the item itself. Else a part: of a municipality, or of the person who is a curator."""

    whole: bool
    municipality_id: int | None = None
    person_id: int | None = None

    @property
    def key(self) -> str:
        """One word for each part of an item; empty for the item itself."""
        if self.whole:
            return ""
        return f"town-{self.municipality_id}" if self.municipality_id else f"person-{self.person_id}"

    def holds(self, execution: AnyReport) -> bool:
        """True when the execution was reported in this duty."""
        if execution.whole != self.whole or execution.municipality_id != self.municipality_id:
            return False
        return self.whole or self.municipality_id is not None or execution.executed_by_id == self.person_id


def codes_of(actor: Actor) -> set[str]:
    """The executors of the plan whose duties this person is told of.

    What ОИРО owes is told to who leads there, not to each of its reviewers, and what a curator owes to the curator,
    not to who stands in for them; a report of any of them is taken.
    """
    held = {holding.role for holding in actor.grants if not holding.stands_for_id} - {Role.REVIEWER}
    return {code for code, roles in ROLES.items() if held & set(roles)}


def responsible(item: AnyItem) -> str:
    """The executor who answers for the item itself: of those of the region the one named first, as in any order.

    What schools, curators or municipalities alone execute the Department reports.
    """
    return next((one.code for one in item.executors if one.code in OF_REGION), "DEP")


def duties(actor: Actor, codes: Iterable[str]) -> list[Duty]:
    """What the actor reports of an item with these executors: the item, or each own part of it, or nothing."""
    asked = {role for code in codes for role in ROLES.get(code, ())}
    held = [one for one in actor.grants if one.role in asked]
    if any(one.role == Role.REGIONAL for one in actor.grants) or any(map(of_region, held)):
        return [Duty(whole=True)]
    towns = dict.fromkeys(one.municipality_id for one in held if one.municipality_id)
    own = [Duty(False, None, actor.person_id)] if any(one.school_id for one in held) else []
    return [*(Duty(False, town, actor.person_id) for town in towns), *own]


def duties_of(actor: Actor, item: AnyItem) -> list[Duty]:
    """The same of an item."""
    return duties(actor, (one.code for one in item.executors))


def chosen(own: Sequence[Duty], part: str | None) -> Duty:
    """The duty that is meant: the only one when nothing is said; Refused when who has several does not say which."""
    if len(own) == 1 and part is None:
        return own[0]
    meant = next((one for one in own if one.key == part), None)
    if meant is None:
        raise Refused(WHICH if len(own) > 1 else NOT_YOURS)
    return meant


def of_region(holding: Holding) -> bool:
    """True of a role that is held for the whole region."""
    return holding.school_id is None and holding.municipality_id is None


def may_see(execution: AnyReport, actor: Actor) -> bool:
    """A part is seen by those who act for the region and by its own; the execution of the item by all readers."""
    if execution.whole or any(map(of_region, actor.grants)):
        return True
    towns = {one.municipality_id for one in actor.grants if one.municipality_id}
    return execution.executed_by_id == actor.person_id or execution.municipality_id in towns

"""Who may stand in for a curator who is away: pure decisions over the roles that touch those days."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.directory.models import Grant, Person
from app.refusals import Refusal

NO_LAST_DAY = "Замещают на\u00a0время: напишите последний день."
CURATOR_ONLY = "Замещают только кураторов: выберите роль «Куратор» или уберите, кого замещает."
NOT_A_CURATOR = "Сегодня это не\u00a0куратор. Выберите, кого замещает, ещё раз."
NOT_TWO = Refusal("same", "Замещает другой человек: выберите его карточку.")
NOT_LED = "{}: не\u00a0куратор этой школы или не\u00a0во\u00a0все эти дни. Выберите другую школу или другие дни."
AWAY = "В\u00a0эти дни здесь уже замещает {}: {} – {}. Сначала закончите ту роль."
BUSY = "{} в\u00a0эти дни сам(а) отсутствует: {} – {}. Выберите другого."
IN_PLACE = "{} в\u00a0эти дни сам(а) замещает: {} – {}. Сначала закончите ту роль."


@dataclass(frozen=True)
class Leave:
    """A curator is away from a day to a day inclusive, and another stands in."""

    absent: Person
    substitute: Person
    starts_on: date
    ends_on: date

    def touches(self, grant: Grant) -> bool:
        """True when the role holds on at least one of the days."""
        return grant.starts_on <= self.ends_on and (grant.ends_on is None or grant.ends_on >= self.starts_on)


def led_throughout(leave: Leave, grants: Iterable[Grant]) -> set[int]:
    """The schools of which the absent is the own curator on each of the days, by one role or by several in a row."""
    own: dict[int, list[Grant]] = defaultdict(list)
    for one in grants:
        if one.person_id == leave.absent.id and one.stands_for_id is None and one.school_id is not None:
            own[one.school_id].append(one)
    return {school_id for school_id, roles in own.items() if _covers(leave, roles)}


def _covers(leave: Leave, roles: Iterable[Grant]) -> bool:
    day = leave.starts_on
    for role in sorted(roles, key=lambda role: role.starts_on):
        if role.starts_on > day:
            break
        if role.ends_on is None or role.ends_on >= leave.ends_on:
            return True
        day = max(day, role.ends_on + timedelta(1))
    return False


def refusal(leave: Leave, school_id: int, grants: Iterable[Grant]) -> Refusal | None:
    """Why the one may not stand in for the other at the school; `grants`: roles of curators that touch the days."""
    if leave.absent.id == leave.substitute.id:
        return NOT_TWO
    touching = [one for one in grants if leave.touches(one)]
    if school_id not in led_throughout(leave, touching):
        return Refusal("not_led", NOT_LED.format(leave.absent.name))
    found = (_in_the_way(leave, school_id, one) for one in touching if one.stands_for_id)
    return next(filter(None, found), None)


def _in_the_way(leave: Leave, school_id: int, other: Grant) -> Refusal | None:
    days = f"{other.starts_on:%d.%m.%Y}", f"{other.ends_on:%d.%m.%Y}"
    if other.person_id == leave.absent.id:
        return Refusal("in_place", IN_PLACE.format(leave.absent.name, *days))
    if other.stands_for_id == leave.substitute.id:
        return Refusal("busy", BUSY.format(leave.substitute.name, *days))
    if other.stands_for_id == leave.absent.id and other.school_id == school_id:
        return Refusal("away", AWAY.format(other.person.name, *days))
    return None

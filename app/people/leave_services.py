"""The verb about a curator's leave: another has the same role on those days, school by school."""

from datetime import datetime

from app.directory.models import Grant
from app.people.leave import NOT_LED, Leave, led_throughout, refusal
from app.people.queries import curators_within
from app.people.services import give_role
from app.permissions import Refused
from app.roles import Role


def stand_in(leave: Leave, school_id: int | None, actor, now: datetime) -> list[Grant] | Refused:
    """The role of the absent curator for the school, or for each one that he leads on all of the days; all or none."""
    near = curators_within(leave.starts_on, leave.ends_on)
    schools = [school_id] if school_id else sorted(led_throughout(leave, near))
    if not schools:
        return Refused("not_led", NOT_LED.format(leave.absent.name))
    made = []
    for school in schools:
        done = refusal(leave, school, near)
        if done is None:
            place, days = {"school_id": school, "municipality_id": None}, (leave.starts_on, leave.ends_on)
            done = give_role(leave.substitute, Role.CURATOR, place, *days, actor, now, stands_for=leave.absent)
        if isinstance(done, Refused):
            return done
        made.append(done)
    return made

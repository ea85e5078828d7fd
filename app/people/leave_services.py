"""The verb about a curator's leave: another has the same role on those days, school by school."""

from datetime import datetime

from app.directory.models import Grant
from app.people.leave import NOT_LED, Leave, led_throughout, refusal
from app.people.queries import curators_within
from app.people.services import give_role
from app.permissions import Actor
from app.refusals import Refused, refuse_if
from app.roles import Role


def stand_in(leave: Leave, school_id: int | None, actor: Actor, now: datetime) -> list[Grant]:
    """The role of the absent curator for the school, or for each one that they lead on all of the days; all or none."""
    near = curators_within(leave.starts_on, leave.ends_on)
    schools = [school_id] if school_id else sorted(led_throughout(leave, near))
    if not schools:
        raise Refused.because("not_led", NOT_LED.format(leave.absent.name))
    made, days = [], (leave.starts_on, leave.ends_on)
    for school in schools:
        refuse_if(refusal(leave, school, near))
        place = {"school_id": school, "municipality_id": None}
        made.append(give_role(leave.substitute, Role.CURATOR, place, *days, actor, now, stands_for=leave.absent))
    return made

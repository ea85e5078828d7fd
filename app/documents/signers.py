"""Two to look at each document: one of the school uploads, another alone sends to the curator. Off until it is set."""

from datetime import datetime

from app.directory.models import Person
from app.directory.queries import holders
from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused
from app.roles import Role
from app.year.cycle.models import Participation

STRANGER = Refusal("stranger", "Выберите человека, который сегодня работает в\u00a0этой школе.")


def signer_of(school: Participation) -> Person | None:
    """Who alone sends; nobody in particular when none is set, or when that person works here no longer."""
    here = holders(Role.SCHOOL, school.school_id, clock.today())
    return next((person for person in here if person.id == school.signer_id), None)


def set_signer(school: Participation, person_id: int, actor: Actor, now: datetime) -> Participation:
    """Say who sends (0: anybody of the school). Raises Refused: what one person keeps, no colleague takes away."""
    ensure_can(actor, "school.signer", school)
    present = signer_of(school)
    own = any(held.role == Role.SCHOOL for held in actor.grants)
    if present is not None and own and present.id != actor.person_id:
        raise Refused.because("signer", f"Это меняет {present.name} или Департамент.")
    here = {person.id for person in holders(Role.SCHOOL, school.school_id, clock.today())}
    if person_id and person_id not in here:
        raise Refused(STRANGER)
    school.signer_id = person_id or None
    db.session.flush()
    record("school:signer", school, actor, now, person=school.signer_id)
    return school

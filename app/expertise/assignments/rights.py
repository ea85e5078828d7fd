"""Why somebody may not record a result of a school: one does who acts for it, or a coordinator (P6)."""

from datetime import datetime

from app.directory.models import Person
from app.expertise.assignments.acting import acting, holds
from app.expertise.assignments.conflicts import BECAUSE, conflict, is_allowed
from app.expertise.assignments.models import Assignment
from app.expertise.assignments.queries import assignments_of, substitutions, waivers_of
from app.expertise.assignments.year_rows import ties_in
from app.extensions import db
from app.kernel.as_of import AsOf
from app.permissions import Actor, Place, can, denial
from app.refusals import Refusal
from app.year.cycle.models import Stage

NOBODY_YET = Refusal(
    "unassigned",
    "Этой школе в\u00a0этом этапе ещё не\u00a0назначен эксперт. Назначает руководитель экспертизы {institute}.",
)
NOT_ASKED = Refusal("not_asked", "Второе мнение об\u00a0этом документе у\u00a0вас не\u00a0запрошено.")
OWN = "Конфликт интересов: эксперт {}. Результат запишет тот, кого назначит руководитель экспертизы."
THEIRS = "Школу в\u00a0этом этапе оценивает {}. Результат записывает эксперт школы или руководитель экспертизы."


def record_refusal(actor: Actor, place: Place, stage: Stage, participation_id: int, at: datetime) -> Refusal | None:
    """Why the actor may not record a result of the school. Until the stage has assignments, any reviewer may.

    Nobody with a conflict of interest does, however they came to the school and whenever the conflict became known.
    """
    barred = denial(actor, "result.record", place) or conflict_refusal(actor, place, stage, participation_id)
    if barred is not None or can(actor, "assignment.edit", place):
        return barred
    first = [one for one in assignments_of(stage) if one.role == "first" and one.until is None]
    if not first:
        return None
    here = acting((one for one in first if one.participation_id == participation_id), substitutions(), AsOf(at))
    if not here:
        return NOBODY_YET
    reviewer = here[0].reviewer
    return None if reviewer.id == actor.person_id else Refusal("theirs", THEIRS.format(reviewer.name))


def conflict_refusal(actor: Actor, place: Place, stage: Stage, participation_id: int) -> Refusal | None:
    """The conflict of interest with the school in the stage that nobody has allowed."""
    person = db.session.get_one(Person, actor.person_id)
    kind = conflict(ties_in([person.id], stage.cycle.year)[person.id], place)
    overridden = [one.conflict for one in waivers_of(stage).get((participation_id, person.id), ())]
    return None if is_allowed(kind, overridden) else Refusal("conflict", OWN.format(BECAUSE[kind]))


def review_refusal(
    actor: Actor, place: Place, stage: Stage, participation_id: int, frozen_item_id: int, role: str, at: datetime
) -> Refusal | None:
    """Why the actor may not write a sheet: the first is of who may record, another of who was asked for it."""
    denied = denial(actor, "review.write", place)
    if denied is not None:
        return denied
    if role == "first":
        return record_refusal(actor, place, stage, participation_id, at)
    if not second_of(actor, stage, participation_id, frozen_item_id, at):
        return NOT_ASKED
    return conflict_refusal(actor, place, stage, participation_id)


def second_of(
    actor: Actor, stage: Stage, participation_id: int, frozen_item_id: int, at: datetime
) -> Assignment | None:
    """The second or third opinion that the actor is asked for about an examined document at the moment.

    Nobody stands in here: the stand-in may be the very first reviewer.
    """
    asked = (
        one
        for one in assignments_of(stage, participation_id)
        if one.role == "second" and one.frozen_item_id in (None, frozen_item_id) and holds(one, AsOf(at))
    )
    return next((one for one in asked if one.reviewer_id == actor.person_id), None)

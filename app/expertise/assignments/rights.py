"""Whether somebody may record a result of a school: the one who acts for it, or a coordinator (P6)."""

from datetime import datetime

from app.directory.models import Person
from app.expertise.assignments.acting import acting, holds
from app.expertise.assignments.conflicts import BECAUSE, conflict, is_allowed
from app.expertise.assignments.models import Assignment
from app.expertise.assignments.queries import assignments_of, overrides_of, substitutions, ties_of
from app.extensions import db
from app.kernel.as_of import AsOf
from app.permissions import Place, Refused, can
from app.year.cycle.models import Round

NOBODY_YET = Refused(
    "unassigned", "Этой школе в\u00a0этом этапе ещё не\u00a0назначен эксперт. Назначает руководитель экспертизы ОИРО."
)
NOT_ASKED = Refused("not_asked", "Второе мнение об\u00a0этом документе у\u00a0вас не\u00a0запрошено.")
OWN = "Конфликт интересов: эксперт {}. Результат запишет тот, кого назначит руководитель экспертизы."
THEIRS = "Школу в\u00a0этом этапе оценивает {}. Результат записывает эксперт школы или руководитель экспертизы."


def may_record(actor, place: Place, stage: Round, participation_id: int, at: datetime) -> bool | Refused:
    """True, or the sentence. Until the round has assignments, any reviewer may.

    Nobody with a conflict of interest does, however he came to the school and whenever the conflict became known.
    """
    if not (allowed := can(actor, "result.record", place)):
        return allowed
    if not (free := is_free(actor, place, stage, participation_id)) or can(actor, "assignment.edit", place):
        return free
    first = [one for one in assignments_of(stage) if one.role == "first" and one.until is None]
    if not first:
        return free
    here = acting((one for one in first if one.participation_id == participation_id), substitutions(), AsOf(at))
    if not here:
        return NOBODY_YET
    return True if here[0].reviewer.id == actor.person_id else Refused("theirs", THEIRS.format(here[0].reviewer.name))


def is_free(actor, place: Place, stage: Round, participation_id: int) -> bool | Refused:
    """No conflict of interest with the school in the round, or one that was allowed."""
    person = db.session.get(Person, actor.person_id)
    kind = conflict(ties_of([person], stage.cycle)[person.id], place)
    allowed = [one.conflict for one in overrides_of(stage).get((participation_id, person.id), ())]
    return True if is_allowed(kind, allowed) else Refused("conflict", OWN.format(BECAUSE[kind]))


def may_review(
    actor, place: Place, stage: Round, participation_id: int, examined_id: int, role: str, at: datetime
) -> bool | Refused:
    """True, or the sentence: the first sheet is of who may record, another of who was asked for it."""
    if role == "first":
        return may_record(actor, place, stage, participation_id, at)
    if not second_of(actor, stage, participation_id, examined_id, at):
        return NOT_ASKED
    return is_free(actor, place, stage, participation_id)


def second_of(actor, stage: Round, participation_id: int, examined_id: int, at: datetime) -> Assignment | None:
    """The second or third opinion that the actor is asked for about an examined document at the moment.

    Nobody stands in here: the stand-in may be the very first reviewer.
    """
    asked = (
        one
        for one in assignments_of(stage, participation_id)
        if one.role == "second" and one.examined_id in (None, examined_id) and holds(one, AsOf(at))
    )
    return next((one for one in asked if one.reviewer_id == actor.person_id), None)

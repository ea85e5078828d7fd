"""The verbs of assignment: give schools to a reviewer, take them back, ask for a second opinion."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.directory.models import Person
from app.expertise.assignments import queries
from app.expertise.assignments.conflicts import Clash, conflict, is_allowed
from app.expertise.assignments.models import Assignment, ConflictWaiver
from app.expertise.assignments.proposal import share
from app.expertise.assignments.queries import today_of
from app.expertise.assignments.rights import record_refusal
from app.expertise.assignments.year_rows import REVIEWERS, Place, Reviewer, ties_in
from app.extensions import db
from app.journal.services import record
from app.permissions import Actor, can, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Participation, Stage

STALE = Refusal(
    "stale", "Пока вы выбирали, назначения этих школ изменил другой человек. Показано то, что записано сейчас."
)
NO_REVIEWER = Refusal("reviewer", "Выберите эксперта: роль эксперта {institute} сегодня должна действовать.")
NO_SCHOOLS = Refusal("schools", "Отметьте хотя бы одну школу.")
NO_REASON = Refusal("reason", "Напишите, зачем нужно второе мнение: причина останется в\u00a0истории.")
ASKED = Refusal("asked", "Второе мнение об\u00a0этом уже запрошено.")
SAME = Refusal("same", "Второе мнение даёт другой эксперт: этот оценивает школу первым.")
SECOND = Refusal(
    "second",
    "Этот эксперт или\u00a0тот, кто его замещает, даёт о\u00a0школе второе мнение. "
    "Сначала снимите запрос или выберите другого.",
)
OUT_OF_YEAR = Refusal("school", "Эта школа не\u00a0участвует в\u00a0году этапа.")


def assign(
    stage: Stage,
    chosen: Mapping[Participation, Person | None],
    reasons: Mapping[int, str],
    actor: Actor,
    now: datetime,
    seen: Mapping[int, int] | None = None,
) -> int:
    """Give each school its reviewer, or take it back (None); all, or Refused. The number of schools that changed.

    `reasons` by place in the year let a conflict pass. `seen` are the ids of the assignments that the person saw.
    """
    ensure_can(actor, "assignment.edit")
    if not chosen:
        raise Refused(NO_SCHOOLS)
    if any(school.cycle_id != stage.cycle_id or school.left_on for school in chosen):
        raise Refused(OUT_OF_YEAR)
    known = {person.id for person in queries.reviewers(today_of(now))}
    if any(person is not None and person.id not in known for person in chosen.values()):
        raise Refused(NO_REVIEWER)
    db.session.refresh(stage, with_for_update={"of": Stage})
    given = {school: person for school, person in chosen.items() if person}
    second = queries.asked_second(stage)
    if any((school.id, person.id) in second for school, person in _with_stand_ins(given, now)):
        raise Refused(SECOND)
    standing = queries.current(stage)
    if seen is not None and any(_id(standing, school) != seen.get(school.id, 0) for school in chosen):
        raise Refused(STALE)
    found = clashes(stage, given, now)
    if forbidden := [clash for clash in found if not reasons.get(clash.participation_id)]:
        raise Refused.because("conflict", " ".join(clash.sentence for clash in forbidden))
    for clash in found:
        allow(stage, clash, reasons[clash.participation_id], actor, now)
    return sum(_give(stage, school, person, standing, actor, now) for school, person in chosen.items())


def _id(standing: Mapping[int, Assignment], school: Participation) -> int:
    return standing[school.id].id if school.id in standing else 0


def clashes(stage: Stage, chosen: Mapping[Participation, Person], now: datetime) -> list[Clash]:
    """The conflicts that nobody has allowed: of the reviewers, and of those who stand or will stand in for them."""
    return clashing(stage, _with_stand_ins(chosen, now))


def _with_stand_ins(chosen: Mapping[Participation, Person], now: datetime) -> list[tuple[Participation, Person]]:
    stand_ins = [(one.absent_id, one.substitute) for one in queries.to_come(today_of(now))]
    pairs = []
    for school, person in chosen.items():
        pairs += [(school, person), *((school, other) for absent, other in stand_ins if absent == person.id)]
    return pairs


def clashing(stage: Stage, pairs: Sequence[tuple[Participation | Place, Person]]) -> list[Clash]:
    """The conflicts among pairs of a school and a reviewer that nobody has allowed in this stage."""
    ties = ties_in({person.id for _, person in pairs}, stage.cycle.year) if pairs else {}
    overridden = queries.waivers_of(stage)
    found = []
    for school, person in pairs:
        kind = conflict(ties[person.id], school)
        if not is_allowed(kind, [one.conflict for one in overridden.get((school.id, person.id), ())]):
            found.append(Clash(school.id, school.short_name, person.id, person.name, kind))
    return found


def allow(stage: Stage, clash: Clash, reason: str, actor: Actor, now: datetime) -> None:
    """Let one conflict pass, for good."""
    waiver = ConflictWaiver(
        stage_id=stage.id,
        participation=db.session.get(Participation, clash.participation_id),
        reviewer_id=clash.reviewer_id,
        conflict=clash.kind,
        reason=reason,
        made_by_id=actor.person_id,
        made_at=now,
    )
    db.session.add(waiver)
    db.session.flush()
    record("assignment:overridden", waiver, actor, now, reviewer=clash.reviewer_id, conflict=clash.kind)


def _give(
    stage: Stage,
    school: Participation,
    person: Person | None,
    standing: Mapping[int, Assignment],
    actor: Actor,
    now: datetime,
) -> bool:
    before = standing.get(school.id)
    if (before.reviewer_id if before else None) == (person.id if person else None):
        return False
    if before is not None:
        _end(before, actor, now)
    if person is not None:
        made = Assignment(
            stage=stage, participation=school, reviewer=person, role="first", since=now, made_by_id=actor.person_id
        )
        db.session.add(made)
        db.session.flush()
        record("assignment:made", made, actor, now, reviewer=person.id, round=stage.number)
    return True


def _end(before: Assignment, actor: Actor, now: datetime) -> None:
    before.until = max(now, before.since)
    before.ended_by_id = actor.person_id
    db.session.flush()
    record("assignment:ended", before, actor, now, reviewer=before.reviewer_id, round=before.stage.number)


def ask_second(
    stage: Stage,
    school: Participation,
    frozen_item_id: int | None,
    person: Person | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> Assignment:
    """A second opinion of the school, or a third of one examined document: by a coordinator or by who is the first.

    Refused without a reason, a second time, and of whoever can't give it.
    """
    if not can(actor, "assignment.edit", school):
        refuse_if(record_refusal(actor, school, stage, school.id, now))
    if person is None or person.id not in {one.id for one in queries.reviewers(today_of(now))}:
        raise Refused(NO_REVIEWER)
    if not reason:
        raise Refused(NO_REASON)
    refuse_if(_second_refusal(stage, school, frozen_item_id, person, now))
    made = Assignment(
        stage=stage,
        participation=school,
        reviewer=person,
        role="second",
        frozen_item_id=frozen_item_id,
        reason=reason,
        since=now,
        made_by_id=actor.person_id,
    )
    db.session.add(made)
    db.session.flush()
    record("opinion:asked", made, actor, now, reviewer=person.id, examined=frozen_item_id)
    return made


def _second_refusal(
    stage: Stage, school: Participation, frozen_item_id: int | None, person: Person, now: datetime
) -> Refusal | None:
    asked = [one for one in queries.assignments_of(stage, school.id) if one.role == "second" and one.until is None]
    if any(one.frozen_item_id == frozen_item_id for one in asked):
        return ASKED
    first = queries.current(stage).get(school.id)
    if any(one.reviewer_id == person.id for one in asked) or (
        first and person in [one for _, one in _with_stand_ins({school: first.reviewer}, now)]
    ):
        return SAME
    found = clashing(stage, [(school, person)])
    return Refusal("conflict", " ".join(clash.sentence for clash in found)) if found else None


def end_second(asked: Assignment, actor: Actor, now: datetime) -> Assignment:
    """The second opinion is not needed any more; what was said stays. Refused when it has ended already."""
    ensure_can(actor, "assignment.edit", asked)
    if asked.role != "second" or asked.until is not None:
        raise Refused.because("ended", "Этот запрос уже снят.")
    _end(asked, actor, now)
    return asked


def propose(stage: Stage, now: datetime) -> tuple[dict[Participation, Reviewer], list[Participation]]:
    """A fair share of the schools without a reviewer, and those that nobody may take. Nothing is written.

    Whoever is away today gets nothing new; whoever will stand in for somebody must be free of conflicts too.
    """
    today = today_of(now)
    away = queries.away_on(today)
    people = {one.id: one for one in REVIEWERS.all(day=today) if one.id not in away}
    (standing, second), stand_ins = queries.assigned(stage), queries.to_come(today)
    ties = ties_in({*(one.id for one in people.values()), *(one.substitute_id for one in stand_ins)}, stage.cycle.year)

    def may(key: int, school: Participation) -> bool:
        acting = [key, *(one.substitute_id for one in stand_ins if one.absent_id == key)]
        return not any(conflict(ties[one], school) or (school.id, one) in second for one in acting)

    held = {key: sum(one.reviewer_id == key for one in standing.values()) for key in people}
    free = [school for school in queries.schools_of(stage) if school.id not in standing]
    given = share(free, held, may)
    return {school: people[key] for school, key in given.items()}, [one for one in free if one not in given]

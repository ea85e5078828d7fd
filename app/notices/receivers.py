"""Who is told, as queries of people: the keys are what the table of notices calls them."""

from collections.abc import Callable

from sqlalchemy import Select, select

from app.directory.models import Grant, Person, School
from app.directory.queries import in_force
from app.documents.appeals.models import Appeal
from app.expertise.assignments.models import Assignment, Substitution
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import Review
from app.notices.scene import Scene
from app.people.accounts.models import Account
from app.plan.answering.models import Answering
from app.plan.models import Execution, PlanItem
from app.roles import Role
from app.year.cycle.models import Participation, Stage

People = Select[int]
NOBODY: People = select(Person.id).where(Person.id.is_(None))


def _with(scene: Scene, *roles: Role) -> People:
    """Everybody who holds one of the roles on the day, wherever."""
    return select(Grant.person_id).where(Grant.role.in_(roles), in_force(scene.day), Grant.ended_at.is_(None))


def _of_school(role: Role) -> Callable[[Scene], People]:
    return lambda scene: _with(scene, role).where(Grant.school_id == scene.event.school_id)


def _everywhere(*roles: Role) -> Callable[[Scene], People]:
    return lambda scene: _with(scene, *roles)


def _answering(scene: Scene) -> People:
    """Who decides about an appeal: of a document its curators, of a window the Department."""
    of_document = isinstance(scene.thing, Appeal) and scene.thing.document_id is not None
    return _of_school(Role.CURATOR)(scene) if of_document else _with(scene, Role.REGIONAL)


def _schools_of(stage: Stage) -> Select[int]:
    """The schools whose documents stand in the set of the stage."""
    lines = select(Participation.school_id).join(FrozenItem, FrozenItem.participation_id == Participation.id)
    return lines.where(FrozenItem.stage_id == stage.id)


def _examined(scene: Scene) -> People:
    """The people of the schools of the stage."""
    if not isinstance(scene.thing, Stage):
        return NOBODY
    return _with(scene, Role.SCHOOL).where(Grant.school_id.in_(_schools_of(scene.thing)))


def _companions(scene: Scene) -> People:
    """The curators and the municipalities of the schools of the stage."""
    if not isinstance(scene.thing, Stage):
        return NOBODY
    schools = _schools_of(scene.thing)
    towns = select(School.municipality_id).where(School.id.in_(schools))
    here = Grant.school_id.in_(schools) | Grant.municipality_id.in_(towns)
    return _with(scene, Role.CURATOR, Role.MUNICIPAL).where(here)


def _examiner(scene: Scene) -> People:
    """Who examines the school of the line in its stage; the lead where nobody is assigned."""
    line = scene.line
    if line is None:
        return NOBODY
    here = Assignment.stage_id == line.stage_id, Assignment.participation_id == line.participation_id
    given = select(Assignment.reviewer_id).where(*here, Assignment.role == "first", Assignment.until.is_(None))
    alone = _with(scene, Role.LEAD).where(~given.exists())
    return given.union(alone).subquery().select()


def _reporters(scene: Scene) -> People:
    """Who reported about the item last."""
    if not isinstance(scene.thing, PlanItem):
        return NOBODY
    own = Execution.item_id == scene.thing.id, Execution.whole
    return select(Execution.executed_by_id).where(*own).order_by(Execution.id.desc()).limit(1)


def _person(*keys: int | None) -> People:
    return select(Person.id).where(Person.id.in_([key for key in keys if key]))


def _holder(scene: Scene) -> People:
    return _person(scene.thing.person_id) if isinstance(scene.thing, Grant | Answering) else NOBODY


def _owner(scene: Scene) -> People:
    return _person(scene.thing.person_id) if isinstance(scene.thing, Account) else NOBODY


def _coordinators(scene: Scene) -> People:
    """Of the municipality that a letter of the Department is for."""
    return _with(scene, Role.MUNICIPAL).where(Grant.municipality_id == scene.event.data["municipality"])


def _oneself(scene: Scene) -> People:
    return _person(scene.thing.id) if isinstance(scene.thing, Person) else NOBODY


def _substitute(scene: Scene) -> People:
    return _person(scene.thing.substitute_id) if isinstance(scene.thing, Substitution) else NOBODY


def _absent(scene: Scene) -> People:
    return _person(scene.thing.absent_id) if isinstance(scene.thing, Substitution) else NOBODY


def _reviewer(scene: Scene) -> People:
    return _person(scene.thing.reviewer_id) if isinstance(scene.thing, Assignment) else NOBODY


def _author(scene: Scene) -> People:
    """Who sent the sheet that is open again."""
    return _person(scene.thing.sent.sent_by_id) if isinstance(scene.thing, Review) else NOBODY


def _reporter(scene: Scene) -> People:
    return _person(scene.thing.executed_by_id) if isinstance(scene.thing, Execution) else NOBODY


RECEIVERS: dict[str, Callable[[Scene], People]] = {
    "school": _of_school(Role.SCHOOL),
    "curators": _of_school(Role.CURATOR),
    "department": _everywhere(Role.REGIONAL),
    "leads": _everywhere(Role.LEAD),
    "reviewers": _everywhere(Role.REVIEWER, Role.LEAD),
    "executors": _everywhere(Role.REVIEWER, Role.LEAD, Role.ANALYST, Role.MUNICIPAL, Role.CURATOR),
    "everybody": _everywhere(*(role for role in Role if role is not Role.ADMIN)),
    "administrators": _everywhere(Role.ADMIN),
    "answering": _answering,
    "examined": _examined,
    "companions": _companions,
    "examiner": _examiner,
    "named_reviewer": _reviewer,
    "author": _author,
    "substitute": _substitute,
    "absent": _absent,
    "reporters": _reporters,
    "reporter": _reporter,
    "answerer": _holder,
    "holder": _holder,
    "owner": _owner,
    "oneself": _oneself,
    "coordinators": _coordinators,
}

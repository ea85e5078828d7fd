"""The expertise: remarks that a school has to mend, sheets that a reviewer has to fill, what holds a publication."""

from collections import Counter
from collections.abc import Iterator, Sequence

from sqlalchemy import func, select

from app.duties.places import schools
from app.duties.rows import Duty, Place, Scope
from app.expertise.assignments.acting import stands
from app.expertise.assignments.models import Assignment
from app.expertise.assignments.year_rows import AWAY
from app.expertise.models import FrozenItem
from app.expertise.opinions.held import held
from app.expertise.progress import left_in
from app.expertise.queries import standing_word
from app.expertise.reviews.models import ExpertRemark
from app.expertise.reviews.past_sheet import words_of
from app.expertise.stage_rows import StageRow, following, stages_in
from app.extensions import db
from app.kernel import clock
from app.kernel.as_of import AsOf
from app.roles import Role
from app.year.cycle.models import Participation, Stage


def remarks(scope: Scope) -> Iterator[Duty]:
    """Open remarks of published stages, to be mended by the next stage that has not closed."""
    stages = stages_in(scope.cycle.id)
    for stage in (one for one in stages if one.published_at):
        after = following(stage, stages, scope.today)
        due_on = after.due_on if after else None
        if scope.wanted(due_on):
            many = _open_in(stage)
            for place, school_id, town, name in db.session.execute(schools(scope)):
                if many[place]:
                    at = (Role.SCHOOL, school_id, town, None, name)
                    yield Duty("remarks", "open", due_on, *at, str(many[place]), str(stage.number), _CONCLUSIONS)


_CONCLUSIONS: Place = ("conclusions.own", {})


def _open_in(stage: StageRow) -> Counter[int]:
    """Place in the year → how many remarks are open, with a sheet and without one."""
    own = select(FrozenItem.participation_id, func.count(ExpertRemark.id)).join(ExpertRemark.frozen_item)
    own = own.where(FrozenItem.stage_id == stage.id, ExpertRemark.state == "open").group_by(FrozenItem.participation_id)
    found = Counter(dict(db.session.execute(own).all()))
    past = words_of(FrozenItem.stage_id == stage.id)
    return found + Counter(one.line.participation_id for one in past if one.alive and one.state == "open")


def sheets(scope: Scope) -> Iterator[Duty]:
    """Schools of a fixed stage with documents that wait for a word: of whoever acts for them, else of the lead."""
    stages = [one for one in _unpublished(scope) if scope.wanted(one.publish_on)]
    if not stages:
        return
    acting, numbers = _acting(stages), {one.id: one for one in stages}
    for place, school_id, town, name, stage_id, line in db.session.execute(_waiting(scope, tuple(numbers))):
        stage, person = numbers[stage_id], acting.get((stage_id, place))
        at = (None if person else Role.LEAD, school_id, town, person, name)
        where = "expertise.sheet", {"frozen_item_id": line}
        yield Duty("sheets", "waits", stage.publish_on, *at, name, str(stage.number), where)


def publication(scope: Scope) -> Iterator[Duty]:
    """Stages whose sheets are filled and which are not published: what holds them, or that no day is named."""
    stages = [one for one in _unpublished(scope) if scope.wanted(one.publish_on)]
    left = left_in(one.id for one in stages)
    for stage in stages:
        if any(left[stage.id].values()):
            continue
        many = len(held(db.session.get_one(Stage, stage.id)))
        if many or stage.publish_on is None:
            state = "held" if many else "ready"
            where: Place = "expertise.stage", {"stage_id": stage.id}
            at = (Role.LEAD, None, None, None, "")
            yield Duty("publication", state, stage.publish_on, *at, str(many), str(stage.number), where)


def _unpublished(scope: Scope) -> list[StageRow]:
    return [one for one in stages_in(scope.cycle.id) if one.frozen_at and not one.published_at]


def _waiting(scope: Scope, stages: Sequence[int]):  # type: ignore[no-untyped-def]  # a select of six columns
    """Of each school and stage the first line that waits."""
    waits = FrozenItem.asked, FrozenItem.sha256.is_not(None), ~standing_word()
    asked = schools(scope, FrozenItem.stage_id, func.min(FrozenItem.id))
    asked = asked.join(FrozenItem, FrozenItem.participation_id == Participation.id)
    asked = asked.where(FrozenItem.stage_id.in_(stages), *waits)
    return asked.group_by(*asked.exported_columns[:5])


def _acting(stages: Sequence[StageRow]) -> dict[tuple[int, int], int]:
    """Stage and place → whose word is awaited today: the first reviewer, or who stands in."""
    now = AsOf(clock.now())
    away = {one.absent_id: one.substitute_id for one in AWAY.all() if stands(one, now)}
    given = select(Assignment.stage_id, Assignment.participation_id, Assignment.reviewer_id)
    given = given.where(Assignment.stage_id.in_([one.id for one in stages]), Assignment.until.is_(None))
    found = db.session.execute(given.where(Assignment.role == "first"))
    return {(stage, place): away.get(reviewer, reviewer) for stage, place, reviewer in found}

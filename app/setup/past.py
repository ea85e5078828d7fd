"""The years that are over: each is read on its last day, in the words and with the people of that time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from flask import url_for
from sqlalchemy import select

from app.directory.models import School
from app.extensions import db
from app.kernel.reader import current_user
from app.permissions import can
from app.roles import Role
from app.year.cycle.models import Cycle, Participation
from app.year.cycle.queries import stages_of

# A page or an export that shows a moment: the permission, the endpoint, its words.
DATED = (
    ("plan.view", "plan.board", "План-график"),
    ("plan.view", "plan.export", "План в\u00a0Excel"),
    ("matrix.view", "documents.matrix", "Документы школ"),
    ("matrix.view", "documents.matrix_sheet", "Документы школ в\u00a0Excel"),
    ("matrix.view", "evidence_overview.overview", "Подтверждающие документы"),
    ("matrix.view", "evidence_overview.export", "Подтверждающие документы в\u00a0Excel"),
)


@dataclass(frozen=True)
class Past:
    """A year with its last day, and where its reader may look."""

    cycle: Cycle
    last: date
    links: tuple[tuple[str, str], ...]


def past_years() -> list[Past]:
    """The opened years but the present one, the newest first."""
    opened = list(db.session.scalars(select(Cycle).where(Cycle.opened).order_by(Cycle.year)))
    over = [(cycle, after.begins_on - timedelta(days=1)) for cycle, after in pairwise(opened)]
    return [Past(cycle, last, tuple(_links(cycle, last))) for cycle, last in reversed(over)]


def _links(cycle: Cycle, last: date) -> Iterator[tuple[str, str]]:
    """What the signed-in person may read of the year."""
    for action, endpoint, words in DATED:
        if can(current_user, action):
            yield words, url_for(endpoint, on=last.isoformat())
    own = Participation.school_id.in_(current_user.places(Role.SCHOOL))
    for school in db.session.scalars(select(Participation).join(School).where(Participation.cycle_id == cycle.id, own)):
        yield "Комплект", url_for("documents.kit", participation_id=school.id, on=last.isoformat())
        yield "Выводы экспертизы", url_for("conclusions.of_school", participation_id=school.id)
    if can(current_user, "stage.view"):
        for stage in stages_of(cycle):
            yield f"{stage.number}-й этап экспертизы", url_for("expertise.stage", stage_id=stage.id)
    if can(current_user, "order.view"):
        yield "Приказы", url_for("orders.register", year=cycle.year)

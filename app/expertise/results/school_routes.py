"""The published conclusions about the schools of a curator or a municipality, one line each."""

from dataclasses import replace
from datetime import datetime

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.directory.models import School
from app.directory.queries import within_reach
from app.expertise.queries import publication_of, published_stages
from app.expertise.results.figures import Figures, SchoolFigures
from app.expertise.results.queries import figures_of
from app.expertise.reviews.revised import changed_since
from app.extensions import db
from app.kernel.access import access
from app.kernel.numbers import row_id
from app.kernel.paging import Page, asked
from app.kernel.reader import current_user
from app.year.cycle.models import Stage
from app.year.cycle.queries import current_cycle

bp = Blueprint("school_conclusions", __name__)
WORST_FIRST = ("grey", "red", "yellow", "", "green")


@bp.get("/conclusions/schools")
@access("conclusion.list")
def listing() -> ResponseReturnValue:
    """A published stage, the newest at first: zones, why, scores, remarks; whoever needs attention stands first."""
    shown, number = published_stages(current_cycle()), row_id(request.args, "stage", 0)
    stage = next((one for one in shown if one.number == number), shown[-1] if shown else None)
    found = _own(stage) if stage else None
    page = Page(len(found.schools) if found else 0, asked())
    return render_template(
        "expertise/results/schools.html",
        published=shown,
        stage=stage,
        found=found,
        page=page,
        rows=page.part(found.schools) if found else [],
        earlier=bool(stage and stage.number > 1),
        revised=_revised(stage) if stage else {},
    )


def _revised(stage: Stage) -> dict[int, datetime]:
    """Since when a school reads otherwise than it was published, by its place in the year."""
    published = publication_of(stage)
    if published is None:
        return {}
    changes = changed_since(stage.cycle, published.published_at, within_reach(current_user, "conclusion.list"))
    return {one.line.participation_id: one.at for one in changes if one.stage.id == stage.id}


def _own(stage: Stage) -> Figures:
    """The figures of the reader's schools; nothing of another one is counted in them."""
    reach = set(db.session.scalars(select(School.id).where(within_reach(current_user, "conclusion.list"))))
    found = figures_of(stage)
    own = [school for school in found.schools if school.line.school_id in reach]
    return replace(found, schools=tuple(sorted(own, key=_rank)))


def _rank(school: SchoolFigures) -> tuple:
    return WORST_FIRST.index(school.zone), school.line.school

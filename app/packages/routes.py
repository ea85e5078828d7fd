"""The addresses of packages: each is a download that streams."""

from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from app.directory.narrowing import read_narrow
from app.expertise.queries import frozen
from app.extensions import db
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.reader import current_user
from app.packages import gathering
from app.packages.layout import bag
from app.packages.streaming import sent
from app.packages.year import of_year
from app.plan.execution.page import item_of
from app.year.cycle.models import Cycle, Participation, Stage
from app.year.cycle.queries import current_cycle

bp = Blueprint("packages", __name__)


@bp.get("/schools/<int:participation_id>/kit.zip")
@access("kit.view")
def school(participation_id: int) -> ResponseReturnValue:
    """The kit of a school."""
    own = one_visible(Participation, participation_id, "kit.view")
    return sent(gathering.of_school(own, current_user, clock.now()))


@bp.get("/schools/<int:participation_id>/medk.zip")
@access("kit.view")
def medk(participation_id: int) -> ResponseReturnValue:
    """What is confirmed, to be loaded into МЭДК."""
    own = one_visible(Participation, participation_id, "kit.view")
    return sent(gathering.of_medk(own, current_user, clock.now()))


@bp.get("/schools/<int:participation_id>/papers.zip")
@access("kit.view")
def papers(participation_id: int) -> ResponseReturnValue:
    """Every version of all that the school has handed in."""
    own = one_visible(Participation, participation_id, "kit.view")
    return sent(gathering.of_papers(own, current_user, clock.now()))


@bp.get("/matrix.zip")
@access("matrix.view")
def matrix() -> ResponseReturnValue:
    """The schools that the matrix shows under its filter."""
    clause = read_narrow(request.args).clause
    return sent(gathering.of_matrix(current_cycle(), clause, current_user, clock.now()))


@bp.get("/rounds/<int:stage_id>/set.zip")
@access("stage.view")
def stage(stage_id: int) -> ResponseReturnValue:
    """The frozen set of a stage; there is none before it is fixed."""
    own = one_visible(Stage, stage_id, "stage.view")
    if frozen(own) is None:
        abort(404)
    return sent(gathering.of_stage(own, current_user, clock.now()))


@bp.get("/plan/<int:number>/proofs.zip")
@access("plan.view")
def item(number: int) -> ResponseReturnValue:
    """What proves an item of the plan."""
    return sent(gathering.of_item(item_of(number), current_user, clock.now()))


@bp.get("/years/<int:year>/archive.zip")
@access("package.year")
def year(year: int) -> ResponseReturnValue:
    """Everything of a year, as a bag of BagIt."""
    cycle = db.session.scalar(select(Cycle).where(Cycle.year == year)) or abort(404)
    return sent(of_year(cycle, current_user, clock.now()), bag)

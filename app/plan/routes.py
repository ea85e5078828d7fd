"""The pages of the plan: the board and one item."""

from flask import Blueprint, render_template
from flask_login import current_user

from app.cycle.queries import current_cycle
from app.kernel import clock
from app.kernel.access import access
from app.permissions import can
from app.plan import queries
from app.plan.execution import page
from app.plan.workflow import FLOW, OVERDUE

bp = Blueprint("plan", __name__)


@bp.app_context_processor
def _words():
    return {"plan_states": {**FLOW.states, "overdue": OVERDUE}}


@bp.get("/plan")
@access("plan.view")
def board():
    """The 32 items, the two shares, and what is missing to each threshold."""
    cycle = current_cycle()
    return render_template(
        "plan/board.html",
        cycle=cycle,
        board=queries.board(cycle, clock.today()),
        groups=queries.GROUPS,
        may_confirm=bool(can(current_user, "plan.confirm")),
        may_watch=bool(can(current_user, "monitoring.view")),
    )


@bp.get("/plan/<int:number>")
@access("plan.view")
def item(number: int):
    """One item: its six columns, its facts, and what the reader may do."""
    return render_template(page.PAGE, **page.context(page.item_of(number)))

"""The pages of monitorings: forecasts, snapshots, what a share is of."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.extensions import db
from app.kernel import clock
from app.kernel.access import access
from app.kernel.numbers import number
from app.kernel.reader import current_user
from app.permissions import can
from app.plan import monitoring_queries as queries
from app.plan import monitoring_services as services
from app.plan.items import items_of
from app.plan.models import Snapshot
from app.plan.monitoring import BASES
from app.refusals import Refused
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle

bp = Blueprint("monitorings", __name__)
PAGE = "plan/monitorings.html"


@bp.get("/plan/monitorings")
@access("monitoring.view")
def every() -> ResponseReturnValue:
    """How far each threshold is, what was fixed, and the settings of the count."""
    return _page()


def _page(status: int = 200, error: str = "", about: int = 0, typed: str = "") -> tuple[str, int]:
    cycle, today = current_cycle(), clock.today()
    context = {
        "cycle": cycle,
        "pairs": list(
            zip(queries.monitorings(cycle), queries.forecasts(cycle, queries.standings(cycle, today)), strict=True)
        ),
        "lapsed": queries.lapsed(cycle, today),
        "snapshots": queries.snapshots(cycle),
        "bases": BASES,
        "items": {item.number: item for item in items_of(cycle)},
        "may_take": can(current_user, "monitoring.take"),
        "error": error,
        "about": about,
        "typed": typed,
    }
    return render_template(PAGE, **context), status


@bp.post("/plan/monitorings/<int:monitoring_id>/snapshot")
@access("monitoring.take")
def take(monitoring_id: int) -> ResponseReturnValue:
    """Fix how the plan stands today."""
    cycle, note = current_cycle(), request.form.get("note", "").strip()
    monitoring = next((one for one in queries.monitorings(cycle) if one.id == monitoring_id), None) or abort(404)
    try:
        taken = services.take(monitoring, cycle, note, current_user, clock.now(), clock.today())
    except Refused as refused:
        return _page(422, refused.sentence, monitoring.id, note)
    flash("Снимок сделан: он больше не\u00a0изменится.")
    return redirect(url_for(".snapshot", snapshot_id=taken.id), 303)


@bp.post("/plan/monitorings/rules")
@access("monitoring.take")
def rules() -> ResponseReturnValue:
    """What 45 and 75 % are of; the region's quota of schools."""
    base, typed = request.form.get("base", ""), request.form.get("quota", "").strip()
    if base not in BASES:
        return _page(422, "Выберите, от\u00a0чего считается доля.", -1, typed)
    quota = number(typed)
    if typed and not 0 < (quota or 0) < 10_000:
        return _page(422, "Квота – целое число школ. Если она неизвестна, оставьте поле пустым.", -1, typed)
    services.set_rules(current_cycle(), base, quota, current_user, clock.now())
    flash("Сохранено.")
    return redirect(url_for(".every"), 303)


@bp.get("/plan/snapshots/<int:snapshot_id>")
@access("monitoring.view")
def snapshot(snapshot_id: int) -> ResponseReturnValue:
    """A snapshot: both denominators and every item as it was."""
    one = db.session.get(Snapshot, snapshot_id) or abort(404)  # it belongs to no school
    titles = {item.number: item for item in items_of(db.session.get_one(Cycle, one.monitoring.cycle_id))}
    return render_template("plan/snapshot.html", snapshot=one, titles=titles, bases=BASES)

"""The page of two opinions of one document and the decision of a coordinator."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user

from app.expertise.models import Examined
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.numbers import row_id
from app.opinions import queries, services
from app.permissions import Refused, can

bp = Blueprint("opinions", __name__)


@bp.app_context_processor
def _pairs():
    return {"opinions_in": queries.pairs_in, "opinions_of": queries.pair_of}


@bp.get("/rounds/examined/<int:examined_id>/opinions")
@access("review.view")
def both(examined_id: int):
    """Two sent opinions side by side, criterion by criterion."""
    return _page(one_visible(Examined, examined_id, "review.view"))


def _page(line: Examined, status: int = 200, error: str = ""):
    return render_template(
        "opinions/both.html",
        line=line,
        pair=queries.pair_of(line),
        may_rule=can(current_user, "assignment.edit", line),
        error=error,
        typed=request.form,
    ), status


@bp.post("/rounds/examined/<int:examined_id>/ruling")
@access("assignment.edit")
def rule(examined_id: int):
    """Whose word counts, and why."""
    line = one_visible(Examined, examined_id, "assignment.edit")
    seen = tuple(row_id(request.form, name, 0) for name in ("first", "second"))
    counts, reason = request.form.get("counts", ""), request.form.get("reason", "").strip()
    done = services.rule(line, counts, reason, seen, current_user, clock.now())
    if isinstance(done, Refused):
        return _page(line, 422, done.sentence)
    flash("Решено: считается " + ("второе мнение." if counts == "second" else "мнение первого эксперта."))
    return redirect(url_for(".both", examined_id=line.id), 303)

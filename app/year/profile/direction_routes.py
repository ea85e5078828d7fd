"""The page of the list of directions: the coordinator's wording and order."""

from flask import Blueprint, Response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.quotes import quoted
from app.kernel.reader import current_user
from app.year.cycle.models import RiskDirection
from app.year.profile import decisions, queries
from app.year.profile.forms import DirectionForm, read_direction

bp = Blueprint("directions", __name__)
PAGE, REGION = "year/profile/directions.html", "year/profile/_directions.html"


@bp.get("/directions")
@access("directions.edit")
def every() -> ResponseReturnValue:
    """All directions in their order."""
    return render_template(PAGE, **_context())


def _context(changed: int = 0, form: DirectionForm | None = None, said: str = "") -> dict:
    """`changed` is the direction that the form is about; 0 is the new one."""
    return {"directions": queries.directions(), "changed": changed, "form": form, "said": said}


@bp.post("/directions/<int:direction_id>")
@access("directions.edit")
def edit(direction_id: int) -> ResponseReturnValue:
    """Save the wording and the place of one direction."""
    direction, form = one_visible(RiskDirection, direction_id, "directions.edit"), read_direction(request.form)
    if form.errors:
        return invalid(PAGE, REGION, **_context(direction.id, form))
    words = form.title, form.short_title, form.position
    return _written(decisions.edit_direction(direction, *words, current_user, clock.now()))


@bp.post("/directions")
@access("directions.edit")
def add() -> ResponseReturnValue:
    """A direction of the region's own."""
    form = read_direction(request.form, numbered=False)
    if form.errors:
        return invalid(PAGE, REGION, **_context(0, form))
    return _written(decisions.add_direction(form.title, form.short_title, current_user, clock.now()))


def _written(direction: RiskDirection) -> Response:
    here = url_for(".every", _anchor=f"direction-{direction.id}")
    said = f"Сохранено: {quoted(direction.title)}. Новое название уже стоит у\u00a0всех школ."
    return answer(here, REGION, of=PAGE, **_context(direction.id, said=said))

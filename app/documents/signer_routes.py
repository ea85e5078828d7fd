"""The page where a school, or the Department, says who sends its documents."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.queries import holders
from app.documents.signers import set_signer, signer_of
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.refusals import Refused
from app.roles import Role
from app.year.cycle.models import Participation

bp = Blueprint("signing", __name__)


@bp.get("/schools/<int:participation_id>/signer")
@access("school.signer")
def page(participation_id: int) -> ResponseReturnValue:
    """Who sends, and who may."""
    return _page(one_visible(Participation, participation_id, "school.signer"))


def _page(school: Participation, error: str = "") -> str:
    here = holders(Role.SCHOOL, school.school_id, clock.today())
    return render_template("documents/signer.html", school=school, people=here, signer=signer_of(school), error=error)


@bp.post("/schools/<int:participation_id>/signer")
@access("school.signer")
def change(participation_id: int) -> ResponseReturnValue:
    """Save it."""
    school = one_visible(Participation, participation_id, "school.signer")
    try:
        set_signer(school, row_id(request.form, "signer", 0), current_user, clock.now())
    except Refused as refused:
        return _page(school, refused.sentence), 422
    signer = signer_of(school)
    flash(f"Куратору отправляет {signer.name}." if signer else "Куратору отправляет любой сотрудник школы.")
    return redirect(url_for("documents.kit", participation_id=school.id), 303)

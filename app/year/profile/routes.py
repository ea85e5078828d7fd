"""The pages of risk profiles: the list of schools, and the profile of one."""

from collections.abc import Collection, Mapping

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import and_, true

from app.archive.files import ACCEPTED
from app.archive.sending import send
from app.archive.taking import take_file
from app.directory.models import School
from app.directory.narrowing import read_narrow
from app.directory.queries import within_reach
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.numbers import row_ids
from app.kernel.paging import NUMBER, WHOLE, asked
from app.kernel.reader import current_user
from app.kernel.transaction import begin_write
from app.permissions import can
from app.refusals import Refused
from app.roles import Role
from app.year.cycle.models import Participation
from app.year.cycle.queries import current_cycle, day_of, participations, towns_of, windows_kept
from app.year.profile import demand, forms, listing, queries, services
from app.year.profile.models import RiskProfile

bp = Blueprint("profile", __name__)
PAGE, VISIT = "year/profile/profile.html", "year/profile/_visit.html"


@bp.get("/profiles")
@access("profile.list")
def register() -> ResponseReturnValue:
    """The schools on the way from the profile to the activated directions."""
    return render_template("year/profile/register.html", **_register())


def _register(chosen: Collection[int] = (), typed_day: str = "", error: str = "") -> dict[str, object]:
    cycle, narrow = current_cycle(), read_narrow(request.values)
    reach = within_reach(current_user, "profile.list")
    rows, totals, page = listing.listed(cycle, and_(reach, narrow.clause), asked())
    here = {row.id for row in rows}
    return {
        "rows": rows,
        "totals": totals,
        "page": page,
        "narrow": narrow,
        "towns": towns_of(cycle, reach),
        "due": {key: day_of(cycle, key) for key in ("survey", "risk_profile", "activation")},
        "may_mark": can(current_user, "survey.mark"),
        "may_edit": can(current_user, "directions.edit"),
        "chosen": chosen,
        "elsewhere": [one for one in chosen if one not in here],
        "typed_day": typed_day or clock.today().isoformat(),
        "error": error,
    }


@bp.post("/profiles/surveys")
@access("survey.mark")
def mark_surveys() -> ResponseReturnValue:
    """Mark the survey of many schools at once, or take the marks back; to turn the page takes what is chosen along."""
    cycle, chosen = current_cycle(), row_ids(request.form, "school")
    typed = request.form.get("done_on", "")
    if "move" not in request.form and (NUMBER in request.form or WHOLE in request.form):
        return render_template("year/profile/register.html", **_register(chosen, typed))
    narrow = read_narrow(request.form)
    marked = true() if request.form.get("all") == "1" else Participation.id.in_(chosen)
    schools = participations(cycle, and_(within_reach(current_user, "survey.mark"), narrow.clause, marked))
    here = url_for(".register", town=narrow.town or None, words=narrow.words or None)
    if not schools:
        return _not_marked(chosen, typed, "Отметьте хотя\u00a0бы одну школу.")
    if request.form.get("move") == "unmark":
        flash(f"Снято отметок: {services.unmark_surveys(schools, current_user, clock.now())}.")
        return redirect(here, 303)
    day = forms.read_day(typed)
    error = forms.day_refusal(day, cycle.year, clock.today())
    if day is None or error:
        return _not_marked(chosen, typed, error)
    done = services.mark_surveys(schools, day, current_user, clock.now())
    left = len(schools) - len(done)
    flash(f"Отмечено школ: {len(done)}." + (f" Уже были отмечены: {left}." if left else ""))
    return redirect(here, 303)


def _not_marked(chosen: Collection[int], typed_day: str, error: str) -> tuple[str, int]:
    return render_template("year/profile/register.html", **_register(chosen, typed_day, error)), 422


@bp.get("/profile")
@access("profile.view")
def own() -> ResponseReturnValue:
    """The profile of one's own school; those who watch many choose one in the list."""
    found = participations(current_cycle(), School.id.in_(current_user.places(Role.SCHOOL)))
    if found:
        return redirect(url_for(".one", participation_id=found[0].id))
    return redirect(url_for("home.now" if current_user.has(Role.SCHOOL) else ".register"))


@bp.get("/profiles/<int:participation_id>")
@access("profile.view")
def one(participation_id: int) -> ResponseReturnValue:
    """The profile of a school: its file, its factors, the first visit, and why each document is needed."""
    return render_template(PAGE, **_context(one_visible(Participation, participation_id, "profile.view")))


def _context(
    school: Participation, visit: forms.VisitForm | None = None, problems: Mapping[str, str] | None = None
) -> dict:
    opened, factors = windows_kept(school.cycle_id), queries.factors(school.risks)
    standing = queries.standing(school)
    may = {key: can(current_user, key, school) for key in ("profile.upload", "profile.take", "visit.record")}
    return {
        "school": school,
        "standing": standing,
        "factors": factors,
        "active": [factor for factor in factors if factor.risk.activated_at],
        "directions": queries.directions() if may["profile.upload"] else [],
        "named": {factor.risk.direction_id: factor.risk.significance for factor in factors},
        "of_direction": demand.of_direction(opened),
        "of_every_school": demand.OF_EVERY_SCHOOL,
        "due_on": day_of(school.cycle, "activation"),
        "may": may,
        "form": visit or forms.VisitForm(),
        "said": "",
        "just_taken": request.args.get("taken") == "1",
        "accepted": ACCEPTED,
        "limit_mb": current_app.config["SETTINGS"].upload_limit_mb,
        "problems": problems or {},
    }


@bp.post("/profiles/<int:participation_id>/file")
@access("profile.upload", streams=True)
def upload(participation_id: int) -> ResponseReturnValue:
    """Keep the РПШ file that the region has."""
    school = one_visible(Participation, participation_id, "profile.upload")
    try:
        _take_profile(school)
    except Refused as refused:
        return _again(school, refused.status, file=refused.sentence)
    flash("Файл сохранён. Школа увидит дело «Получите рисковый профиль».")
    here = url_for(".one", participation_id=school.id)
    return ("", 201, {"Location": here}) if request.headers.get("X-Upload") else redirect(here, 303)


def _take_profile(school: Participation) -> None:
    """The right to write is taken only after the file is stored."""
    taken = take_file(request, current_user.person_id)
    kept = taken.keep()
    begin_write()
    services.upload_profile(school, kept, taken.name, current_user, clock.now())


def _again(school: Participation, status: int = 422, **problems: str) -> tuple[str, int]:
    return render_template(PAGE, **_context(school, problems=problems)), status


@bp.post("/profiles/<int:participation_id>/factors")
@access("profile.upload")
def name_factors(participation_id: int) -> ResponseReturnValue:
    """Which factors the profile names, with their significance."""
    school = one_visible(Participation, participation_id, "profile.upload")
    wanted = forms.read_factors(request.form, {direction.id for direction in queries.directions()})
    try:
        named = services.name_factors(school, wanted, current_user, clock.now())
    except Refused as refused:
        context = _context(school, problems={"factors": refused.sentence})
        return render_template(PAGE, **{**context, "named": wanted}), 422
    flash(f"Записано факторов: {len(named)}. Теперь их проверит куратор.")
    return redirect(url_for(".one", participation_id=school.id, _anchor="factors"), 303)


@bp.post("/profiles/files/<int:profile_id>/receipt")
@access("profile.take")
def take(profile_id: int) -> ResponseReturnValue:
    """The school takes its profile; the file follows at once."""
    profile = one_visible(RiskProfile, profile_id, "profile.take")
    try:
        services.take(profile, current_user, clock.now())
    except Refused as refused:
        return _again(profile.participation, take=refused.sentence)
    return redirect(url_for(".one", participation_id=profile.participation_id, taken=1), 303)


@bp.get("/profiles/files/<int:profile_id>")
@access("profile.view")
def file(profile_id: int) -> ResponseReturnValue:
    """The bytes; a school gets them only after its receipt, so that the first download is always recorded."""
    profile = one_visible(RiskProfile, profile_id, "profile.view")
    if profile.receipt is None and can(current_user, "profile.take", profile):
        return redirect(url_for(".one", participation_id=profile.participation_id))
    return send(profile.blob, profile.filename, inline=request.args.get("show") == "1")


@bp.post("/profiles/<int:participation_id>/visit")
@access("visit.record")
def record_visit(participation_id: int) -> ResponseReturnValue:
    """The curator's first visit."""
    school = one_visible(Participation, participation_id, "visit.record")
    form = forms.read_visit(request.form, school.cycle.year, clock.today())
    if form.errors or form.visited_on is None:
        return invalid(PAGE, VISIT, **_context(school, form))
    said = form.form, form.participants, form.note
    services.record_visit(school, form.visited_on, *said, current_user, clock.now())
    here = url_for(".one", participation_id=school.id, _anchor="visit")
    return answer(here, VISIT, of=PAGE, **{**_context(school), "said": "Посещение записано."})

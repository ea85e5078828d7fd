"""The first page of each role."""

from collections.abc import Sequence

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.rows import holders_of
from app.documents import queries
from app.documents.appeals.rows import recent
from app.documents.lines import grouped
from app.documents.own_kit import kit_of
from app.expertise.reviews.conclusions import to_mend
from app.expertise.stage_rows import StageRow, following, stages_in
from app.home import tasks
from app.home.leading import questions
from app.home.plan_duties import plan_now
from app.home.reviewing import Task, tasks_for, tasks_of_lead
from app.home.telling import NEWS, changed_for, news
from app.home.visiting import schools_now, what_waits
from app.home.year import year_of
from app.kernel import calendar, clock
from app.kernel.access import access, public
from app.kernel.reader import current_user
from app.kernel.resending import repeatable
from app.kernel.ways import safe_redirect_target
from app.permissions import can
from app.roles import Role
from app.year.cycle.rows import MOVES, WINDOWS, Member, Year, this_year
from app.year.profile.rows import stands_of

bp = Blueprint("home", __name__)
THEMES = {"light": "Светлая", "dark": "Тёмная", "": "Как в\u00a0системе"}
FIRST_PAGES = (
    ("desk.view", "desk.first"),
    ("review.write", "expertise.present"),
    ("plan.confirm", "plan.board"),
    ("plan.report", "mine.listing"),
    ("matrix.view", "documents.matrix"),
    ("archive.view", "health.state"),
)


@bp.get("/")
@access("home.view")
def now() -> ResponseReturnValue:
    """«Что сделать сейчас»; whose documents wait at a desk begins there, and who has nothing to do with a list."""
    if current_user.has(Role.SCHOOL):
        return _school()
    if current_user.has(Role.ADMIN) and current_app.extensions["health"].troubles():
        return redirect(url_for("health.state"))
    if can(current_user, "desk.view") and queries.queue_length(current_user):
        return redirect(url_for("desk.first"))
    year = this_year()
    stages = _stages(year)
    asked = []
    if current_user.has(Role.LEAD):
        asked = questions(year, stages_in(year.id), current_user, clock.now())
    plan, own, told = plan_now(), schools_now(), news()
    if stages or asked or plan or own or told:
        return render_template("home/work.html", stages=stages, asked=asked, plan=plan, own=own, told=told)
    for action, endpoint in FIRST_PAGES:
        if can(current_user, action):
            return redirect(url_for(endpoint))
    return render_template("home/nothing.html")


def _stages(year: Year) -> list[Task]:
    """A lead sees each stage as a whole, a reviewer the own schools in it."""
    if current_user.has(Role.LEAD):
        return tasks_of_lead(year.id, stages_in(year.id), current_user.person_id, clock.now())
    reviews = current_user.has(Role.REVIEWER) and not can(current_user, "assignment.edit")
    return tasks_for(year.id, stages_in(year.id), current_user.person_id, clock.now()) if reviews else []


def _school() -> str:
    year, at = this_year(), clock.now()
    stand = next(iter(stands_of(year, current_user.places(Role.SCHOOL))), None)
    if stand is None:
        return render_template("home/nothing.html")
    school, due = stand.school, year.days
    opened = WINDOWS.all(cycle_id=year.id, school=school.id)
    lines, said = kit_of(school, opened, current_user), recent(school, opened, at - NEWS)
    documents, due_on = [line for line in lines if not line.slot.window], due["concept_documents"].due_on
    asked = {one.window.id for one in said if one.state == "asked" and one.window}
    stands = {window.id: window.stands(at) for window in opened}
    days = tasks.for_school(lines, due_on, stands, _sender(school), asked)
    if uploaded_at := stand.waiting_file:
        by = max(due["risk_profile"].due_on, calendar.local(uploaded_at).date())
        days = sorted([(by, [tasks.of_profile(uploaded_at)]), *days])
    stages = stages_in(year.id)
    published = [stage for stage in stages if stage.published_at]
    return render_template(
        "home/school.html",
        school=school,
        lines=documents,
        groups=grouped(documents, due_on),
        days=_with_conclusions(school, published, stages, days),
        curators=holders_of(Role.CURATOR, school.school_id, clock.today()),
        dates=year_of(due.values(), lines, opened, stages, stand),
        waits=what_waits(stand),
        told=[one for one in said if one.state != "asked"],
        revised=changed_for(school) if published else [],
        moved=MOVES.all(cycle_id=year.id, since=at - NEWS),
    )


def _sender(school: Member) -> str:
    """Who alone sends the documents of the school, when that is another person."""
    if not school.signer_id or school.signer_id == current_user.person_id:
        return ""
    here = holders_of(Role.SCHOOL, school.school_id, clock.today())
    return next((one.name for one in here if one.id == school.signer_id), "")


def _with_conclusions(
    school: Member, published: list[StageRow], stages: Sequence[StageRow], days: list[tasks.Due]
) -> list[tasks.Due]:
    """The remarks of published stages are due by the next stage, or today after the last one."""
    remarks = to_mend(school.id, published) if published else 0
    if not remarks:
        return days
    next_one = following(published[-1], stages, clock.today())
    by = next_one.due_on if next_one else clock.today()
    return sorted([*days, (by, [tasks.of_conclusions(remarks)])], key=lambda one: one[0])


@bp.post("/theme")
@public("a reader's own screen")
@repeatable
def theme() -> ResponseReturnValue:
    """Light, dark, or as the system has it; the reader stays on the same page."""
    chosen = request.form.get("theme", "")
    response = redirect(safe_redirect_target(request.form.get("back")), 303)
    response.set_cookie(
        "theme", chosen if chosen in ("light", "dark") else "", max_age=31536000, samesite="Lax", httponly=True
    )
    return response

"""The first page of each role."""

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.directory.queries import held, in_force
from app.documents import queries
from app.documents.appeals import queries as appeals
from app.documents.guards import another_sends
from app.documents.signers import signer_of
from app.expertise.queries import stages_told
from app.expertise.reviews.conclusions import mend_by, to_mend
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
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import current_cycle, deadline, openings, windows
from app.year.profile.queries import standing

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
    stages = _stages()
    asked = questions(current_cycle(), current_user, clock.now()) if current_user.has(Role.LEAD) else []
    plan, own, told = plan_now(), schools_now(), news()
    if stages or asked or plan or own or told:
        return render_template("home/work.html", stages=stages, asked=asked, plan=plan, own=own, told=told)
    for action, endpoint in FIRST_PAGES:
        if can(current_user, action):
            return redirect(url_for(endpoint))
    return render_template("home/nothing.html")


def _stages() -> list[Task]:
    """A lead sees each stage as a whole, a reviewer the own schools in it."""
    if current_user.has(Role.LEAD):
        return tasks_of_lead(current_cycle(), current_user.person_id, clock.now())
    reviews = current_user.has(Role.REVIEWER) and not can(current_user, "assignment.edit")
    return tasks_for(current_cycle(), current_user.person_id, clock.now()) if reviews else []


def _school() -> str:
    cycle = current_cycle()
    school = queries.own_participation(cycle, current_user.places(Role.SCHOOL))
    if school is None:
        return render_template("home/nothing.html")
    due_on = deadline(cycle, "concept_documents").due_on
    opened = windows(cycle)
    lines = queries.kit(school, opened, current_user)
    documents = [line for line in lines if not line.slot.window]
    stands = openings(school.id, opened, clock.now())
    said = appeals.recent(school, clock.now() - NEWS)
    asked = {one.window_id for one in said if one.state == "asked" and one.window_id}
    days = tasks.for_school(lines, due_on, stands, _sender(school), asked)
    way = standing(school)
    profile = way.profile if way.profile and way.profile.receipt is None else None
    if profile:
        by = max(deadline(cycle, "risk_profile").due_on, calendar.local(profile.uploaded_at).date())
        days = sorted([(by, [tasks.of_profile(profile)]), *days])
    stages = stages_told(cycle)
    days = _with_conclusions(school, [stage for stage, told in stages if told], days)
    return render_template(
        "home/school.html",
        school=school,
        lines=documents,
        groups=queries.grouped(documents, due_on),
        days=days,
        curators=held(Role.CURATOR, school.school_id, in_force(clock.today())),
        dates=year_of(cycle, lines, opened, stages, way),
        waits=what_waits(way),
        told=[one for one in said if one.state != "asked"],
        revised=changed_for(school) if any(told for _, told in stages) else [],
        moved=[one for one in cycle.moves if clock.now() - one.moved_at < NEWS],
    )


def _sender(school: Participation) -> str:
    """Who alone sends the documents of the school, when that is another person."""
    signer = signer_of(school) if school.signer_id else None
    return signer.name if signer and another_sends(signer, current_user) is not None else ""


def _with_conclusions(school: Participation, published: list[Stage], days: list[tasks.Due]) -> list[tasks.Due]:
    """The remarks of published stages are due by the next stage, or today after the last one."""
    remarks = to_mend(school.id, published) if published else 0
    if not remarks:
        return days
    following = mend_by(published[-1], clock.today())
    by = following.due_on if following else clock.today()
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

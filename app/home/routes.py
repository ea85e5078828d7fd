"""The first page of each role."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask_login import current_user

from app.cycle.queries import current_cycle, deadline, rounds, windows
from app.documents import queries
from app.home import navigation, tasks
from app.kernel import clock
from app.kernel.access import access, public
from app.permissions import can
from app.roles import Role

bp = Blueprint("home", __name__)
bp.app_context_processor(lambda: {"nav": navigation.lines})

FIRST_PAGES = (
    ("desk.view", "desk.first"),
    ("plan.confirm", "plan.board"),
    ("matrix.view", "documents.matrix"),
    ("journal.view", "journal.events"),
)


@bp.get("/")
@access("home.view")
def now():
    """«Что сделать сейчас» of a school; others begin with their own page."""
    if current_user.has(Role.SCHOOL):
        return _school()
    for action, endpoint in FIRST_PAGES:
        if can(current_user, action):
            return redirect(url_for(endpoint))
    return render_template("home/nothing.html")


def _school():
    cycle = current_cycle()
    school = queries.own_participation(cycle, current_user.places(Role.SCHOOL))
    if school is None:
        return render_template("home/nothing.html")
    due = deadline(cycle, "concept_documents")
    lines = queries.kit(school, windows(cycle))
    return render_template(
        "home/school.html",
        school=school,
        lines=[ln for ln in lines if not ln.place.window],
        days=tasks.for_school(lines, due.due_on, clock.today()),
        dates=[(due.due_on, due.title)] + [(r.due_on, f"Экспертиза, {r.number}-й этап") for r in rounds(cycle)],
    )


@bp.post("/theme")
@public("a reader's own screen")
def theme():
    """Light, dark, or as the system has it."""
    chosen = request.form.get("theme", "")
    response = redirect(url_for("home.now"), 303)
    response.set_cookie(
        "theme", chosen if chosen in ("light", "dark") else "", max_age=31536000, samesite="Lax", httponly=True
    )
    return response


@bp.get("/health")
@public("a watchman asks whether the house stands")
def health():
    """Two letters."""
    return "ok"

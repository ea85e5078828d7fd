"""The first page of each role."""

from collections.abc import Sequence
from datetime import date

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from app.directory.rows import holders_of
from app.documents.appeals.rows import recent
from app.documents.lines import grouped
from app.documents.own_kit import kit_of
from app.expertise.reviews.conclusions import to_mend
from app.expertise.stage_rows import StageRow, following, stages_in
from app.home import tasks
from app.home.acts import acts_of, late
from app.home.ahead import Coming, coming, coming_to_reviewers
from app.home.overseeing import overview
from app.home.plan_duties import of_plan
from app.home.queue import of_desk
from app.home.region import of_region
from app.home.reviewing import of_expertise
from app.home.state import of_house, parts
from app.home.telling import NEWS, changed_for, news
from app.home.visiting import of_schools, what_waits
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


@bp.get("/")
@access("home.view")
def now() -> ResponseReturnValue:
    """«Что сделать сейчас»: of a school by its days, of the others block after block."""
    if current_user.has(Role.SCHOOL):
        return _school()
    year, today = this_year(), clock.today()
    blocks = [*of_house(), *of_desk(year), *of_expertise(year), *of_schools(year), *of_plan(), *of_region(year, today)]
    acts = acts_of(blocks)
    return render_template(
        "home/work.html",
        blocks=[*blocks, *news()],
        count=sum(block.count for block in blocks if not block.told),
        late=late(blocks, today),
        nearest=min((act.due_on for act in acts if act.due_on and act.due_on >= today), default=None),
        overview=overview(year, today),
        parts=parts(),
        coming=_coming(year, today),
    )


def _coming(year: Year, today: date) -> list[Coming]:
    """Whoever examines has read the stages already."""
    if can(current_user, "review.write"):
        return coming_to_reviewers(year, stages_in(year.id), today)
    return coming(year, today)


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
    days, waiting = tasks.apart(tasks.for_school(lines, due_on, stands, _sender(school), asked))
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
        waiting=waiting,
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

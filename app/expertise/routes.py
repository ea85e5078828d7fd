"""The pages of expertise: a stage, a school's frozen documents, the manifest, the sheet of one document."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import send
from app.directory.narrowing import read_narrow
from app.documents.preview import shown
from app.documents.workflow import FLOW
from app.expertise import queries, rules, services
from app.expertise.assignments.queries import anybody_acts, reviewed_by
from app.expertise.assignments.rights import record_refusal
from app.expertise.assignments.year_rows import acts_in
from app.expertise.forms import ResultForm, form_of, read_result
from app.expertise.models import FrozenItem
from app.expertise.overview import overview
from app.expertise.seen import as_seen, hidden
from app.expertise.stage_rows import row_of, stages_in
from app.expertise.words import NOW_COUNTS, OUTCOMES, bounds
from app.kernel import calendar, clock
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid
from app.kernel.numbers import number
from app.kernel.paging import asked
from app.kernel.reader import current_user
from app.kernel.turn import in_turn
from app.permissions import can
from app.refusals import Refused
from app.year.cycle.models import Stage
from app.year.cycle.queries import current_cycle, every_town

bp = Blueprint("expertise", __name__)
SHEET, REGION = "expertise/sheet.html", "expertise/_sheet.html"


@bp.get("/rounds")
@access("stage.view")
def present() -> ResponseReturnValue:
    """The stage of the day."""
    return redirect(url_for(".stage", stage_id=queries.present_stage(current_cycle(), clock.now()).id))


@bp.get("/rounds/<int:stage_id>")
@access("stage.view")
def stage(stage_id: int) -> ResponseReturnValue:
    """A round: its frozen set, its totals, its schools; before its day, what stands now."""
    stage = one_visible(Stage, stage_id, "stage.view")
    return render_template("expertise/stage.html", **page_of(stage))


def page_of(stage: Stage, **more: object) -> dict:
    """What the page of a stage shows to its reader: a reviewer sees first what is their own."""
    now, coordinator = clock.now(), can(current_user, "assignment.edit")
    mine = reviewed_by(current_user.person_id, stage, now)
    whose = request.args.get("whose") or ("mine" if mine and not coordinator else "all")
    narrow = read_narrow(request.args)
    row = row_of(stage)
    found = overview(stage, row.frozen_at, current_user, narrow, asked(), mine if whose == "mine" else None)
    acting = acts_in(stage.id, tuple(school.id for school in found.schools), now)
    begun = bool(acting) or anybody_acts(stage, now)
    writes = can(current_user, "result.record") and (mine or coordinator or not begun)
    waiting = [line for line in found.left if line.participation_id in mine] or (found.left if not mine else [])
    return {
        "summary": found,
        "page": found.page,
        "narrow": narrow,
        "towns": every_town(stage.cycle_id),
        "assigned": begun,
        "acting": acting,
        "mine": mine,
        "whose": whose,
        "waiting": waiting if writes else [],
        "may_assign": coordinator,
        "stages": stages_in(stage.cycle_id),
        "stage": stage,
        "may_edit": can(current_user, "stage.edit"),
        "may_publish": can(current_user, "stage.publish"),
        "published": queries.publication_of(stage) if row.published_at else None,
        "publications": queries.publications_of(stage) if row.publications else [],
        "may_freeze": can(current_user, "stage.freeze") and calendar.is_late(clock.now(), stage.last_on),
        **more,
    }


@bp.post("/rounds/<int:stage_id>/freeze")
@access("stage.freeze")
@in_turn
def freeze(stage_id: int) -> ResponseReturnValue:
    """Fix the set by hand, when the worker has not come to it."""
    stage = one_visible(Stage, stage_id, "stage.freeze")
    try:
        services.freeze(stage, current_user, clock.now())
    except Refused as refused:
        return render_template("expertise/stage.html", **page_of(stage, error=refused.sentence)), 422
    flash("Набор этапа зафиксирован.")
    return redirect(url_for(".stage", stage_id=stage.id), 303)


@bp.get("/rounds/<int:stage_id>/manifest")
@access("stage.view")
def manifest(stage_id: int) -> ResponseReturnValue:
    """The manifest as it was written at the freezing; its name in the archive is its SHA-256."""
    stage = one_visible(Stage, stage_id, "stage.view")
    fixed = queries.frozen(stage) or abort(404)
    return send(queries.manifest_blob(fixed), f"Опись {stage.cycle.year}, {stage.number}-й этап.txt")


@bp.get("/rounds/examined/<int:frozen_item_id>")
@access("stage.view")
def sheet(frozen_item_id: int) -> ResponseReturnValue:
    """One frozen document: the version itself, what the sources said, the reviewer's form."""
    line = one_visible(FrozenItem, frozen_item_id, "stage.view")
    return render_template(SHEET, **_sheet(line))


def _sheet(
    line: FrozenItem,
    form: ResultForm | None = None,
    problem: str = "",
    done: str = "",
    source: str = "",
    away: str | None = None,
    kept: str = "",
    stale: bool = False,
) -> dict:
    """`away` is the typed reason of a taking-away that was refused, `kept` what of the person's own words stays in the
    fields; `stale`: what another window has written stands beside them.
    """
    source = source or request.args.get("source", "")
    source = source if source in rules.SOURCES else rules.SOURCES[0]
    without = hidden(line.stage, current_user)
    own = as_seen(queries.own_lines(line), without)
    results, scale, now = rules.current(line), queries.scale_of(line.stage), clock.now()
    refusal = record_refusal(current_user, line, line.stage, line.participation_id, now)
    form = form or form_of(results.get(source), source, rules.revision(line, source))
    return {
        "line": line,
        "results": results,
        "form": form,
        "problem": problem,
        "done": done,
        "said": done,
        "may_record": refusal is None,
        "refused": refusal.sentence if refusal and can(current_user, "result.record", line) else "",
        "past_sheet": services.past_sheet(line, form.source, current_user),
        "may_take_away": services.taking_refusal(line, form.source, current_user) is None,
        "away": away,
        "kept": kept,
        "stale": stale,
        "taken_away": rules.withdrawn(line),
        "bounds": bounds(scale.ok_from, scale.remarks_from),
        "own": own,
        "blind": line.id in without,
        "following": queries.next_left(line, reviewed_by(current_user.person_id, line.stage, now)),
        "document_look": FLOW.states.get(line.state),
        **(
            shown(line.version, request.args.get("view") == "printed")
            if line.version
            else {"preview": None, "ending": ""}
        ),
    }


@bp.post("/rounds/examined/<int:frozen_item_id>/result")
@access("result.record")
def record_result(frozen_item_id: int) -> ResponseReturnValue:
    """Write the result of one source; what was typed stays when it can't be written."""
    line = one_visible(FrozenItem, frozen_item_id, "result.record")
    form = read_result(request.form)
    if form.errors:
        return invalid(SHEET, REGION, **_sheet(line, form))
    try:
        result = services.record_result(line, form, current_user, clock.now())
    except Refused as refused:
        form.revision = rules.revision(line, form.source)
        stale = refused.refusal is services.STALE
        return invalid(SHEET, REGION, **_sheet(line, form, refused.sentence, kept=form.words, stale=stale))
    here = url_for(".sheet", frozen_item_id=line.id, source=form.source)
    return answer(
        here,
        REGION,
        of=SHEET,
        **_sheet(line, form_of(result, form.source, result.revision), done=f"Записано: {OUTCOMES[form.verdict].word}."),
    )


@bp.post("/rounds/examined/<int:frozen_item_id>/result/withdrawal")
@access("result.record")
def take_away(frozen_item_id: int) -> ResponseReturnValue:
    """Take away what was written by hand, with the reason; what was typed stays when it can't be."""
    line = one_visible(FrozenItem, frozen_item_id, "result.record")
    source = request.form.get("source", "federal")
    source = source if source in rules.SOURCES else "federal"
    seen, reason = number(request.form.get("revision"), 0), request.form.get("reason", "").strip()
    try:
        services.take_away(line, source, reason, seen, current_user, clock.now())
    except Refused as refused:
        shown = _sheet(line, problem=refused.sentence, source=source, away=reason, kept=reason)
        return invalid(SHEET, REGION, **shown)
    counts = rules.said(line)
    return answer(
        url_for(".sheet", frozen_item_id=line.id, source=source),
        REGION,
        of=SHEET,
        **_sheet(line, source=source, done=f"Результат убран. {NOW_COUNTS[counts.source if counts else '']}"),
    )

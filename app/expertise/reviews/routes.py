"""The score sheet of one frozen line: filled in, saved at each pause, sent, opened again."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.expertise import rules
from app.expertise.assignments.queries import reviewed_by
from app.expertise.assignments.rights import review_refusal, second_of
from app.expertise.models import FrozenItem
from app.expertise.queries import next_left, own_lines
from app.expertise.reviews import past_sheet, queries, remarks, services
from app.expertise.reviews.blindness import role_of
from app.expertise.reviews.forms import SheetForm, form_of, read_sheet, sent_form_of
from app.expertise.reviews.models import ExpertRemark, Review
from app.expertise.reviews.workflow import FLOW
from app.expertise.seen import as_seen, hidden
from app.expertise.sheets.queries import bank, sheet_of
from app.expertise.sheets.scoring import counted, judge, left
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.gaps import gaps
from app.kernel.htmx import answer, invalid, wants_region
from app.kernel.numbers import row_id
from app.kernel.reader import current_user
from app.permissions import can
from app.refusals import Refusal, Refused, refuse_if

bp = Blueprint("reviews", __name__)
PAGE, SAVED = "expertise/reviews/review.html", "expertise/reviews/_saved.html"
NOT_EARLIER = "Это не\u00a0замечание прошлых этапов этой школе: принимают его в\u00a0её листе."


@bp.get("/rounds/examined/<int:frozen_item_id>/review")
@access("review.view")
def review(frozen_item_id: int) -> ResponseReturnValue:
    """The sheet: criterion left, 0 1 2 right; a sent one is read."""
    line = one_visible(FrozenItem, frozen_item_id, "review.view")
    found, problem = _own(line), ""
    if found is not None and request.args.get("unsent") and found.state == "draft":
        refusal = services.unsendable(found, queries.criteria_of(line, sheet_of(line.stage)))
        problem = refusal.sentence if refusal else ""
    return render_template(PAGE, **_page(line, found, problem=problem))


def _role(line: FrozenItem) -> str:
    """Whose sheet the reader has before them: their own other opinion where it was asked for, else the first."""
    asked = second_of(current_user, line.stage, line.participation_id, line.id, clock.now())
    return role_of(asked) if asked else "first"


def _own(line: FrozenItem) -> Review | None:
    return queries.review_of(line, _role(line))


def _write_refusal(line: FrozenItem) -> Refusal | None:
    place = line.stage, line.participation_id, line.id
    return review_refusal(current_user, line, *place, _role(line), clock.now())


def _page(
    line: FrozenItem,
    review: Review | None,
    form: SheetForm | None = None,
    stored: SheetForm | None = None,
    **more: object,
) -> dict:
    refusal = _write_refusal(line)
    writes = refusal is None and (review is None or can(current_user, "review.write", review))
    form = form or (form_of(review) if writes else sent_form_of(review))
    without = hidden(line.stage, current_user)
    return {
        **_saved(line, review, form, stored),
        "own": as_seen(own_lines(line), without),
        "blind": line.id in without,
        "following": next_left(line, reviewed_by(current_user.person_id, line.stage, clock.now())),
        "federal": rules.current(line).get("federal"),
        "carried": queries.carried_to(line),
        "carried_words": past_sheet.carried_words(line),
        "remark_flow": FLOW,
        "bank": bank(offered_only=True),
        "gaps_of": gaps,
        "may_write": refusal is None,
        "refused": refusal.sentence if refusal and can(current_user, "review.write", line) else "",
        "role": _role(line),
        **more,
    }


def _saved(
    line: FrozenItem, review: Review | None, form: SheetForm, stored: SheetForm | None = None, **more: object
) -> dict:
    """What the foot and the head of the sheet say of it: the points so far, what is left, when it was saved.

    `stored` is what another window has saved meanwhile.
    """
    sheet = sheet_of(line.stage)
    criteria = queries.criteria_of(line, sheet)
    missing = left(criteria, form.answers)
    return {
        "line": line,
        "review": review,
        "sheet": sheet,
        "criteria": criteria,
        "form": form,
        "left": missing,
        "so_far": counted(criteria, form.answers),
        "stored": stored,
        "said_phrase": remarks.speaker([*form.notes, *(stored.notes if stored else ())]),
        "judged": judge(criteria, form.answers, sheet) if sheet and criteria and not missing else None,
        **more,
    }


@bp.post("/rounds/examined/<int:frozen_item_id>/review")
@access("review.write")
def save(frozen_item_id: int) -> ResponseReturnValue:
    """Keep what was typed; with the button «Отправить лист», send it as well."""
    line = one_visible(FrozenItem, frozen_item_id, "review.write")
    form = read_sheet(request.form, queries.criteria_of(line, sheet_of(line.stage)))
    if request.form.get("mine"):
        form.seen = row_id(request.form, "theirs", 0)
    try:
        kept = services.save(line, _role(line), form, current_user, clock.now())
    except Refused as refused:
        return _not_kept(line, form, refused)
    here = url_for(".review", frozen_item_id=line.id)
    if not request.form.get("send"):
        return answer(here, SAVED, of=PAGE, said="Черновик сохранён.", **_saved(line, kept, form_of(kept)))
    try:
        services.send(kept, current_user, clock.now())
    except Refused:
        return redirect(
            url_for(".review", frozen_item_id=line.id, unsent="yes"), 303
        )  # the draft is kept, a 422 is not
    flash("Лист отправлен.")
    return redirect(here, 303)


def _not_kept(line: FrozenItem, form: SheetForm, refused: Refused) -> ResponseReturnValue:
    review = _own(line)
    stored = form_of(review) if refused.code == "stale" else None
    if wants_region():
        return invalid(PAGE, SAVED, **_saved(line, review, form, problem=refused.sentence, stored=stored))
    return invalid(PAGE, PAGE, **_page(line, review, form, problem=refused.sentence, stored=stored))


@bp.post("/rounds/examined/<int:frozen_item_id>/review/reopening")
@access("review.write")
def reopen(frozen_item_id: int) -> ResponseReturnValue:
    """Open a sent sheet again, with the reason."""
    line = one_visible(FrozenItem, frozen_item_id, "review.write")
    review, reason = _own(line), request.form.get("reason", "").strip()
    try:
        if review is None:
            raise Refused(services.STALE)
        services.reopen(review, reason, current_user, clock.now())
    except Refused as refused:
        return invalid(PAGE, PAGE, **_page(line, review, reason=reason, reopening_problem=refused.sentence))
    flash("Лист открыт заново. Отправленный прежде лист сохранён в\u00a0истории.")
    return redirect(url_for(".review", frozen_item_id=line.id), 303)


@bp.post("/rounds/examined/<int:frozen_item_id>/carried/<int:expert_remark_id>")
@access("review.write")
def judge_carried(frozen_item_id: int, expert_remark_id: int) -> ResponseReturnValue:
    """Accept a remark of an earlier stage, or say that it is not mended."""
    line = one_visible(FrozenItem, frozen_item_id, "review.write")
    remark = one_visible(ExpertRemark, expert_remark_id, "review.write")
    return _judged(line, remark.frozen_item, lambda name: remarks.move(remark, name, current_user, clock.now()))


@bp.post("/rounds/examined/<int:frozen_item_id>/carried-words")
@access("review.write")
def judge_words(frozen_item_id: int) -> ResponseReturnValue:
    """The same about what a source said in an earlier stage without a sheet."""
    line = one_visible(FrozenItem, frozen_item_id, "review.write")
    if not (key := row_id(request.form, "about", 0)):
        return invalid(PAGE, PAGE, **_page(line, _own(line), problem=NOT_EARLIER))
    about = one_visible(FrozenItem, key, "review.write")
    words = past_sheet.one_of(about, request.form.get("source", ""), request.form.get("digest", ""))
    return _judged(line, about, lambda name: past_sheet.move(words, name, current_user, clock.now()))


def _judged(line: FrozenItem, about: FrozenItem, move: Callable[[str], object]) -> ResponseReturnValue:
    name = request.form.get("move", "")
    if not queries.is_earlier(about, line):
        return invalid(PAGE, PAGE, **_page(line, _own(line), problem=NOT_EARLIER))
    if name not in ("accept", "refuse"):
        return invalid(PAGE, PAGE, **_page(line, _own(line), problem="Выберите, принято ли замечание."))
    try:
        refuse_if(_write_refusal(line))
        move(name)
    except Refused as refused:
        return invalid(PAGE, PAGE, **_page(line, _own(line), problem=refused.sentence))
    return redirect(url_for(".review", frozen_item_id=line.id, _anchor="carried"), 303)

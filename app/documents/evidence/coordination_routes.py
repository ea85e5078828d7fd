"""The pages of the coordinator: a late permission for one school; kinds, hints and the rule of item 12."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.documents.evidence import queries, services
from app.documents.evidence.forms import LateForm, WordsForm, read_late, read_words
from app.documents.evidence.rules import RULES
from app.kernel import clock
from app.kernel.access import access, one_visible
from app.kernel.dated import as_of, may
from app.kernel.htmx import answer, invalid
from app.kernel.reader import current_user
from app.kernel.words import day
from app.permissions import Actor
from app.refusals import Refused
from app.year.cycle.models import EvidenceKind, Participation, RiskDirection
from app.year.cycle.queries import current_cycle, late_permissions, windows

bp = Blueprint("coordination", __name__)
WORDS, LINE = "documents/evidence/words.html", "documents/evidence/_words.html"
Worded = EvidenceKind | RiskDirection
Thing = TypeVar("Thing", EvidenceKind, RiskDirection)


def late_of(school: Participation) -> dict:
    """Permissions of a school, its windows, and whether the reader may grant one."""
    return {
        "permissions": late_permissions(school, as_of()),
        "windows": windows(school.cycle),
        "may_permit": may("evidence.permit", school),
        "form": LateForm(),
    }


@bp.post("/schools/<int:participation_id>/late-permissions")
@access("evidence.permit")
def permit_late(participation_id: int) -> ResponseReturnValue:
    """Let this school alone show evidence of a closed window."""
    school = one_visible(Participation, participation_id, "evidence.permit")
    form = read_late(request.form, windows(school.cycle), clock.today())
    if form.error:
        return _late_again(school, form)
    try:
        services.permit_late(school, form, current_user, clock.now())
    except Refused as refused:
        form.error = refused.sentence
        return _late_again(school, form)
    window, until_on = form.term
    flash(f"Школа может загружать подтверждающие документы за {window.title} по {day(until_on)} включительно.")
    return redirect(url_for("documents.kit", participation_id=school.id), 303)


def _late_again(school: Participation, form: LateForm) -> ResponseReturnValue:
    late = {**late_of(school), "form": form}
    return render_template("documents/evidence/late.html", school=school, late=late), 422


@bp.get("/evidence/words")
@access("evidence.edit")
def words() -> ResponseReturnValue:
    """Kinds, hints, the rule."""
    return render_template(WORDS, **_words())


def _words(changed: Worded | None = None, form: WordsForm | None = None, saved: bool = False) -> dict:
    return {
        "cycle": current_cycle(),
        "kinds": queries.kinds_to_edit(),
        "directions": queries.directions(),
        "rules": RULES,
        "thing": changed,
        "form": form,
        "saved": saved,
    }


@bp.post("/evidence/kinds/<int:kind_id>")
@access("evidence.edit")
def change_kind(kind_id: int) -> ResponseReturnValue:
    """Save the words of a kind."""
    kind = one_visible(EvidenceKind, kind_id, "evidence.edit")
    return _saved(kind, services.change_kind)


@bp.post("/evidence/hints/<int:direction_id>")
@access("evidence.edit")
def change_hint(direction_id: int) -> ResponseReturnValue:
    """Save what confirms a direction."""
    direction = one_visible(RiskDirection, direction_id, "evidence.edit")
    return _saved(direction, services.change_hint)


def _saved(thing: Thing, change: Callable[[Thing, WordsForm, Actor, datetime], Thing]) -> ResponseReturnValue:
    form = read_words(request.form, needs_title=isinstance(thing, EvidenceKind))
    if form.error:
        return invalid(WORDS, LINE, **_words(thing, form))
    try:
        change(thing, form, current_user, clock.now())
    except Refused as refused:
        form.error = refused.sentence
        return invalid(WORDS, LINE, **_words(thing, form))
    return answer(url_for(".words"), LINE, of=WORDS, **_words(thing, saved=True))


@bp.post("/evidence/rule")
@access("evidence.edit")
def change_rule() -> ResponseReturnValue:
    """Choose how item 12 counts."""
    try:
        cycle = services.change_rule(current_cycle(), request.form.get("rule", ""), current_user, clock.now())
    except Refused as refused:
        return render_template(WORDS, **{**_words(), "problem": refused.sentence}), 422
    flash(f"Пункт 12 считается так: {RULES[cycle.evidence_rule]}.")
    return redirect(url_for(".words"), 303)

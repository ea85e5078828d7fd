"""The pages of the check: its list beside a version, the templates, the rules that ОИРО edits."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.archive.sending import download
from app.documents.checks import comparisons, queries, services
from app.documents.checks.comparing import count, words
from app.documents.checks.forms import LEVELS, RuleForm, read_rule
from app.documents.checks.layout import drawn
from app.documents.checks.models import CheckRule
from app.documents.checks.template import template as template_of
from app.documents.checks.words import KINDS
from app.documents.kit import concept_slots, slot_of
from app.documents.models import Document, Version
from app.documents.queries import document_at
from app.documents.workflow import FLOW
from app.kernel.access import access, one_visible
from app.kernel.htmx import answer, invalid, wants_region
from app.kernel.numbers import row_id
from app.kernel.quiet import quiet
from app.kernel.reader import current_user
from app.kernel.waiting import is_late, not_yet
from app.refusals import Refused
from app.year.cycle.models import Participation

bp = Blueprint("checks", __name__)
RULES, RULE = "documents/checks/rules.html", "documents/checks/_rule.html"


def may_submit_version(version: Version) -> bool:
    """Whether the reader is the one who is told that it can be sent as it is: of a document that waits for nobody."""
    return FLOW.refusal("submit", current_user, version.document) is None


@bp.get("/versions/<int:version_id>/check")
@access("document.view")
@quiet
def region(version_id: int) -> ResponseReturnValue:
    """The list of the check. The page asks until somebody has looked, or it is told that this takes longer."""
    version = one_visible(Version, version_id, "document.view")
    if not wants_region():
        return redirect(url_for("documents.version", version_id=version.id))
    if queries.report_of(version) is None and not is_late(version.uploaded_at):
        return not_yet(url_for(".region", version_id=version.id), f"check-{version.id}")
    return render_template("documents/checks/_check.html", version=version)


@bp.get("/schools/<int:participation_id>/kit/<key>/blank")
@access("kit.view")
def template(participation_id: int, key: str) -> ResponseReturnValue:
    """A DOCX with the right headings for this place."""
    school = one_visible(Participation, participation_id, "kit.view")
    slot = next((p for p in concept_slots(school.risks) if p.key == key), None) or abort(404)
    made = template_of(slot.title, school.school.short_name, school.cycle.year, queries.rules_for(slot.kind))
    return download(made, f"Бланк. {slot.short_title}.docx")


@bp.get("/documents/<int:document_id>/changes")
@access("document.view")
def changes(document_id: int) -> ResponseReturnValue:
    """What changed between two versions that the reader chooses; at first, between the two newest."""
    document = document_at(one_visible(Document, document_id, "document.view"), current_user) or abort(404)
    if document.latest is None:
        abort(404)
    by_number = {version.number: version for version in document.versions}
    new = by_number.get(row_id(request.args, "new", 0), document.latest)
    old = by_number.get(row_id(request.args, "old", 0), by_number.get(new.number - 1, new))
    old, new = sorted((old, new), key=lambda version: version.number)
    changes = comparisons.changes(old, new)
    lines = changes.lines if changes else None
    changed = [line.paragraph for line in lines or ()]
    only = "old" not in request.args or "only" in request.args
    return render_template(
        "documents/checks/changes.html",
        document=document,
        title=slot_of(document).title,
        before=old,
        after=new,
        only=only,
        changes=changes,
        changed=drawn(lines or (), only),
        changed_count=count(changed) if lines is not None else None,
        said=[words(changed, kind) for kind in ("ins", "del")],
    )


@bp.get("/checks/rules")
@access("checks.edit")
def rules() -> ResponseReturnValue:
    """The rules by kind of document."""
    return render_template(RULES, **_rules())


def _rules(changed: CheckRule | None = None, form: RuleForm | None = None, saved: bool = False) -> dict:
    groups = {kind: queries.rules_of(kind) for kind in KINDS}
    return {"groups": groups, "kinds": KINDS, "levels": LEVELS, "rule": changed, "form": form, "saved": saved}


@bp.post("/checks/rules/<int:rule_id>")
@access("checks.edit")
def change_rule(rule_id: int) -> ResponseReturnValue:
    """Save one rule; open documents are looked at anew."""
    rule, form = one_visible(CheckRule, rule_id, "checks.edit"), read_rule(request.form)
    if form.errors:
        return invalid(RULES, RULE, **_rules(rule, form))
    try:
        services.change_rule(rule, form, current_user)
    except Refused as refused:
        form.errors["title"] = refused.sentence
        return invalid(RULES, RULE, **_rules(rule, form))
    return answer(url_for(".rules", _anchor=f"rule-{rule.id}"), RULE, of=RULES, **_rules(rule, saved=True))

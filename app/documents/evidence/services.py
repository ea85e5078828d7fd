"""The verbs of evidence: attach to directions, send together, permit late, edit the words. Each ends in the journal."""

from collections.abc import Sequence
from datetime import datetime

from app.documents import services as documents
from app.documents.evidence.forms import EvidenceForm, LateForm, WordsForm
from app.documents.evidence.queries import of_window, same_content
from app.documents.evidence.rules import RULES
from app.documents.kit import Place, is_owed
from app.documents.models import Document, Version
from app.documents.receiving import Received
from app.extensions import db
from app.journal.services import record
from app.kernel.quotes import quoted
from app.permissions import Refused, can
from app.year.cycle.models import Cycle, EvidenceKind, EvidenceWindow, LatePermission, Participation, RiskDirection
from app.year.cycle.models import SchoolRisk as Risk


def attach(
    school: Participation,
    window: EvidenceWindow,
    risks: Sequence[Risk],
    got: Received,
    said: EvidenceForm,
    actor,
    now: datetime,
) -> list[Version] | Refused:
    """One upload, one document for each direction over the same bytes; where one is refused, none is kept."""
    versions = []
    standing = of_window(school, window, actor)
    for risk in risks:
        refused = _already(risk, standing, got)
        if refused is not None:
            return refused
        place, key = Place("evidence", risk, window), got.key_for(risk.id)
        version = documents.add_version(
            school, place, None, got.content, got.filename, key, actor, now, got.begun_at, got.mended
        )
        if isinstance(version, Refused):
            return version
        version.document.evidence_kind_id, version.document.title = said.kind_id, said.title
        versions.append(version)
    db.session.flush()
    return versions


def _already(risk: Risk, standing: Sequence[Document], got: Received) -> Refused | None:
    same = [
        version
        for document in standing
        if document.school_risk_id == risk.id and (version := document.latest)
        if version.digest == got.content.sha256 and version.upload_key != got.key_for(risk.id)
    ]
    if not same:
        return None
    return Refused("same", f"Это уже приложено к направлению {quoted(risk.direction.title)}. Снимите с него отметку.")


def attach_also(
    document: Document, risks: Sequence[Risk], got: Received, actor, now: datetime
) -> list[Version] | Refused:
    """The file or link of a document for more directions, without a second upload."""
    said = EvidenceForm(kind_id=document.evidence_kind_id, title=document.title)
    return attach(document.participation, document.window, risks, got, said, actor, now)


def submit_together(document: Document, version_id: int, actor, now: datetime) -> int | Refused:
    """Send the document and those that hold the same file; how many were sent. The first refusal stops all."""
    together = same_content(document, of_window(document.participation, document.window, actor))
    waiting = [one for one in together if one.id == document.id or (one.state == "draft" and is_owed(one))]
    for one in waiting:
        done = documents.submit(one, version_id if one.id == document.id else one.latest.id, actor, now)
        if isinstance(done, Refused):
            return done
    return len(waiting)


def permit_late(school: Participation, form: LateForm, actor, now: datetime) -> LatePermission | Refused:
    """Let one school show evidence of a window to a day; it ends by itself (T5)."""
    allowed = can(actor, "evidence.permit", school)
    if not allowed:
        return allowed
    permission = LatePermission(
        participation=school,
        window=form.window,
        until_on=form.until_on,
        reason=form.reason,
        granted_by_id=actor.person_id,
        granted_at=now,
    )
    db.session.add(permission)
    db.session.flush()
    until = form.until_on.isoformat()
    record("evidence:late", permission, actor, now, window=form.window.number, until=until, reason=form.reason)
    return permission


def change_kind(kind: EvidenceKind, form: WordsForm, actor, now: datetime) -> EvidenceKind | Refused:
    """Write the words of a kind; the journal keeps what they were."""
    allowed = can(actor, "evidence.edit")
    if not allowed:
        return allowed
    before = {"title": kind.title, "hint": kind.hint, "privacy": kind.privacy}
    kind.title, kind.hint, kind.privacy = form.title, form.hint, form.privacy
    record("evidence:kind", kind, actor, now, code=kind.code, before=before)
    return kind


def change_hint(direction: RiskDirection, form: WordsForm, actor, now: datetime) -> RiskDirection | Refused:
    """Write what confirms a direction."""
    allowed = can(actor, "evidence.edit")
    if not allowed:
        return allowed
    before, direction.evidence_hint = direction.evidence_hint, form.hint
    record("evidence:hint", direction, actor, now, code=direction.code, before=before)
    return direction


def change_rule(cycle: Cycle, rule: str, actor, now: datetime) -> Cycle | Refused:
    """Choose how item 12 counts."""
    allowed = can(actor, "evidence.edit")
    if not allowed:
        return allowed
    if rule not in RULES:
        return Refused("rule", "Выберите одно из двух правил.")
    before, cycle.evidence_rule = cycle.evidence_rule, rule
    record("evidence:rule", cycle, actor, now, before=before, rule=rule)
    return cycle

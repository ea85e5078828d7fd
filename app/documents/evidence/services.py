"""The verbs of evidence: attach to directions, send together, permit late, edit the words. Each ends in the journal."""

from collections.abc import Sequence
from datetime import datetime

from app.documents import services as documents
from app.documents.evidence.forms import EvidenceForm, LateForm, WordsForm
from app.documents.evidence.queries import of_window, same_content
from app.documents.evidence.rules import RULES
from app.documents.kit import Slot, is_owed, slot_of
from app.documents.models import Document, Version
from app.documents.receiving import Received
from app.extensions import db
from app.journal.services import record
from app.kernel.quotes import quoted
from app.permissions import Actor, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Cycle, EvidenceKind, EvidenceWindow, LatePermission, Participation, RiskDirection
from app.year.cycle.models import SchoolRisk as Risk


def attach(
    school: Participation,
    window: EvidenceWindow,
    risks: Sequence[Risk],
    got: Received,
    said: EvidenceForm,
    actor: Actor,
    now: datetime,
) -> list[Version]:
    """One upload, one document for each direction over the same bytes; raises Refused where one of them is refused."""
    versions = []
    standing = of_window(school, window, actor)
    for risk in risks:
        own = got.for_one(risk.id)
        refuse_if(_already(risk, standing, own))
        version = documents.add_version(school, Slot("evidence", risk, window), None, own, actor, now)
        version.document.evidence_kind_id = said.kind_id
        version.document.title = said.title
        versions.append(version)
    db.session.flush()
    return versions


def _already(risk: Risk, standing: Sequence[Document], got: Received) -> Refusal | None:
    """Why it is not attached to the direction: the same content is, by another upload."""
    newest = [document.latest for document in standing if document.school_risk_id == risk.id and document.latest]
    if not any(one.digest == got.content.sha256 and one.upload_key != got.key for one in newest):
        return None
    return Refusal("same", f"Это уже приложено к направлению {quoted(risk.direction.title)}. Снимите с него отметку.")


def attach_also(document: Document, risks: Sequence[Risk], got: Received, actor: Actor, now: datetime) -> list[Version]:
    """The file or link of a document for more directions, without a second upload; raises Refused."""
    said = EvidenceForm(kind_id=document.evidence_kind_id, title=document.title)
    _, window = slot_of(document).of_evidence
    return attach(document.participation, window, risks, got, said, actor, now)


def submit_together(document: Document, version_id: int, actor: Actor, now: datetime) -> int:
    """Send the document and those that hold the same file; how many were sent. Raises the first refusal of them."""
    _, window = slot_of(document).of_evidence
    together = same_content(document, of_window(document.participation, window, actor))
    waiting = [one for one in together if one.id == document.id or (one.state == "draft" and is_owed(one))]
    for one in waiting:
        documents.submit(one, version_id if one.id == document.id else one.newest.id, actor, now)
    return len(waiting)


def permit_late(school: Participation, form: LateForm, actor: Actor, now: datetime) -> LatePermission:
    """Let one school show evidence of a window to a day; it ends by itself (T5). Raises Refused."""
    ensure_can(actor, "evidence.permit", school)
    window, until_on = form.term
    permission = LatePermission(
        participation=school,
        window=window,
        until_on=until_on,
        reason=form.reason,
        granted_by_id=actor.person_id,
        granted_at=now,
    )
    db.session.add(permission)
    db.session.flush()
    until = until_on.isoformat()
    record("evidence:late", permission, actor, now, window=window.number, until=until, reason=form.reason)
    return permission


def change_kind(kind: EvidenceKind, form: WordsForm, actor: Actor, now: datetime) -> EvidenceKind:
    """Write the words of a kind; the journal keeps what they were. Raises Refused."""
    ensure_can(actor, "evidence.edit")
    before = {"title": kind.title, "hint": kind.hint, "privacy": kind.privacy}
    kind.title = form.title
    kind.hint = form.hint
    kind.privacy = form.privacy
    record("evidence:kind", kind, actor, now, code=kind.code, before=before)
    return kind


def change_hint(direction: RiskDirection, form: WordsForm, actor: Actor, now: datetime) -> RiskDirection:
    """Write what confirms a direction; raises Refused."""
    ensure_can(actor, "evidence.edit")
    before = direction.evidence_hint
    direction.evidence_hint = form.hint
    record("evidence:hint", direction, actor, now, code=direction.code, before=before)
    return direction


def change_rule(cycle: Cycle, rule: str, actor: Actor, now: datetime) -> Cycle:
    """Choose how item 12 counts; raises Refused."""
    ensure_can(actor, "evidence.edit")
    if rule not in RULES:
        raise Refused.because("rule", "Выберите одно из двух правил.")
    before = cycle.evidence_rule
    cycle.evidence_rule = rule
    record("evidence:rule", cycle, actor, now, before=before, rule=rule)
    return cycle

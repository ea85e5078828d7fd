"""The verbs of the check: look at a version, in a child process; change a rule."""

import time

from app.archive.services import read
from app.checks.forms import RuleForm
from app.checks.models import Check, CheckRule, VersionText
from app.checks.queries import facts_of, open_versions, rules_for, unseen
from app.checks.report import A_LINK, NOT_READ, Report, look
from app.documents.models import Preview, Version
from app.documents.preview import html_for
from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.kernel.child import Overrun, in_child
from app.kernel.later import later
from app.kernel.transaction import begin_write, end_write
from app.permissions import Refused, can
from storage import StorageError

STALE = (
    "Пока вы правили, это правило изменили в\u00a0другом окне: ниже ваш текст, рядом то, что записано. "
    "Сохраните ещё раз, чтобы остался ваш."
)


def look_at(version_id: int) -> None:
    """Check the version and keep its words; the preview, which takes longer, comes after.

    The reading holds no lock; the writing is short.
    """
    version = db.session.get(Version, version_id)
    if version is None:
        return
    started = time.monotonic()
    report, text = _read(version)
    took = round((time.monotonic() - started) * 1000)
    begin_write()
    db.session.merge(Check(version_id=version_id, report=report.as_json(), checked_at=clock.real_now(), took_ms=took))
    db.session.merge(VersionText(version_id=version_id, text=text))
    end_write()
    _show(version)


def _show(version: Version) -> None:
    """Keep the preview, once for the same bytes: no rule changes it."""
    if version.link or db.session.get(Preview, version.blob_id):
        return
    try:
        html, blob_id = html_for(version), version.blob_id
    except StorageError:
        return  # one lost file does not stop the others; its page says so
    if html is not None:
        begin_write()
        db.session.merge(Preview(blob_id=blob_id, html=html))


def look_again(kind: str) -> None:
    """After a rule has changed: the newest versions of the documents that are still open."""
    for version_id in open_versions(kind):
        look_at(version_id)
        end_write()


def look_at_unseen() -> None:
    """Look at what was missed: an upload by a command, a worker that was down."""
    for version_id in unseen():
        look_at(version_id)
        end_write()


def _read(version: Version) -> tuple[Report, str]:
    if version.link:
        return Report(said=A_LINK), ""
    try:
        data = read(version.blob)
        return in_child(look, data, version.filename, rules_for(version.document.kind), facts_of(version))
    except (StorageError, Overrun):
        return Report(said=NOT_READ), ""


def change_rule(rule: CheckRule, form: RuleForm, actor) -> CheckRule | Refused:
    """Write the words of a rule, if it still is as the person saw it (C3); the journal keeps what they were."""
    allowed = can(actor, "checks.edit")
    if not allowed:
        return allowed
    if form.seen != rule.changed_at.isoformat():
        return Refused("stale", STALE)
    before = {"title": rule.title, "synonyms": rule.synonyms, "level": rule.level}
    rule.title, rule.synonyms, rule.level = form.title, form.synonyms, form.level
    rule.changed_at = clock.now()
    record("rule:changed", rule, actor, clock.now(), key=f"{rule.kind}.{rule.key}", before=before)
    later("look_again", rule.kind)
    return rule

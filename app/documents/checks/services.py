"""The verbs of the check: look at a version, in a child process; change a rule."""

import time
from collections.abc import Sequence

from app.archive.services import read
from app.documents.checks.comparisons import compare_with_older, forget
from app.documents.checks.forms import RuleForm
from app.documents.checks.models import Check, CheckRule, VersionText
from app.documents.checks.queries import facts_of, open_versions, rules_for, unseen
from app.documents.checks.report import A_LINK, NOT_NOW, NOT_READ, Looked, Report, look
from app.documents.conversion import show
from app.documents.models import Version
from app.documents.office import ending_of, readable
from app.documents.reading import READER
from app.documents.recognition.queries import read_of
from app.documents.recognition.services import ask_for
from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.kernel.child import Busy, Overrun, in_child
from app.kernel.later import later
from app.kernel.sweeping import each
from app.kernel.transaction import begin_write, end_write
from app.permissions import Actor, ensure_can
from app.refusals import Refused
from storage import StorageError

STALE = (
    "Пока вы правили, это правило изменили в\u00a0другом окне: ниже ваш текст, рядом то, что записано. "
    "Сохраните ещё раз, чтобы остался ваш."
)


def check_version(version_id: int, counted: bool = False) -> None:
    """Check the version and keep its words; the preview and the comparisons, which take longer, come after.

    The reading holds no lock; the writing is short. What can't be had or read just now is put off, unless its try is
    `counted` already.
    """
    version = db.session.get(Version, version_id)
    if version is None:
        return
    started = time.monotonic()
    recognizer, _ = read_of(version.blob_id)
    try:
        report, text, forms = _read(version)
    except (StorageError, Busy):
        if not counted:
            _put_off(version_id)
        return
    took = round((time.monotonic() - started) * 1000)
    begin_write()
    if _reads_otherwise(version_id, text, forms):
        forget(version_id)
    made = {"report": report.as_json(), "checked_at": clock.real_now(), "took_ms": took, "reader": READER}
    made |= {"tries": 0, "again_at": None, "recognizer": recognizer}
    db.session.merge(Check(version_id=version_id, **made))
    db.session.merge(VersionText(version_id=version_id, text=text, forms=list(forms)))
    if version.blob_id is not None:
        ask_for(version.blob_id, report.scans)
    end_write()
    show(version)
    end_write()
    compare_with_older(version)


def _reads_otherwise(version_id: int, text: str, forms: Sequence[str]) -> bool:
    kept = db.session.get(VersionText, version_id)
    return kept is None or (kept.text, kept.forms) != (text, list(forms))


def _put_off(version_id: int) -> None:
    """What is known of the version stands; if nothing is, its page says that it will be tried again, or no more."""
    begin_write()
    check = db.session.get(Check, version_id)
    if check is None:
        check = Check(version_id=version_id, report={}, took_ms=0)
        db.session.add(check)
    now = clock.real_now()
    if check.reader != READER:
        check.reader, check.tries = READER, 0
    check.put_off(now)
    if not check.report or check.report["said"] == NOT_NOW:
        check.report = Report(said=NOT_NOW if check.again_at else NOT_READ).as_json()
        check.checked_at = now
    end_write()


def check_again(kind: str) -> None:
    """After a rule has changed: the newest versions of the documents that are still open."""
    each("check of version", open_versions(kind), check_version)


def check_pending() -> None:
    """Look at what was missed: an upload by a command, a worker that was down."""
    each("check of version", unseen(), _try)


def _try(version_id: int) -> None:
    """The try is counted before it is made: what kills the worker each time is not tried for ever."""
    _put_off(version_id)
    check_version(version_id, counted=True)


def _read(version: Version) -> Looked:
    if version.link:
        return Looked(Report(said=A_LINK))
    rules, facts = rules_for(version.document.kind), facts_of(version)
    _, recognised = read_of(version.blob_id)
    data, ending = readable(read(version.kept_blob), ending_of(version.filename))
    try:
        return in_child(look, data, f"file.{ending}", rules, facts, recognised)
    except Busy:
        raise
    except Overrun:
        return Looked(Report(said=NOT_READ))


def change_rule(rule: CheckRule, form: RuleForm, actor: Actor) -> CheckRule:
    """Write the words of a rule; the journal keeps what they were. Refused when it is not as the person saw it (C3)."""
    ensure_can(actor, "checks.edit")
    if form.seen != rule.changed_at.isoformat():
        raise Refused.because("stale", STALE)
    before = {"title": rule.title, "synonyms": rule.synonyms, "level": rule.level, "hint": rule.hint}
    rule.title = form.title
    rule.synonyms = form.synonyms
    rule.level = form.level
    rule.hint = form.hint
    rule.changed_at = clock.now()
    record("rule:changed", rule, actor, clock.now(), key=f"{rule.kind}.{rule.key}", before=before)
    later("look_again", rule.kind)
    return rule

"""The verbs of a round: freeze its set on its day, record a result about a frozen version."""

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from flask import current_app

from app.archive.services import keep
from app.documents.services import keep_for_examination
from app.expertise.assignments.rights import record_refusal
from app.expertise.forms import ResultForm
from app.expertise.manifest import manifest
from app.expertise.models import Freeze, FrozenItem, Result
from app.expertise.queries import frozen, scale_of, unfrozen_stages
from app.expertise.rules import agrees, current, revision
from app.expertise.sets import set_at
from app.expertise.sheets.queries import sheet_of
from app.extensions import db
from app.journal.services import record
from app.kernel.as_of import just_before
from app.kernel.calendar import end_of
from app.permissions import Actor, can, ensure_can
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Stage

BY_SHEET = Refusal(
    "by_sheet", "Региональный вывод складывается из\u00a0экспертного листа: заполните лист и\u00a0отправьте его."
)
WITH_REASON = Refusal("reason", "Для этого документа есть экспертный лист. Напишите, почему вывод записан мимо него.")
CONTRADICTS = Refusal(
    "contradicts",
    "Вывод и\u00a0балл не\u00a0сходятся: по\u00a0границам листа у\u00a0такого балла другой вывод. "
    "Исправьте что-то одно или отметьте, что так и\u00a0есть.",
)
NO_WORD = Refusal("no_word", "Убирать нечего: такой результат этого документа не\u00a0записан.")
OF_SHEET = Refusal(
    "of_sheet",
    "Этот вывод складывается из\u00a0экспертного листа. Чтобы его изменить, откройте лист заново.",
)
NO_REASON = Refusal("no_reason", "Напишите, почему результат убирается: причина останется рядом с\u00a0документом.")
STALE = Refusal("stale", "Пока эта страница была открыта, результат изменили в\u00a0другом окне.")


def freeze(stage: Stage, actor: Actor | None, now: datetime) -> Freeze:
    """Fix which versions stood on the day of the stage; refused a second time, and before the day is over (item 30).

    The worker freezes with no actor.
    """
    if actor is not None:
        ensure_can(actor, "stage.freeze", stage)
    as_of = end_of(stage.last_on)
    if now < as_of:
        sentence = f"Набор фиксируется, когда закончится {stage.last_on:%d.%m.%Y}: школы ещё сдают."
        raise Refused.because("early", sentence)
    if frozen(stage):
        raise Refused.because("frozen", "Набор этого этапа уже зафиксирован.")
    lines = set_at(stage, just_before(as_of))
    db.session.add_all(lines)
    db.session.flush()  # the lines stand before the freeze, which closes the set for good
    keep_for_examination([line.version_id for line in lines if line.version_id])
    listed = keep(manifest(lines), now)
    fixed = Freeze(stage_id=stage.id, as_of=as_of, frozen_at=now, manifest_sha256=listed.sha256)
    db.session.add(fixed)
    db.session.flush()
    record("round:frozen", stage, actor, now, documents=len(lines), sha256=fixed.manifest_sha256)
    return fixed


def freeze_due(now: datetime) -> list[Freeze]:
    """Freeze every stage whose day is over; a second run finds nothing to do."""
    return [freeze(stage, None, now) for stage in unfrozen_stages(now)]


def record_result(line: FrozenItem, form: ResultForm, actor: Actor, now: datetime) -> Result:
    """Write what a source said of a frozen version; refused when it is not the revision that the person saw (C2)."""
    db.session.refresh(line, with_for_update={"of": FrozenItem})
    refuse_if(record_refusal(actor, line, line.stage, line.participation_id, now))
    if not line.presented:
        raise Refused.because("absent", "Документ не представлен к этому этапу: оценивать нечего.")
    if form.revision != revision(line, form.source):
        raise Refused(STALE)
    scale = scale_of(line.stage)
    if not form.meant and not agrees(form.verdict, form.score, scale.ok_from, scale.remarks_from):
        raise Refused(CONTRADICTS)
    said = Said(form.verdict, form.score, form.remarks)
    past = past_sheet(line, form.source, actor)
    if past is None:
        return append(line, form.source, said, actor, now)
    if past is BY_SHEET or not form.because:
        raise Refused(past)
    return append(line, form.source, said, actor, now, reason=form.because)


def take_away(line: FrozenItem, source: str, reason: str, seen: int, actor: Actor, now: datetime) -> Result:
    """Take away a result that was written by hand about a wrong document; a word of a sheet that it had replaced
    counts again. Refused without a reason, and when another revision was seen.

    A next revision, without a word or with that of the sheet, says who did it, when and why.
    """
    db.session.refresh(line, with_for_update={"of": FrozenItem})
    refuse_if(record_refusal(actor, line, line.stage, line.participation_id, now))
    refuse_if(taking_refusal(line, source, actor))
    word = current(line)[source]
    if seen != word.revision:
        raise Refused(STALE)
    if not reason:
        raise Refused(NO_REASON)
    if (sheets := _word_of_sheet(line, source)) is not None:
        said, by = Said(sheets.verdict, sheets.score, sheets.remarks), sheets.reviewer_id
        return append(line, source, said, actor, now, by=by, reason=reason)
    said = Said(word.verdict, word.score, reason)
    return append(line, source, said, actor, now, withdrawn=True, reason=reason)


def taking_refusal(line: FrozenItem, source: str, actor: Actor) -> Refusal | None:
    """Why a word can't be taken away: one past the sheet is by whoever may write so, a sheet's own by the sheet."""
    word = current(line).get(source)
    if word is None:
        return NO_WORD
    if word.id in _of_sheets(line):
        return OF_SHEET
    return BY_SHEET if past_sheet(line, source, actor) is BY_SHEET else None


def _word_of_sheet(line: FrozenItem, source: str) -> Result | None:
    """The last word of the source that a sheet gave."""
    own = _of_sheets(line)
    return next((word for word in reversed(line.results) if word.source == source and word.id in own), None)


def _of_sheets(line: FrozenItem) -> Container[int]:
    """The ids of the regional words that come from sheets; the feature that keeps the sheets brings the rule."""
    return current_app.extensions["words_of_sheets"]([line])


def past_sheet(line: FrozenItem, source: str, actor: Actor) -> Refusal | None:
    """Whether a word would be written past the sheet, whose sending makes the regional one.

    BY_SHEET: it can't be; WITH_REASON: who leads the expertise may, and says why; None: there is no sheet to go past.
    """
    if source != "regional" or not line.asked or sheet_of(line.stage) is None:
        return None
    return WITH_REASON if can(actor, "assignment.edit", line) else BY_SHEET


@dataclass(frozen=True)
class Said:
    """A word about a document: the verdict, the score in per cent, the remarks."""

    verdict: str
    score: Decimal | None
    remarks: str


def append(
    line: FrozenItem,
    source: str,
    said: Said,
    actor: Actor,
    now: datetime,
    by: int | None = None,
    withdrawn: bool = False,
    **data: object,
) -> Result:
    """The next revision of what a source says; the caller has asked whether it may be written, and holds the line.

    `by` is whose word it is when the actor only decides that it counts.
    """
    result = Result(
        source=source,
        revision=revision(line, source) + 1,
        verdict=said.verdict,
        score=said.score,
        remarks=said.remarks,
        withdrawn=withdrawn,
        reviewer_id=by or actor.person_id,
        recorded_at=now,
    )
    line.results.append(result)
    db.session.flush()
    data |= {"source": source, "verdict": said.verdict, "score": None if said.score is None else str(said.score)}
    kind = "result:withdrawn" if withdrawn else "result:recorded"
    record(kind, line, actor, now, line.school_id, sha256=line.sha256, **data)
    return result

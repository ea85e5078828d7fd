"""The verbs of a risk profile: upload, name its factors, take it, mark the survey, record the visit."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from sqlalchemy import delete, exists, select

from app.archive.services import Kept, blob_of
from app.extensions import db
from app.journal.services import record
from app.kernel.changing import changed
from app.kernel.quotes import quoted
from app.permissions import Actor, can, ensure_can
from app.refusals import Refused
from app.year.cycle.models import Participation, RiskDirection, SchoolRisk
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile, RiskVerification, Survey


def upload_profile(school: Participation, kept: Kept, filename: str, actor: Actor, now: datetime) -> RiskProfile:
    """Keep the РПШ file of a school; the former file stays in the archive."""
    _lock(school)
    ensure_can(actor, "profile.upload", school)
    newest = _newest(school)
    if newest is not None and newest.blob.sha256 == kept.sha256:
        raise Refused.because("same", "Этот файл уже загружен. Выберите исправленный файл.")
    profile = RiskProfile(
        participation=school,
        blob=blob_of(kept, now),
        filename=filename,
        uploaded_by_id=actor.person_id,
        uploaded_at=now,
    )
    db.session.add(profile)
    db.session.flush()
    record("profile:uploaded", profile, actor, now, sha256=kept.sha256)
    return profile


def name_factors(school: Participation, wanted: Mapping[int, str], actor: Actor, now: datetime) -> list[SchoolRisk]:
    """The factors of the profile, direction id → significance; what the curator has answered about stays."""
    _lock(school)
    ensure_can(actor, "profile.upload", school)
    own = select(SchoolRisk).where(SchoolRisk.participation_id == school.id).with_for_update(of=SchoolRisk)
    risks = db.session.scalars(own.execution_options(populate_existing=True)).unique()
    standing = {risk.direction_id: risk for risk in risks}
    gone = [risk for key, risk in standing.items() if key not in wanted]
    answered = [risk.direction.short_title for risk in gone if _answered(risk)]
    if answered:
        names = ", ".join(quoted(name) for name in answered)
        said = f"Куратор уже проверил {names}: убрать из профиля нельзя. Остальное не изменено."
        raise Refused.because("answered", said)
    for risk in gone:
        db.session.delete(risk)
    for key, significance in wanted.items():
        if key in standing:
            standing[key].significance = significance
        else:
            school.risks.append(SchoolRisk(direction=db.session.get(RiskDirection, key), significance=significance))
    db.session.flush()
    db.session.expire(school, ["risks"])
    named = {risk.direction.code: risk.significance for risk in school.risks}
    record("profile:factors", school, actor, now, factors=named)
    return school.risks


def take(profile: RiskProfile, actor: Actor, now: datetime) -> ProfileReceipt:
    """The school takes its profile; the first time is recorded, and it is the only one."""
    _lock(profile.participation)
    ensure_can(actor, "profile.take", profile)
    if profile is not _newest(profile.participation):
        raise Refused.because("stale", "Регион загрузил новый файл профиля. Получите его: прежний больше не нужен.")
    standing = db.session.scalar(select(ProfileReceipt).where(ProfileReceipt.profile_id == profile.id))
    if standing:
        return standing
    receipt = ProfileReceipt(profile=profile, taken_by_id=actor.person_id, taken_at=now)
    db.session.add(receipt)
    record("profile:taken", profile, actor, now)
    return receipt


def mark_surveys(schools: Iterable[Participation], done_on: date, actor: Actor, now: datetime) -> list[Survey]:
    """The survey is done at these schools; who is marked already, or is out of reach, stays as it was."""
    marked = []
    for school in schools:
        _lock(school)
        done = exists().where(Survey.participation_id == school.id)
        if not can(actor, "survey.mark", school) or db.session.scalar(select(done)):
            continue
        survey = Survey(participation_id=school.id, done_on=done_on, marked_by_id=actor.person_id, marked_at=now)
        db.session.add(survey)
        record("survey:marked", school, actor, now, done_on=done_on.isoformat())
        marked.append(survey)
    return marked


def unmark_surveys(schools: Iterable[Participation], actor: Actor, now: datetime) -> int:
    """Take wrong marks back; the journal keeps both. How many there were."""
    taken = 0
    for school in schools:
        if not can(actor, "survey.mark", school):
            continue
        if changed(delete(Survey).where(Survey.participation_id == school.id)):
            record("survey:unmarked", school, actor, now)
            taken += 1
    return taken


def record_visit(
    school: Participation, visited_on: date, form: str, participants: str, note: str, actor: Actor, now: datetime
) -> FirstVisit:
    """The curator's first visit; a correction is a new record, the same words twice are one."""
    _lock(school)
    ensure_can(actor, "visit.record", school)
    said = {"visited_on": visited_on, "form": form, "participants": participants, "note": note}
    last = db.session.scalars(
        select(FirstVisit).where(FirstVisit.participation_id == school.id).order_by(FirstVisit.id.desc()).limit(1)
    ).first()
    if last and all(getattr(last, key) == value for key, value in said.items()):
        return last
    visit = FirstVisit(participation_id=school.id, recorded_by_id=actor.person_id, recorded_at=now, **said)
    db.session.add(visit)
    db.session.flush()
    record("visit:recorded", school, actor, now, visited_on=visited_on.isoformat(), form=form)
    return visit


def _lock(school: Participation) -> None:
    db.session.execute(select(Participation.id).where(Participation.id == school.id).with_for_update())


def _newest(school: Participation) -> RiskProfile | None:
    return db.session.scalars(
        select(RiskProfile).where(RiskProfile.participation_id == school.id).order_by(RiskProfile.id.desc()).limit(1)
    ).first()


def _answered(risk: SchoolRisk) -> bool:
    said = exists().where(RiskVerification.school_risk_id == risk.id)
    return risk.state != "in_profile" or db.session.scalars(select(said)).one()

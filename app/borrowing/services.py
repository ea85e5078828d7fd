"""The verbs of the borrowing: print a version, ask for the report of a stage, make it, change the numbers."""

from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Select, insert, or_, select, update

from app.borrowing import queries
from app.borrowing.fingerprints import fingerprint_of, recipe
from app.borrowing.measures import Measures
from app.borrowing.models import (
    BorrowingMeasures,
    BorrowingReport,
    ReportCommon,
    ReportPair,
    ReportPaper,
    VersionFingerprint,
)
from app.borrowing.shared import Comparison, compare
from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.kernel.changing import changed
from app.kernel.later import later
from app.kernel.sweeping import each
from app.kernel.transaction import begin_write, end_write
from app.permissions import Actor, ensure_can
from app.refusals import Refused
from app.year.cycle.models import Stage

LOST = timedelta(minutes=30)  # a report that was begun so long ago and is not made was cut off: it is begun anew


def fingerprint_pending() -> None:
    """Keep the prints of all that has been looked at since. The reckoning holds no lock; the writing is short."""
    numbers = queries.measures()
    tried: set[int] = set()
    while missing := set(queries.unprinted(numbers)) - tried:
        tried |= missing
        each("print of version", sorted(missing), lambda key: _fingerprint(key, numbers))


def _fingerprint(version_id: int, numbers: Measures) -> None:
    now = clock.real_now()
    one = fingerprint_of(queries.paragraphs_of([version_id]).get(version_id, ()), numbers)
    columns = {name: getattr(one, name).tobytes() for name in ("shingles", "places", "sizes")}
    begin_write()
    db.session.merge(VersionFingerprint(version_id=version_id, recipe=recipe(numbers), printed_at=now, **columns))


def ask(stage: Stage, actor: Actor, now: datetime) -> BorrowingReport:
    """Ask for the report of a stage; one at a time, another is refused."""
    ensure_can(actor, "borrowing.compare")
    if db.session.scalar(_unmade().where(BorrowingReport.stage_id == stage.id)):
        said = "Сравнение этого этапа уже идёт. Дождитесь его конца: страница обновится сама."
        raise Refused.because("running", said)
    asked = BorrowingReport(stage_id=stage.id, asked_by_id=actor.person_id, as_of=now, measures={})
    db.session.add(asked)
    db.session.flush()
    record("borrowing:asked", asked, actor, now, round=stage.number)
    later("compare_asked")
    return asked


def compare_asked() -> None:
    """Make every report that waits, and those that were cut off."""
    each("comparison", db.session.scalars(_unmade()).all(), _make_if_free)


def _unmade() -> Select[int]:
    return select(BorrowingReport.id).where(BorrowingReport.made_at.is_(None)).order_by(BorrowingReport.id)


def _make_if_free(report_id: int) -> None:
    if _claim(report_id):
        _make(report_id)


def _claim(report_id: int) -> bool:
    """True for the one worker that may make it."""
    begin_write()
    now = clock.real_now()
    free = or_(BorrowingReport.started_at.is_(None), BorrowingReport.started_at < now - LOST)
    waiting = (BorrowingReport.id == report_id, BorrowingReport.made_at.is_(None), free)
    taken = changed(update(BorrowingReport).where(*waiting).values(started_at=now)) == 1
    end_write()
    return taken


def _make(report_id: int) -> None:
    fingerprint_pending()
    stage, numbers = db.session.get_one(BorrowingReport, report_id).stage, queries.measures()
    fixed_at = queries.frozen_as_of(stage.id)
    versions = queries.frozen(stage.id) if fixed_at else queries.standing(stage.cycle)
    as_of = fixed_at or clock.now()
    asked, papers = list(db.session.scalars(versions)), list(queries.papers(versions, numbers))
    templates = queries.templates(stage.cycle, numbers)
    db.session.rollback()

    def step(done: int, total: int) -> None:
        begin_write()
        standing = update(BorrowingReport).where(BorrowingReport.id == report_id)
        db.session.execute(standing.values(done=done, total=total))
        end_write()

    found = compare(papers, templates, numbers, step)
    begin_write()
    _keep(report_id, asked, found)
    report = db.session.get_one(BorrowingReport, report_id)
    report.as_of = as_of
    report.measures = asdict(numbers)
    report.made_at = clock.real_now()
    record("borrowing:compared", report, None, as_of, papers=len(asked), pairs=len(found.pairs))
    end_write()


def _keep(report_id: int, versions: list[int], found: Comparison) -> None:
    """What it was made from and what came of it, pair after pair in the order of schools."""
    papers = [{"report_id": report_id, "version_id": key, "own": found.own.get(key)} for key in versions]
    pairs = [
        {
            "report_id": report_id,
            "one_id": pair.one,
            "other_id": pair.other,
            "places": [[place.one, place.other, place.shingles] for place in pair.places],
        }
        for pair in found.pairs
    ]
    commons = [{"report_id": report_id, "places": list(map(list, one.places))} for one in found.commons]
    for model, rows in ((ReportPaper, papers), (ReportPair, pairs), (ReportCommon, commons)):
        if rows:
            db.session.execute(insert(model), rows)


def set_measures(numbers: Measures, actor: Actor, now: datetime) -> BorrowingMeasures:
    """Compare by these numbers from now on; what stands in made reports stays as it was made. Raises Refused."""
    ensure_can(actor, "checks.edit")
    before = queries.measures()
    row = BorrowingMeasures(**asdict(numbers), set_by_id=actor.person_id, set_at=now)
    db.session.add(row)
    db.session.flush()
    record("borrowing:measures", row, actor, now, before=asdict(before), now=asdict(numbers))
    later("print_unprinted")
    return row

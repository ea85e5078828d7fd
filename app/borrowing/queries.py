"""Reads of the borrowing: the numbers in force, the prints, which papers stand, our own templates."""

from array import array
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from sqlalchemy import Select, case, func, or_, select

from app.borrowing.fingerprints import Fingerprint, Paper, recipe, shingles, words_of
from app.borrowing.measures import Measures
from app.borrowing.models import BorrowingMeasures, VersionFingerprint
from app.borrowing.paragraphs import paragraphs
from app.directory.models import Municipality, School
from app.documents.checks.models import Check, VersionText
from app.documents.checks.queries import rules_for
from app.documents.checks.sections import SectionRule
from app.documents.checks.template import template
from app.documents.checks.word import read_docx
from app.documents.models import Document, Submission, Version
from app.documents.office import ending_of
from app.expertise.models import Freeze, FrozenItem
from app.extensions import db
from app.year.cycle.models import Cycle, Participation

# Programmes are compared. A piece of evidence may rightly be of two schools: one event, one protocol.
KINDS = {
    "concept": "Концепция развития",
    "midterm": "Среднесрочная программа",
    "antirisk": "Антирисковая программа",
}
STANDS = ("submitted", "returned", "approved", "reopened")
BATCH = 20


def newest_measures() -> BorrowingMeasures | None:
    """The numbers that ОИРО has set last, or None while nobody has."""
    return db.session.scalars(select(BorrowingMeasures).order_by(BorrowingMeasures.id.desc()).limit(1)).first()


def measures() -> Measures:
    """The numbers in force."""
    found = newest_measures()
    return found.as_measures if found else Measures()


def fingerprint_of_version(version_id: int, numbers: Measures) -> Fingerprint | None:
    """The print of a version, or None while there is none by these numbers."""
    found = db.session.get(VersionFingerprint, version_id)
    return (
        _fingerprint(found.shingles, found.places, found.sizes) if found and found.recipe == recipe(numbers) else None
    )


def _fingerprint(*columns: bytes) -> Fingerprint:
    return Fingerprint(*(array(kind, column) for kind, column in zip("QHH", columns, strict=True)))


def unprinted(numbers: Measures) -> list[int]:
    """Versions of programmes whose print is missing, older than the last look, or made by other numbers."""
    stale = or_(
        VersionFingerprint.version_id.is_(None),
        VersionFingerprint.recipe != recipe(numbers),
        VersionFingerprint.printed_at < Check.checked_at,
    )
    missing = (
        select(Version.id)
        .join(Version.document)
        .join(Check, Check.version_id == Version.id)
        .outerjoin(VersionFingerprint, VersionFingerprint.version_id == Version.id)
        .where(Document.kind.in_(KINDS), stale)
        .order_by(Version.id)
        .limit(BATCH)
    )
    return list(db.session.scalars(missing))


def paragraphs_of(version_ids: list[int]) -> dict[int, list[str]]:
    """The paragraphs of each version; none of a scan, and of one that nobody has looked at yet."""
    found = (
        select(Version.id, Version.filename, VersionText.text)
        .join(VersionText, VersionText.version_id == Version.id)
        .where(Version.id.in_(version_ids))
    )
    return {
        key: paragraphs(text, flat=ending_of(filename) == "pdf") for key, filename, text in db.session.execute(found)
    }


def standing(cycle: Cycle) -> Select[int]:
    """The ids of the versions that count now, as history.presented says of a moment, in the order of schools."""
    last = select(func.max(Submission.id)).group_by(Submission.document_id)
    asked = select(Submission.version_id).where(Submission.id.in_(last))
    stands = Document.standing_number
    return _in_order_of_schools(
        select(Version.id)
        .join(Version.document)
        .join(Document.participation)
        .where(
            case((stands.is_not(None), Version.number == stands), else_=Version.id.in_(asked)),
            or_(stands.is_not(None), Document.state.in_(STANDS)),
            Participation.cycle_id == cycle.id,
            Participation.left_on.is_(None),
        )
    )


def frozen_as_of(stage_id: int) -> datetime | None:
    """The moment whose set the stage has; None while it is not fixed."""
    return db.session.scalar(select(Freeze.as_of).where(Freeze.stage_id == stage_id))


def frozen(stage_id: int) -> Select[int]:
    """The ids of the versions in the frozen set of a stage."""
    return _in_order_of_schools(
        select(Version.id)
        .join(FrozenItem, FrozenItem.version_id == Version.id)
        .join(Version.document)
        .join(Document.participation)
        .where(FrozenItem.stage_id == stage_id)
    )


def _in_order_of_schools(versions: Select[int]) -> Select[int]:
    return (
        versions.join(Participation.school)
        .join(School.municipality)
        .where(Document.kind.in_(KINDS))
        .order_by(Municipality.position, School.short_name, School.id, Document.id)
    )


def papers(versions: Select[int], numbers: Measures) -> Iterator[Paper]:
    """The versions with their prints, read a few at a time; those without words have none and are left out."""
    columns = (
        Participation.school_id,
        VersionFingerprint.shingles,
        VersionFingerprint.places,
        VersionFingerprint.sizes,
    )
    found = (
        versions.add_columns(*columns)
        .join(VersionFingerprint, VersionFingerprint.version_id == Version.id)
        .where(VersionFingerprint.recipe == recipe(numbers))
    )
    for key, school_id, *printed in db.session.execute(found.execution_options(yield_per=50)):
        yield Paper(key, school_id, _fingerprint(*printed))


def templates(cycle: Cycle, numbers: Measures) -> frozenset[int]:
    """The shingles of what stands in our own templates (app/documents/checks/template.py)."""
    return frozenset().union(
        *(_of_template(title, cycle.year, tuple(rules_for(kind)), numbers.shingle) for kind, title in KINDS.items())
    )


@lru_cache(maxsize=20)
def _of_template(title: str, year: int, rules: tuple[SectionRule, ...], length: int) -> frozenset[int]:
    """Of one template, read as any other file is; rules that nobody changes are read once."""
    lines = [block.text for block in read_docx(template(title, "", year, rules)).blocks]
    return frozenset().union(*(shingles(words_of(line), length) for line in lines))

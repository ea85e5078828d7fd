"""Reads of the check: its rules, its reports, and the versions that nobody has looked at yet."""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import func, select

from app.directory.models import Municipality, School
from app.documents.checks.models import Check, CheckRule
from app.documents.checks.report import Facts, Report, from_json
from app.documents.checks.sections import SectionRule
from app.documents.models import Document, Version
from app.documents.reading import READER
from app.documents.recognition.models import Recognition
from app.extensions import db
from app.kernel.clock import real_now

BATCH = 50


def rules_of(kind: str) -> list[CheckRule]:
    """The rules of a kind of document, in their order."""
    return list(db.session.scalars(select(CheckRule).where(CheckRule.kind == kind).order_by(CheckRule.position)))


def rules_for(kind: str) -> list[SectionRule]:
    """The rules in force, as the check reads them."""
    return [row.as_rule for row in rules_of(kind) if row.level != "off"]


def report_of(version: Version) -> Report | None:
    """What the check said, or None while it has not looked yet."""
    found = db.session.get(Check, version.id)
    return from_json(found.report) if found else None


def reports_of(version_ids: Iterable[int]) -> dict[int, Report]:
    """The same for many, in one statement."""
    found = db.session.scalars(select(Check).where(Check.version_id.in_(version_ids)))
    return {one.version_id: from_json(one.report) for one in found}


def unseen() -> list[int]:
    """Versions without a report of today's reading and those to be tried again now, the oldest first.

    So are scans whose words have been recognised since.
    """
    came = (Recognition.blob_id == Version.blob_id, Recognition.to_read == 0, Recognition.reader != Check.recognizer)
    settled = (
        Check.version_id == Version.id,
        Check.reader == READER,
        ~Check.is_due(real_now()),
        ~select(Recognition.blob_id).where(*came).correlate(Version, Check).exists(),
    )
    seen = select(Check.version_id).where(*settled).exists()
    return list(db.session.scalars(select(Version.id).where(~seen).order_by(Version.id).limit(BATCH)))


def open_versions(kind: str) -> list[int]:
    """The newest version of every document of the kind that is not approved yet."""
    is_open = (Document.kind == kind, Document.state != "approved")
    newest = select(func.max(Version.id)).join(Version.document).where(*is_open).group_by(Version.document_id)
    return list(db.session.scalars(newest))


def facts_of(version: Version) -> Facts:
    """What the tool knows of the place of a version."""
    document = version.document
    school, year = document.participation.school, document.participation.cycle.year
    return Facts(
        year=year,
        starts_on=date(year, 1, 1),
        ends_on=date(year, 12, 31),
        school=school.short_name,
        municipality=school.municipality.name,
        kind=document.kind,
        direction=document.risk.direction.title if document.risk and document.kind == "antirisk" else "",
        schools=tuple(db.session.scalars(select(School.short_name).order_by(School.id))),
        municipalities=tuple(db.session.scalars(select(Municipality.name).order_by(Municipality.position))),
    )

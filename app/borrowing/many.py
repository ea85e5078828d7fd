"""Reads of what many schools have: the paragraphs of a report with their text, put together by schools."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.borrowing.models import BorrowingReport, ReportCommon, ReportPaper
from app.borrowing.queries import paragraphs_of
from app.borrowing.reports import Chosen
from app.directory.models import School
from app.documents.models import Document, Version
from app.extensions import db
from app.permissions import Actor, audiences, can
from app.year.cycle.models import Participation

SHOWN = 20  # paragraphs of a bundle whose text is read at once
At = tuple[int, int]  # a version and its paragraph


@dataclass(frozen=True)
class Bundle:
    """Paragraphs that stand in papers of the same schools; `texts` are the first of them."""

    schools: tuple[str, ...]
    paragraphs: int
    texts: tuple[str, ...]
    most: bool

    @property
    def rest(self) -> int:
        """How many more there are than are shown."""
        return self.paragraphs - len(self.texts)


def bundles(report: BorrowingReport, actor: Actor, chosen: Chosen) -> list[Bundle]:
    """What the reader may see, the most paragraphs first; what most schools have, like a sample, comes last."""
    found = list(db.session.scalars(select(ReportCommon).where(ReportCommon.report_id == report.id)))
    versions = _versions({key for one in found for key, _ in one.places})
    kept = audiences(actor, "borrowing.view")
    by_schools: dict[frozenset[int], list[At]] = defaultdict(list)
    for one in found:
        places = [(versions[key], at) for key, at in one.places if versions[key].audience in kept]
        schools = frozenset(version.school_id for version, _ in places)
        mine = [(version.id, at) for version, at in places if _open(version, actor, chosen)]
        if mine and len(schools) >= report.measures["schools"]:
            by_schools[schools].append(mine[0])
    names = {version.school_id: version.document.participation.school.short_name for version in versions.values()}
    texts = paragraphs_of([key for own in by_schools.values() for key, _ in own[:SHOWN]])
    half = _schools_of(report) / 2
    made = [_bundle(schools, own, names, texts, half) for schools, own in by_schools.items()]
    return sorted(made, key=lambda one: (one.most, -one.paragraphs, one.schools))


def _bundle(
    schools: frozenset[int], own: Sequence[At], names: Mapping[int, str], texts: Mapping[int, list[str]], half: float
) -> Bundle:
    said = tuple(texts[key][at] for key, at in own[:SHOWN])
    return Bundle(tuple(sorted(names[one] for one in schools)), len(own), said, len(schools) > half)


def _versions(ids: set[int]) -> dict[int, Version]:
    whole = joinedload(Version.document).joinedload(Document.participation).joinedload(Participation.school)
    found = select(Version).where(Version.id.in_(ids)).options(whole)
    return {version.id: version for version in db.session.scalars(found).unique()}


def _open(version: Version, actor: Actor, chosen: Chosen) -> bool:
    """The reader's own paper, of those chosen: from it the text is read."""
    document = version.document
    wanted = chosen.kind in ("", document.kind) and chosen.town in (0, version.municipality_id)
    return wanted and can(actor, "borrowing.view", version)


def _schools_of(report: BorrowingReport) -> int:
    papers = select(func.count(func.distinct(Participation.school_id))).select_from(ReportPaper)
    papers = papers.join(Version, Version.id == ReportPaper.version_id).join(Version.document)
    return db.session.scalars(papers.join(Document.participation).where(ReportPaper.report_id == report.id)).one()


@dataclass(frozen=True)
class Mine:
    """A paragraph of one paper that many schools have: its number, its text, how many and which schools besides."""

    number: int
    text: str
    schools: tuple[str, ...]


def of_version(version: Version, found: dict[int, frozenset[int]]) -> list[Mine]:
    """For the page of one paper."""
    ids = set().union(*found.values()) - {version.school_id} if found else set()
    rows = db.session.execute(
        select(School.id, School.short_name).where(School.id.in_(ids)).order_by(School.short_name)
    )
    names = dict(rows.all())
    text = paragraphs_of([version.id]).get(version.id, ())
    return [
        Mine(at + 1, text[at], tuple(name for key, name in names.items() if key in schools))
        for at, schools in found.items()
    ]

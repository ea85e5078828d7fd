"""Reads of the reports of rounds: the newest one, its pairs that the reader may see, page by page."""

from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from app.borrowing.models import BorrowingReport, ReportPair, ReportPaper
from app.borrowing.shared import Place
from app.borrowing.showing import Side, side, turned
from app.directory.models import Municipality, School
from app.directory.queries import within_reach
from app.documents.models import Document, Version
from app.extensions import db
from app.kernel.paging import Page, count_of
from app.permissions import Actor, audiences
from app.year.cycle.models import Participation


@dataclass(frozen=True)
class Line:
    """A pair as the list shows it: of each side how many paragraphs of how many own ones are shared.

    Of a closed side only the number of shared paragraphs is known, not how many it has.
    """

    pair: ReportPair
    left: Side
    right: Side
    left_shared: int
    right_shared: int
    left_own: int
    right_own: int | None


@dataclass(frozen=True)
class Chosen:
    """What the list is narrowed to: a municipality, a kind of document; 0 and "" are all."""

    town: int = 0
    kind: str = ""


def newest(stage_id: int) -> tuple[BorrowingReport | None, BorrowingReport | None]:
    """The newest report that is made, and the one that is being made."""
    of_stage = select(BorrowingReport).where(BorrowingReport.stage_id == stage_id).order_by(BorrowingReport.id.desc())
    made = db.session.scalars(of_stage.where(BorrowingReport.made_at.is_not(None)).limit(1)).first()
    making = db.session.scalars(of_stage.where(BorrowingReport.made_at.is_(None)).limit(1)).first()
    return made, making


def compared(report: BorrowingReport) -> tuple[int, int]:
    """How many papers were compared, and how many could not be, for they have no words (scans)."""
    papers = select(func.count(), func.count(ReportPaper.own)).where(ReportPaper.report_id == report.id)
    every, read = db.session.execute(papers).one()
    return read, every - read


def towns() -> list[Municipality]:
    """The municipalities that have schools, for the choice."""
    schools = select(School.municipality_id)
    return list(
        db.session.scalars(select(Municipality).where(Municipality.id.in_(schools)).order_by(Municipality.position))
    )


def count(report: BorrowingReport, actor: Actor, chosen: Chosen) -> int:
    """How many pairs the reader may see of those chosen."""
    return count_of(_pairs(report, actor, chosen))


def lines(report: BorrowingReport, actor: Actor, chosen: Chosen, page: Page) -> list[Line]:
    """A page of the pairs, in the order of schools: they were written in it."""
    whole = joinedload(ReportPair.one), joinedload(ReportPair.other)
    options = [one.joinedload(Version.document).joinedload(Document.window) for one in whole]
    found = _pairs(report, actor, chosen).options(*options).order_by(ReportPair.id)
    pairs = list(db.session.scalars(page.of(found)).unique())
    ids = {key for pair in pairs for key in (pair.one_id, pair.other_id)}
    papers = select(ReportPaper.version_id, ReportPaper.own).where(
        ReportPaper.report_id == report.id, ReportPaper.version_id.in_(ids)
    )
    own = {key: count for key, count in db.session.execute(papers) if count is not None} if ids else {}
    return [_line(pair, actor, own) for pair in pairs]


def _pairs(report: BorrowingReport, actor: Actor, chosen: Chosen) -> Select[ReportPair]:
    """A pair is the reader's when one side is, and is chosen when one side is; neither may be taken back since."""
    open_now = select(Version.id).where(Version.audience.in_(audiences(actor, "borrowing.view")))
    found = select(ReportPair).where(ReportPair.report_id == report.id)
    found = found.where(ReportPair.one_id.in_(open_now), ReportPair.other_id.in_(open_now))
    wanted = [School.municipality_id == chosen.town] if chosen.town else []
    wanted += [Document.kind == chosen.kind] if chosen.kind else []
    for clauses in ([within_reach(actor, "borrowing.view")], wanted):
        of_side = select(Version.id).join(Version.document).join(Document.participation).join(Participation.school)
        of_side = of_side.where(*clauses)
        if clauses:
            found = found.where(ReportPair.one_id.in_(of_side) | ReportPair.other_id.in_(of_side))
    return found


def _line(pair: ReportPair, actor: Actor, own: dict[int, int]) -> Line:
    left, right, places = read(pair, actor)
    return Line(
        pair,
        left,
        right,
        len({place.one for place in places}),
        len({place.other for place in places}),
        own[left.version.id],
        own[right.version.id] if right.is_open else None,
    )


def read(pair: ReportPair, actor: Actor) -> tuple[Side, Side, list[Place]]:
    """The sides and the places of a pair, the reader's own paper first."""
    left, right = side(pair.one, actor), side(pair.other, actor)
    places = [Place(*place) for place in pair.places]
    if turned(left, right):
        return right, left, [Place(place.other, place.one, place.shingles) for place in places]
    return left, right, places

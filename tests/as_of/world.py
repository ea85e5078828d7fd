"""A small world of acts by the services themselves, and what the pages would show of it, as plain values."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace

from sqlalchemy import select, true

from app.documents import deciding, drafts, reopening, services
from app.documents import queries as documents
from app.documents.evidence.forms import Wanted
from app.documents.evidence.matrix import matrix as evidence_matrix
from app.documents.kit import concept_slots, evidence_slots
from app.documents.lines import grouped
from app.documents.links import Link
from app.documents.models import Document, Version
from app.documents.receiving import Received
from app.extensions import db
from app.kernel.as_of import AsOf
from app.kernel.calendar import is_late, local
from app.plan import services as plan
from app.plan.models import PlanItem
from app.plan.queries import board
from app.roles import Role
from app.year.cycle.models import Cycle, Participation
from app.year.cycle.queries import current_cycle, deadline, moves_entered_later, windows
from app.year.enrolment import services as enrolment
from app.year.profile import decisions
from app.year.profile.as_it_was import put_risks_back

DUE_ON = date(2022, 3, 30)
REGION = {"school_id": None, "municipality_id": None}


def somebody(person_id: int, role: Role):
    """An actor who may do in the whole region what the role may."""
    return SimpleNamespace(person_id=person_id, grants=(SimpleNamespace(role=role, **REGION),))


@dataclass
class World:
    """The demo year at a moment that only goes on; `saved` are the views of the moments that were looked at."""

    now: datetime
    saved: list[tuple[datetime, dict]] = field(default_factory=list)
    uploads: int = 0

    def __post_init__(self):
        self.cycle: Cycle = current_cycle()
        self.head, self.curator = somebody(2, Role.SCHOOL), somebody(3, Role.CURATOR)
        self.region = somebody(1, Role.REGIONAL)

    @property
    def schools(self) -> list[Participation]:
        """Two schools of the demo are enough."""
        return db.session.scalars(select(Participation).order_by(Participation.id).limit(2)).all()

    def pass_time(self, minutes: int) -> None:
        """Nothing happens for a while."""
        self.now += timedelta(minutes=minutes)

    def _pick(self, found: list, chosen: int):
        return found[chosen % len(found)] if found else None

    def upload(self, chosen: int) -> None:
        """A link into some place of a kit, or a next version."""
        school = self.schools[chosen % 2]
        places = concept_slots(school.risks) + evidence_slots(school.risks, windows(self.cycle)[:1])
        self.uploads += 1
        link = Link(f"https://example.org/{self.now:%m%d%H%M%S%f}/{self.uploads}")
        got = Received(link, link.name, f"world-{self.uploads}", self.now)
        services.add_version(school, self._pick(places, chosen // 2), None, got, self.head, self.now)

    def _document(self, chosen: int, *states: str) -> Document | None:
        ids = [school.id for school in self.schools]
        found = select(Document).where(Document.participation_id.in_(ids), Document.state.in_(states))
        return self._pick(db.session.scalars(found.order_by(Document.id)).unique().all(), chosen)

    def submit(self, chosen: int) -> None:
        """The newest version goes to the curator."""
        if (
            document := self._document(chosen, "draft", "returned", "withdrawn", "reopened")
        ) and not document.trashed_at:
            services.submit(document, document.latest.id, self.head, self.now)

    def trash(self, chosen: int) -> None:
        """A draft is put away, or comes back."""
        if document := self._document(chosen, "draft"):
            (drafts.restore if document.trashed_at else drafts.discard)(document, self.head, self.now)

    def withdraw(self, chosen: int) -> None:
        """The school takes a document back."""
        if document := self._document(chosen, "submitted"):
            services.withdraw(document, self.head, self.now)

    def approve(self, chosen: int) -> None:
        """All remarks are accepted with it."""
        if document := self._document(chosen, "submitted"):
            carried = [remark.id for remark in document.carried]
            deciding.decide(document, document.sent.id, "approve", [], "", self.curator, self.now, carried)

    def send_back(self, chosen: int) -> None:
        """Half of the old remarks is accepted, two new ones are made."""
        if document := self._document(chosen, "submitted"):
            half, said = [remark.id for remark in document.carried][::2], "Назовите месяц.\n\nУкажите показатель."
            deciding.decide(document, document.sent.id, "return", ["other"], said, self.curator, self.now, half)

    def undo(self, chosen: int) -> None:
        """The curator takes the last decision back."""
        if document := self._document(chosen, "approved", "returned"):
            last = document.decisions[-1] if document.decisions else None
            deciding.undo(document, "Ошибка", somebody(last.decided_by_id, Role.CURATOR), self.now)

    def reopen(self, chosen: int) -> None:
        """An approved document is opened for a new version, and may get it at once."""
        if document := self._document(chosen, "approved"):
            reopening.reopen(document, "Новые сроки", self.curator, self.now)

    def keep(self, chosen: int) -> None:
        """It goes on as it stood."""
        if document := self._document(chosen, "reopened", "withdrawn"):
            reopening.keep(document, "Передумали", self.head, self.now)

    def mark_remark(self, chosen: int) -> None:
        """The school says that something is mended, or not."""
        document = self._document(chosen, "returned")
        if document and (remark := self._pick(document.carried, chosen)):
            services.mark(remark, "fix" if remark.state == "open" else "unfix", self.head, self.now)

    def switch_direction(self, chosen: int) -> None:
        """A direction is activated or closed."""
        risk = self._pick([risk for school in self.schools for risk in school.risks], chosen)
        if risk.state == "activated":
            decisions.close(risk, "removed", "Снят", self.curator, self.now)
        elif risk.state in ("verified", "closed"):
            decisions.activate(risk, self.curator, self.now)
        else:
            decisions.verify(risk, "confirmed", "", self.curator, self.now)

    def come_or_leave(self, chosen: int) -> None:
        """A school leaves, today or on a day some days ago; or it comes back."""
        school = self.schools[chosen % 2]
        if school.left_on is None:
            on = local(self.now).date() - timedelta(days=chosen % 5)
            enrolment.leave(school, on, "Реорганизация", self.region, self.now)
        else:
            enrolment.enrol(self.cycle, school.school, self.region, self.now)

    def plan_on(self, chosen: int) -> None:
        """An item is executed, today or on a day some days ago; or what is executed is concluded."""
        item = self._pick(db.session.scalars(select(PlanItem).order_by(PlanItem.number)).all()[10:16], chosen)
        db.session.refresh(item)
        if item.state == "executed":
            verdict = "confirm" if chosen % 2 else "return"
            plan.answer(item, verdict, "Замечание", self.region, self.now, item.executions[-1].id)
        else:
            day = local(self.now).date() - timedelta(days=chosen % 5)
            plan.execute(item, "Сделано", self.region, self.now, chosen % 3 == 0, None if chosen % 5 == 0 else day)
        db.session.flush()

    def save(self) -> None:
        """Keep what the pages show now; then time goes on, so that nothing else happens at this very moment."""
        self.saved.append((self.now, shown(AsOf(self.now))))
        self.now += timedelta(seconds=1)


def shown(as_of: AsOf) -> dict:
    """What the matrix, the evidence matrix, the plan and the cards of two schools show at the moment."""
    db.session.flush()
    db.session.expire_all()
    cycle, region = current_cycle(), _reader()
    opened = windows(cycle)
    rows = documents.matrix(cycle, region, as_of)
    matrix = {school.id: {key: _line(line) for key, line in lines.items()} for school, lines in rows}
    db.session.expire_all()
    found = evidence_matrix(cycle, region, Wanted(0, 0, ""), opened, as_of)
    evidence = {
        row.school.id: {
            key: (cell.state, cell.late, _line(cell.line), cell.line.slot.window.closes_on)
            for key, cell in row.cells.items()
        }
        for row in found.rows
    }
    sums = [found.item_11, *(found.item_12(window, rule) for window in opened for rule in ("strict", "lenient"))]
    db.session.expire_all()
    plan_board = board(cycle, as_of)
    return {
        "matrix": matrix,
        "evidence": evidence,
        "sums": sums,
        "plan": {row.item.number: (row.state, _facts(row.item)) for row in plan_board.rows},
        "gates": plan_board.gates,
        "cards": {school: _card(school, as_of) for school in _two()},
    }


def _reader():
    """A curator of the two schools: what the matrices show to somebody is cut to them."""
    places = db.session.scalars(select(Participation.school_id).order_by(Participation.id).limit(2))
    grants = tuple(SimpleNamespace(role=Role.CURATOR, school_id=one, municipality_id=None) for one in places)
    return SimpleNamespace(person_id=3, grants=grants)


def _two() -> list[int]:
    return list(db.session.scalars(select(Participation.id).order_by(Participation.id).limit(2)))


def _line(line) -> tuple:
    return line.state, [_document(document) for document in line.documents]


def _document(document: Document) -> dict:
    return {
        "id": document.id,
        "state": (document.state, document.state_since),
        "versions": {version.number: version.begun_at for version in document.versions},
        "first": document.first_begun_at,
        "sent": [sending.version.number for sending in document.submissions],
        "late": document.late_for(DUE_ON),
        "decisions": [(decision.verdict, decision.decided_at) for decision in document.decisions],
    }


def taken_back() -> set[tuple[int, int]]:
    """The document and the number of each version that is withdrawn now and in no frozen set."""
    rows = select(Version.document_id, Version.number).where(Version.standing == "withdrawn", ~Version.examined)
    return set(map(tuple, db.session.execute(rows)))


def closed_by_now(saved: dict, closed: set[tuple[int, int]]) -> dict:
    """A saved view as a curator may see it today: of it all only what the school has taken back is left out (0015).

    The state, its moment, the decisions and the sums stay. Lateness is told of the versions that are still open.
    """
    matrix = {
        school: {key: (state, [_without(one, closed) for one in kept]) for key, (state, kept) in lines.items()}
        for school, lines in saved["matrix"].items()
    }
    evidence = {
        school: {key: _cell_without(cell, closed) for key, cell in cells.items()}
        for school, cells in saved["evidence"].items()
    }
    return saved | {"matrix": matrix, "evidence": evidence}


def _without(one: dict, closed: set[tuple[int, int]]) -> dict:
    kept = {number: begun for number, begun in one["versions"].items() if (one["id"], number) not in closed}
    sent = [number for number in one["sent"] if number in kept]
    return one | {"versions": kept, "sent": sent, "late": _is_late(one | {"versions": kept, "sent": sent}, DUE_ON)}


def _is_late(one: dict, due_on: date) -> bool:
    if one["first"]:
        return is_late(one["first"], due_on)
    counting = (one["sent"] or list(one["versions"]))[-1:]
    return any(is_late(one["versions"][number], due_on) for number in counting)


def _cell_without(cell: tuple, closed: set[tuple[int, int]]) -> tuple:
    state, _, (worst, documents), closes_on = cell
    kept = [_without(one, closed) for one in documents]
    late = any(_is_late(one, closes_on) for one in kept)
    return state, late, (worst, kept), closes_on


def _card(participation_id: int, as_of: AsOf) -> dict:
    db.session.expire_all()
    school = db.session.get(Participation, participation_id)
    put_risks_back([school], as_of)
    kit = documents.kit(school, windows(school.cycle), None, as_of)
    kept = documents.of_closed_directions(school, None, as_of)
    own = select(Document).where(Document.participation_id == school.id).order_by(Document.id)
    there = [one for one in db.session.scalars(own).unique() if as_of.past or one.trashed_at is None]
    pages = [documents.document_at(document, None, as_of) for document in there]
    remarks = {d.id: [(r.id, r.state, r.state_since) for r in d.remarks] for d in pages if d}
    due_on = deadline(school.cycle, "concept_documents").due_on
    return {
        "kit": [(line.slot.key, _line(line)) for line in kit],
        "kept": [_line(line) for line in kept],
        "remarks": remarks,
        "groups": [group.label for group in grouped(kit, due_on)],
    }


def _facts(item: PlanItem) -> list:
    return [(one.executed_at, one.confirmation and one.confirmation.answered_at) for one in item.executions]


def entered_later(as_of: AsOf) -> tuple[set[int], set[int]]:
    """The schools and the items of the plan that the two clocks differ about."""
    db.session.expire_all()
    cycle = current_cycle()
    schools = {fact.participation_id for fact in moves_entered_later(cycle, true(), as_of)}
    return schools, {one.item.number for one in board(cycle, as_of).later}

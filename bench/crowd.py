"""A region of so many schools that a list of them takes many pages: each with people, a profile and a whole kit.

Rows as the services would have left them; the bytes of the files are not in the archive, and the journal is silent.
"""

from datetime import UTC, date, datetime
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import func, insert, select

from app.archive.models import Blob
from app.directory.models import Grant, Municipality, Person, School
from app.documents.models import Decision, Document, Submission, Version
from app.expertise.models import Freeze, FrozenItem, Result
from app.extensions import Model, db
from app.kernel.transaction import begin_write, end_write
from app.year.cycle.models import EvidenceWindow, Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import current_cycle, stages_of
from app.year.profile.models import Activation, FirstVisit, Survey

NOW, ACTIVE = datetime(2022, 3, 1, 9, tzinfo=UTC), 3
DAY = date(2022, 3, 1)
STATES = ("approved", "submitted", "approved", "returned", "draft")
VERDICTS = (("ok", 90), ("ok_with_remarks", 65), ("needs_work", 30))
Rows = list[dict[str, object]]


def enrol(schools: int) -> None:
    """So many schools more in the year that is open."""
    begin_write()
    joined = _schools(schools)
    _people(joined)
    _profiles(joined)
    _papers(joined)
    end_write()


def examine(number: int = 1) -> None:
    """Fix the set of a stage by what stands, with a word about two documents of three."""
    begin_write()
    stage = next(one for one in stages_of(current_cycle()) if one.number == number)
    version = select(func.max(Version.id)).where(Version.document_id == Document.id).scalar_subquery()
    found = db.session.execute(
        select(Document.id, Document.participation_id, Document.kind, Document.state, version).order_by(
            Document.participation_id, Document.id
        )
    )
    lines: Rows = [
        {
            "stage_id": stage.id,
            "participation_id": place,
            "document_id": key,
            "kind": kind,
            "title": "Документ",
            **_presented(state, own),
        }
        for key, place, kind, state, own in found
        if kind != "evidence"
    ]
    examined = _keys(FrozenItem, lines)
    fixed = {"as_of": NOW, "frozen_at": NOW, "manifest_sha256": "0" * 64}
    _keys(Freeze, [{"stage_id": stage.id, **fixed}])
    there = [key for key, line in zip(examined, lines, strict=True) if line["version_id"]]
    told = [(key, *VERDICTS[at % 3]) for at, key in enumerate(there) if at % 3]
    said = {"source": "regional", "remarks": "Мало", "reviewer_id": _first(Person), "recorded_at": NOW, "revision": 1}
    words: Rows = [
        {"frozen_item_id": key, "verdict": verdict, "score": Decimal(score), **said} for key, verdict, score in told
    ]
    _keys(Result, words)
    end_write()


def _presented(state: str, version: int | None) -> dict[str, object]:
    """What a fixed line says of a document: a draft is not there, and what is open again still stands."""
    if state in ("draft", "withdrawn") or not version:
        return {"state": "absent", "version_id": None, "sha256": None}
    stood = "approved" if state == "reopened" else state
    return {"state": stood, "version_id": version, "sha256": _digest(version)}


def _schools(count: int) -> list[tuple[int, int]]:
    """The place in the year and the school of each."""
    towns = list(db.session.scalars(select(Municipality.id).order_by(Municipality.id)))
    first = db.session.scalars(select(func.count(School.id))).one()
    names = [
        (f"Средняя школа № {number} (замер)", towns[number % len(towns)]) for number in range(first, first + count)
    ]
    schools = _keys(School, [{"short_name": n, "full_name": n, "municipality_id": town} for n, town in names])
    cycle = current_cycle()
    return list(
        zip(_keys(Participation, [{"cycle_id": cycle.id, "school_id": key} for key in schools]), schools, strict=True)
    )


def _people(joined: list[tuple[int, int]]) -> None:
    """A director and a curator for each school, ten schools for a curator."""
    heads = _keys(Person, [_person("Директор", school) for _, school in joined])
    curators = _keys(Person, [_person("Куратор", school) for _, school in joined[::10]])
    held = [(head, "school") for head in heads], [(curators[at // 10], "curator") for at in range(len(joined))]
    grants: Rows = [
        {"person_id": person, "role": role, "school_id": school, "starts_on": DAY}
        for own in held
        for (person, role), (_, school) in zip(own, joined, strict=True)
    ]
    _keys(Grant, grants)


def _person(title: str, school: int) -> dict[str, object]:
    return {"name": f"{title} {school} (замер)", "email": f"{title}{school}@example.org", "post": "", "phone": ""}


def _profiles(joined: list[tuple[int, int]]) -> None:
    """Three directions at work, a survey and a visit."""
    directions = list(db.session.scalars(select(RiskDirection.id).order_by(RiskDirection.position)))
    given = {"significance": "high", "state": "activated", "activated_at": NOW}
    risks: Rows = [
        {"participation_id": place, "direction_id": directions[(place + turn) % len(directions)], **given}
        for place, _ in joined
        for turn in range(ACTIVE)
    ]
    by = _first(Person)
    _keys(Activation, [{"school_risk_id": key, "activated_at": NOW} for key in _keys(SchoolRisk, risks)])
    _keys(
        Survey,
        [{"participation_id": place, "done_on": DAY, "marked_by_id": by, "marked_at": NOW} for place, _ in joined],
    )
    said = {"form": "in_person", "participants": "Директор", "note": "", "recorded_by_id": by, "recorded_at": NOW}
    _keys(FirstVisit, [{"participation_id": place, "visited_on": DAY, **said} for place, _ in joined])


def _papers(joined: list[tuple[int, int]]) -> None:
    """The concept, the programme, a programme and a piece of evidence for each direction."""
    places = [place for place, _ in joined]
    window = db.session.scalars(select(func.min(EvidenceWindow.id))).one()
    risks = db.session.execute(
        select(SchoolRisk.id, SchoolRisk.participation_id).where(SchoolRisk.participation_id.in_(places))
    ).all()
    slots: Rows = [
        {"participation_id": place, "kind": kind, "school_risk_id": None, "window_id": None}
        for place in places
        for kind in ("concept", "midterm")
    ]
    slots += [
        {"participation_id": place, "kind": kind, "school_risk_id": risk, "window_id": own}
        for risk, place in risks
        for kind, own in (("antirisk", None), ("evidence", window))
    ]
    made = [{**slot, "state": STATES[at % len(STATES)], "state_since": NOW} for at, slot in enumerate(slots)]
    _versions([(key, f"{paper['state']}") for key, paper in zip(_keys(Document, made), made, strict=True)])


def _versions(papers: list[tuple[int, str]]) -> None:
    """One of each document, sent and decided as its state says."""
    by = _first(Person)
    blobs = _keys(Blob, [{"sha256": _digest(f"crowd {key}"), "size": 40_000, "stored_at": NOW} for key, _ in papers])
    made: Rows = [
        {
            "document_id": key,
            "number": 1,
            "blob_id": blob,
            "filename": "Документ.docx",
            "begun_at": NOW,
            "uploaded_by_id": by,
            "uploaded_at": NOW,
            "upload_key": f"crowd-{key}",
            "standing": "draft" if state == "draft" else "sent",
        }
        for (key, state), blob in zip(papers, blobs, strict=True)
    ]
    own = [(key, version, state) for (key, state), version in zip(papers, _keys(Version, made), strict=True)]
    sent: Rows = [
        {"document_id": key, "version_id": version, "sent_by_id": by, "sent_at": NOW}
        for key, version, state in own
        if state != "draft"
    ]
    _keys(Submission, sent)
    decided = {"approved": ("approve", []), "returned": ("return", ["dates_wrong"])}
    said: Rows = [
        {
            "document_id": key,
            "version_id": version,
            "verdict": decided[state][0],
            "reasons": decided[state][1],
            "remark": "",
            "decided_by_id": by,
            "decided_at": NOW,
        }
        for key, version, state in own
        if state in decided
    ]
    _keys(Decision, said)


def _keys(model: type[Model], rows: Rows) -> list[int]:
    return (
        list(db.session.scalars(insert(model).returning(model.id, sort_by_parameter_order=True), rows)) if rows else []
    )


def _first(model: type[Model]) -> int:
    return db.session.scalars(select(func.min(model.id))).one()


def _digest(said: object) -> str:
    return sha256(str(said).encode()).hexdigest()

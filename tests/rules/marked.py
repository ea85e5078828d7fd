"""Things that live in states, each with a word of its own in its text and in its name, and whose eyes each is for.

Whose eyes is said here anew, by person, and not read from app/audience.py.
"""

from dataclasses import dataclass, field
from datetime import date

from flask import Flask
from sqlalchemy import select

from app.demo import files
from app.demo.reviewing import play
from app.directory.models import Grant, Person
from app.documents.models import Document, Version
from app.expertise.assignments.models import Assignment
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import Review
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.orders.models import OrderAct
from app.year.cycle.models import EvidenceWindow, Participation, SchoolRisk
from tests.documents.steps import form_to, send, upload_to

OWN_SCHOOL, OF_ANOTHER = "school", "school6"
REGION = {"department", "expert", "expert2", "rcoko"}
ALL = {OWN_SCHOOL, "curator", "municipal", *REGION}
# Besides those: the neighbour in the same municipality and the far school with their curators, a curator who is one no
# longer, the school that the Department stands in for, and who sees no documents at all.
READERS = sorted(ALL | {"school10", "curator4", "school4", "curator2", "curator3", OF_ANOTHER, "admin"})
EYES = {
    "draft": {OWN_SCHOOL},
    "trashed": {OWN_SCHOOL},
    "never sent, its document came back": {OWN_SCHOOL},
    "newer than the sent one": {OWN_SCHOOL},
    "withdrawn": {OWN_SCHOOL},
    "withdrawn, another was sent": {OWN_SCHOOL},
    "withdrawn after a stage froze it": {OWN_SCHOOL, *REGION},
    "uploaded for the school": {OF_ANOTHER, "department"},
    "sent": ALL,
    "an order that nobody agrees yet": {"department"},
    "a sheet before it is sent": {"expert"},
}
# Where those who may know of a thing find it.
AT = {"an order that nobody agrees yet": "orders.order", "a sheet before it is sent": "reviews.review"}
# Arguments by which nothing but the thing can be meant; of what was never sent, the document too.
NAMES = {
    "draft": {"version_id", "document_id"},
    "trashed": {"version_id", "document_id"},
    "uploaded for the school": {"version_id", "document_id"},
    "an order that nobody agrees yet": {"order_id"},
    "a sheet before it is sent": set(),
}
FROZEN, UPLOADED = "withdrawn after a stage froze it", "2022-06-10"  # an older version of it had been sent
BEFORE_SENDING, SENT_THEN, LATEST = "2022-04-30", "2022-05-01", (2022, 6, 22, 10)


@dataclass(frozen=True)
class Thing:
    """A version in a state. `marker` stands in its text and in its name; by `word` it is searched for."""

    state: str
    marker: str
    word: str
    ids: dict = field(hash=False)

    @property
    def eyes(self) -> set[str]:
        """The people who may know of it."""
        return EYES[self.state]

    @property
    def at(self) -> str:
        """The endpoint where they find it."""
        return AT.get(self.state, "documents.version_file")

    @property
    def names(self) -> set[str]:
        """The arguments that mean it and nothing else."""
        return NAMES.get(self.state, {"version_id", "receipt_number"})

    def eyes_on(self, asked: str) -> set[str]:
        """The people to whom the page of a day may show it: while it was not sent yet, its school and who stood in."""
        unsent = f"on={BEFORE_SENDING}" in asked or (self.state == FROZEN and f"on={UPLOADED}" in asked)
        return self.eyes & {OWN_SCHOOL} if unsent and self.state != "uploaded for the school" else self.eyes


def marker_of(state: str) -> str:
    """A word that nothing else in the house has."""
    return f"Тайность{sorted(EYES).index(state) + 71}"


def word_of(state: str) -> str:
    """Another, which a question may repeat without telling the first."""
    return f"Вопросность{sorted(EYES).index(state) + 71}"


def paper(state: str, name: str = "МБОУ «Заречная СОШ» (демо)") -> tuple[bytes, str]:
    """A programme with both words, under a name with the first."""
    return files.programme(f"{word_of(state)} {marker_of(state)}", name), f"{marker_of(state)}.docx"


def tell(app: Flask, at, browser) -> None:
    """All of it comes to pass, from the last day of April to the day after the second stage was frozen."""
    school, department = browser(OWN_SCHOOL), browser("department")
    with app.app_context():
        place, returned, slot = _places()
    _attach(school, place, "draft")
    _discard(school, _attach(school, place, "trashed"))
    withdrawn = _attach(school, place, "withdrawn")
    replaced = _attach(school, place, "withdrawn, another was sent")
    late = _attach(school, place, "sent")
    lost = _upload(school, slot, "never sent, its document came back")
    _discard(school, lost)
    _upload(school, slot, "")
    _stand_in(department, app)
    for document in (withdrawn, replaced, lost):
        send(school, document)
    at(2022, 5, 2, 9)
    for document in (withdrawn, replaced):
        _withdraw(school, document)
    upload_to(school, f"/documents/{replaced}", files.programme("Иное", "Школа"), "Иное.docx")
    send(school, replaced)
    send(school, late)
    upload_to(school, f"/documents/{lost}", *paper("newer than the sent one"))
    at(2022, 6, 10, 9)
    upload_to(school, f"/documents/{returned}", *paper("withdrawn after a stage froze it"))
    at(2022, 6, 12, 9)
    send(school, returned)
    at(*LATEST[:2], LATEST[2] - 1, 9)
    with app.app_context():
        begin_write()
        play(clock.now())
        db.session.commit()
    at(*LATEST)
    _withdraw(school, returned)
    _comment(department, marker_of("an order that nobody agrees yet"))
    _begin_sheet(browser("expert"), app)
    with app.app_context():
        _replaced_curator()


def _places() -> tuple[str, int, str]:
    """An open place of evidence, a returned programme, an empty place of the kit."""
    school = Participation.school_id == 1
    risks = db.session.scalars(select(SchoolRisk).join(SchoolRisk.participation).where(school)).all()
    window = db.session.scalars(select(EvidenceWindow).order_by(EvidenceWindow.opens_on)).first()
    documents = db.session.scalars(select(Document).join(Document.participation).where(school)).all()
    returned = next(one.id for one in documents if one.state == "returned" and one.kind == "antirisk")
    taken = {one.school_risk_id for one in documents if one.kind == "antirisk"}
    free = next(risk for risk in risks if risk.activated_at and risk.id not in taken)
    return f"/schools/1/kit/evidence-{free.id}-{window.id}", returned, f"/schools/1/kit/antirisk-{free.id}"


def _attach(school, place: str, state: str) -> int:
    school.get(place)
    form = form_to(school, "/evidence/")
    risk = form.xpath('.//input[@name="risk"][@checked]/@value') or form.xpath('.//input[@name="risk"]/@value')[:1]
    kind = form.xpath('.//*[@name="kind"]//option[@value!=""]/@value | .//input[@name="kind"]/@value')[0]
    # The name of a document is known to all who have seen it: only what was never sent has a secret one.
    title = marker_of(state) if state in ("draft", "trashed") else "Справка"
    school.upload(form.get("action"), *paper(state), risk=risk, kind=kind, title=title)
    return _here(school)


def _upload(school, place: str, state: str) -> int:
    upload_to(school, place, *(paper(state) if state else (files.programme("Простая", "Школа"), "Простая.docx")))
    return _here(school)


def _here(school) -> int:
    return int(school.last.request.path.rsplit("/", 1)[1])


def _discard(school, document: int) -> None:
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/trash")


def _withdraw(school, document: int) -> None:
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/withdrawal")


def _stand_in(department, app: Flask) -> None:
    with app.app_context():
        found = select(Participation).join(Participation.school).where(Participation.school_id == 6)
        place = f"/schools/{db.session.scalars(found).one().id}/kit/concept/for-school"
    department.get(place)
    department.upload(place, *paper("uploaded for the school"), because="Нет связи.")


def _comment(department, marker: str) -> None:
    department.get("/orders")
    department.post("/orders", {"kind": "O_PLAN"})
    order = department.last.request.path
    assert department.post(f"{order}/comments", {"comment": marker}).status_code == 200


def _begin_sheet(expert, app: Flask) -> None:
    """The head of the expertise opens the sheet of expert3, whom nobody asks here, and does not send it again."""
    with app.app_context():
        sent = select(Review).join(Review.frozen_item).where(Review.state == "sent", Review.role == "first")
        his = select(Assignment.participation_id).join(Assignment.reviewer).where(Assignment.until.is_(None))
        own = FrozenItem.participation_id.in_(his.where(Person.email == "expert3@example.org"))
        asked_second = FrozenItem.participation_id == 1
        line = db.session.scalars(sent.where(own, ~asked_second).order_by(Review.id)).first().frozen_item_id
    page = f"/rounds/examined/{line}/review"
    expert.get(page)
    expert.submit(f"{page}/reopening", reason="Уточнить.")
    key = expert.page.xpath('//input[starts-with(@name, "answer-")]/@name')[0].removeprefix("answer-")
    secret = marker_of("a sheet before it is sent")
    note = {"note-key": key, "note-bank": "", "note-place": "Раздел", "note-text": secret}
    expert.submit(page, conclusion=secret, **note)


def _replaced_curator() -> None:
    """Somebody accompanied the school until yesterday."""
    person = db.session.scalars(select(Person).where(Person.email == "curator3@example.org")).one()
    until = date(*LATEST[:2], LATEST[2] - 1)
    db.session.add(Grant(person=person, role="curator", school_id=1, starts_on=date(2022, 1, 1), ends_on=until))
    begin_write()
    db.session.commit()


def things() -> list[Thing]:
    """What came of it, found by its words."""
    return [_thing(state) for state in EYES]


def _thing(state: str) -> Thing:
    if state in AT:
        return Thing(state, marker_of(state), word_of(state), OF_OTHERS[state]())
    version = db.session.scalars(select(Version).where(Version.filename == f"{marker_of(state)}.docx")).one()
    document = version.document
    ids = {"participation_id": document.participation_id, "document_id": document.id, "version_id": version.id}
    parts = [document.kind, *(str(part) for part in (document.school_risk_id, document.window_id) if part)]
    ids |= {"key": "-".join(parts), "sha256": version.digest, "other_id": version.id, "number": version.number}
    receipts = [one.receipt for one in document.submissions if one.version_id == version.id]
    lines = db.session.scalars(select(FrozenItem.id).where(FrozenItem.version_id == version.id)).all()
    ids |= {"receipt_number": receipts[0]} if receipts else {}
    return Thing(state, marker_of(state), word_of(state), ids | ({"frozen_item_id": lines[0]} if lines else {}))


def _commented() -> dict:
    act = select(OrderAct).where(OrderAct.note == marker_of("an order that nobody agrees yet"))
    return {"order_id": db.session.scalars(act).one().order_id}


def _begun() -> dict:
    sheet = select(Review).where(Review.conclusion == marker_of("a sheet before it is sent"))
    return {"frozen_item_id": db.session.scalars(sheet).one().frozen_item_id}


OF_OTHERS = {"an order that nobody agrees yet": _commented, "a sheet before it is sent": _begun}

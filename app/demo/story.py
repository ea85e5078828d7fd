"""The year up to the demo day as acts: each has its moment, and all are played in the order in which they happened."""

import io
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import select

from app.archive import photos
from app.archive.services import store_bytes
from app.demo import cast, files
from app.demo.analysis import ANALYSIS
from app.demo.oryol import MOSCOW
from app.documents import deciding, reopening, services
from app.documents.evidence import services as evidence
from app.documents.evidence.forms import EvidenceForm
from app.documents.kit import Slot, concept_slots, evidence_slots
from app.documents.links import Link
from app.documents.models import Document, Version
from app.documents.receiving import Received
from app.extensions import db
from app.permissions import Actor
from app.plan.execution.reports import unmet_now
from app.plan.models import PlanItem
from app.plan.services import answer, execute
from app.refusals import Refusal, Refused
from app.year.cycle.models import Cycle, EvidenceKind, Participation
from app.year.cycle.queries import windows

HOURS = {
    "upload": time(10, 15),
    "submit": time(12, 40),
    "withdraw": time(16, 5),
    "return": time(11),
    "approve": time(11),
    "reopen": time(14, 25),
}
AT_NIGHT = HOURS | {"upload": time(0, 5), "submit": time(0, 50)}  # on the last day, or on the next one already
DAY = timedelta(days=1)
# How a document is moved on; a new day begins with these steps.
NEXT_DAY = ("upload", "return", "approve")
MISSING = Refusal("missing", "То, с\u00a0чего это началось бы, не\u00a0состоялось.")
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Act:
    """Something that happens at a moment."""

    at: datetime
    run: Callable[[datetime], object]


def play(acts: list[Act]) -> None:
    """Play the acts as the calendar has them; what a visitor of the demo has done already is refused, and left out."""
    for act in sorted(acts, key=lambda act: act.at):
        with suppress(Refused):
            act.run(act.at)


def needed(found: Thing | None) -> Thing:
    """What an earlier act has made; where that one was refused, this one is refused too."""
    if found is None:
        raise Refused(MISSING)
    return found


def workday(number: int) -> date:
    """The working day with this number, counted from the first day of the story."""
    weeks, days = divmod(cast.FIRST_DAY.weekday() + number, 5)
    return cast.FIRST_DAY + timedelta(days=weeks * 7 + days - cast.FIRST_DAY.weekday())


def at_hour(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the Moscow clock."""
    return datetime.combine(day, time(hour, minute), MOSCOW)


def reported(item: PlanItem) -> datetime:
    """When the Department reported an item of the beginning: on its last day."""
    return at_hour(item.windows[-1].ends_on, *cast.REPORTED[item.number])


def of_plan(cycle: Cycle, department: Actor, analyst: Actor) -> list[Act]:
    """Items whose day is past are reported on it, by ОРЦОКО what is its own; all but the last two are confirmed."""
    acts = []
    for item in db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == cycle.id).order_by(PlanItem.number)):
        if item.number not in cast.EXECUTED:
            continue
        who = analyst if any(one.code == "ORCOKO" for one in item.executors) else department
        acts.append(Act(reported(item), partial(_execute, item, who)))
        if item.number in cast.CONFIRMED:
            acts.append(Act(reported(item) + DAY, partial(_confirm, item, department)))
    return acts


def _execute(item: PlanItem, executor: Actor, at: datetime) -> None:
    execute(item, "Подтверждающие материалы у координатора (демо).", executor, at)
    db.session.refresh(item)


def _confirm(item: PlanItem, department: Actor, at: datetime) -> None:
    unmet = unmet_now(item, needed(item.executions[-1] if item.executions else None), at)
    answer(item, "confirm", cast.IN_SPITE if unmet else "", department, at, unmet=unmet)


def of_school(school: Participation, number: int, head: Actor, curator: Actor) -> list[Act]:
    """What a school and its curator do with the kit and with the evidence of the spring."""
    rows = zip(concept_slots(school.risks), cast.STORIES[number % len(cast.STORIES)], strict=False)
    tales = [_Tale(school, slot, name, "docx", number, head, curator) for slot, name in rows]
    spring = evidence_slots(school.risks, windows(school.cycle)[:1])
    for slot, (name, *said) in zip(spring, cast.EVIDENCE.get(number, ()), strict=False):
        twin = tales[-1] if said[0] == "same" else None
        ending, kind, title = (twin.ending, twin.kind, twin.title) if twin else said
        tales.append(_Tale(school, slot, name, ending, number, head, curator, kind, title, twin))
    return [act for tale in tales for act in tale.acts()]


@dataclass
class _Tale:
    """One place of the kit: its document goes through the steps of its tale."""

    school: Participation
    slot: Slot
    name: str
    ending: str
    number: int
    head: Actor
    curator: Actor
    kind: str = ""
    title: str = ""
    twin: "_Tale | None" = None
    document: Document | None = None
    attempt: int = 0

    def acts(self) -> list[Act]:
        """A step each working day or the same one; what waits for its curator was sent in the last days."""
        steps = cast.TALES[self.name]
        day = self.number % 4 if "return" in steps or "approve" in steps else 5 + self.number % 5
        found = []
        for at, step in enumerate(steps):
            day += at > 0 and step in NEXT_DAY
            hours = AT_NIGHT if self.number == cast.NIGHT_OWL else HOURS
            moment = datetime.combine(workday(day), hours[step], MOSCOW) + timedelta(minutes=7 * self.number)
            found.append(Act(moment, getattr(self, f"_{step}")))
        return found

    def _upload(self, at: datetime) -> None:
        self.attempt += 1
        got = self._received(at)
        if self.kind and self.document is None:
            version = self._attach(got, at)
        else:
            version = services.add_version(self.school, self.slot, self.document, got, self.head, at)
        self.document = version.document
        db.session.refresh(self.document)

    def _attach(self, got: Received, at: datetime) -> Version:
        risk, window = self.slot.risk, self.slot.window
        assert risk is not None
        assert window is not None
        said = EvidenceForm(kind_id=_kind(self.kind), title=self.title)
        return evidence.attach(self.school, window, [risk], got, said, self.head, at)[0]

    def _received(self, at: datetime) -> Received:
        key = f"demo-{self.school.id}-{self.slot.key}-{self.attempt}"
        if self.ending == "link":
            return Received(Link(cast.LINK), Link(cast.LINK).name, key, at)
        if self.ending != "jpg":
            return Received(store_bytes(io.BytesIO(self._file())), self._filename(), key, at)
        photo = photos.clean(self._file(), "jpg")
        assert photo is not None  # it was drawn here, and is small
        return Received(store_bytes(io.BytesIO(photo.data)), self._filename(), key, at, photo.mended)

    def _submit(self, at: datetime) -> None:
        document = needed(self.document)
        services.submit(document, needed(document.latest).id, self.head, at)
        db.session.refresh(document)

    def _withdraw(self, at: datetime) -> None:
        services.withdraw(needed(self.document), self.head, at)

    def _return(self, at: datetime) -> None:
        reasons, remark = cast.RETURNS[self.slot.kind]
        self._decide("return", list(reasons), remark, at)

    def _approve(self, at: datetime) -> None:
        self._decide("approve", [], "", at, accepted=[remark.id for remark in needed(self.document).carried])

    def _reopen(self, at: datetime) -> None:
        document = needed(self.document)
        reopening.reopen(document, cast.OPENED, self.curator, at)
        db.session.refresh(document)

    def _decide(
        self, verdict: str, reasons: list[str], remark: str, at: datetime, accepted: Collection[int] = ()
    ) -> None:
        document = needed(self.document)
        deciding.decide(document, needed(document.sent).id, verdict, reasons, remark, self.curator, at, accepted)
        db.session.refresh(document)

    def _filename(self) -> str:
        title = self.title or self.slot.short_title
        return f"{title}{('', ' исправленная', ' окончательная')[self.attempt - 1]}.{self.ending}"

    def _file(self) -> bytes:
        if self.twin:
            return self.twin._file()
        name, title = self.school.school.short_name, self.slot.title
        if self.slot.kind != "evidence":
            analysis = ANALYSIS.get((self.number, self.slot.kind), ())
            return files.programme(title, name, self.slot.kind, self.attempt, analysis)
        if self.ending == "jpg":
            return files.photo(self.number * 3 + self.attempt)
        return (files.protocol if self.ending == "pdf" else files.report)(name, title, self.attempt)


def _kind(code: str) -> int:
    return db.session.scalars(select(EvidenceKind.id).where(EvidenceKind.code == code)).one()

"""The verbs of a proof: put it beside an item, take it away before it was reported."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.archive.services import Kept, blob_of
from app.documents.links import Link
from app.documents.receiving import Received
from app.extensions import db
from app.journal.services import record
from app.kernel.later import later
from app.kernel.quotes import quoted
from app.permissions import Actor
from app.plan.execution.duties import NOT_YOURS, Duty, chosen, duties_of, may_see
from app.plan.execution.forms import ProofForm
from app.plan.execution.models import Proof
from app.plan.execution.reports import last_of
from app.plan.models import PlanItem
from app.plan.services import hold
from app.refusals import Refusal, Refused

SETTLED = Refusal("settled", "Исполнение подтверждено: приложить к\u00a0нему больше ничего нельзя.")
SAME = "Этот файл здесь уже приложен: {}."


@dataclass(frozen=True)
class Chosen:
    """An order or an event, by its id, under the words that it had when it was chosen."""

    kind: str
    target: int
    title: str


def sees(reader: Actor, proof: Proof) -> bool:
    """A part shows its own to those who act for the region and to its executor."""
    if proof.execution:
        return may_see(proof.execution, reader)
    own = {duty.key for duty in duties_of(reader, proof.item)}
    return proof.part in own and proof.removed_at is None


def attach(
    item: PlanItem,
    got: Received | None,
    said: ProofForm,
    picked: Iterable[Chosen],
    key: str,
    actor: Actor,
    now: datetime,
) -> list[Proof]:
    """Each becomes a proof; beside a report that waits for its answer it belongs to it at once."""
    own = chosen(duties_of(actor, item), said.part)
    hold(item)
    last = last_of(item, own)
    verdict = last.confirmation.verdict if last and last.confirmation else None
    if verdict == "confirm" and item.state == "confirmed":
        raise Refused(SETTLED)
    waits = last.id if last and verdict is None else None
    made = []
    for at, values in enumerate(_values(got, picked, now)):
        proof = _standing(item, own, values, f"{key}-{at}")
        if proof is None:
            proof = Proof(item_id=item.id, execution_id=waits, part=own.key, upload_key=f"{key}-{at}", **values)
            proof.added_by_id = actor.person_id
            proof.added_at = now
            db.session.add(proof)
            db.session.flush()
            record("proof:added", proof, actor, now, number=item.number, proof=proof.kind)
            later("convert_unshown")
        made.append(proof)
    return made


def _values(got: Received | None, picked: Iterable[Chosen], now: datetime) -> list[dict]:
    values = [{"kind": one.kind, f"{one.kind}_id": one.target, "title": one.title} for one in picked]
    if got is None:
        return values
    if isinstance(got.content, Link):
        return [{"kind": "link", "url": got.content.url, "title": got.filename}, *values]
    assert isinstance(got.content, Kept)
    return [{"kind": "file", "blob_id": blob_of(got.content, now).id, "title": got.filename}, *values]


def _standing(item: PlanItem, own: Duty, values: dict, key: str) -> Proof | None:
    """The one that the same click made (U7); Refused when the same thing is there already (U11)."""
    for proof in beside(item, own):
        if proof.upload_key == key:
            return proof
        if all(getattr(proof, name) == value for name, value in values.items() if name != "title"):
            raise Refused.because("same", SAME.format(quoted(proof.title)))
    return None


def remove(proof: Proof, actor: Actor, now: datetime) -> None:
    """A mistaken one goes before it was reported; the file stays in the archive."""
    own = duties_of(actor, proof.item)
    if not own:
        raise Refused(NOT_YOURS)
    if proof.part not in {one.key for one in own}:
        raise Refused.because("foreign", "Это приложил другой исполнитель.")
    hold(proof.item)
    if proof.execution_id is not None:
        raise Refused.because("reported", "Это уже отправлено вместе с\u00a0отчётом и\u00a0остаётся при нём.")
    if proof.removed_at is None:
        proof.removed_at = now
        record("proof:removed", proof, actor, now, number=proof.item.number)


def beside(item: PlanItem, own: Duty) -> list[Proof]:
    """What this duty has put beside the item, reported and not."""
    found = select(Proof).where(Proof.item_id == item.id, Proof.part == own.key, Proof.removed_at.is_(None))
    return list(db.session.scalars(found.order_by(Proof.id)))

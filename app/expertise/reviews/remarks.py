"""The remarks of a review: born by a sending, alive while sendings repeat them, dropped when one no longer does."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from functools import partial

from sqlalchemy import select, update

from app.documents.guards import NOT_MENDED
from app.expertise.models import FrozenItem
from app.expertise.reviews.forms import Note
from app.expertise.reviews.models import ExpertRemark, Sending
from app.expertise.reviews.queries import with_newer_version
from app.expertise.reviews.workflow import FLOW
from app.expertise.sheets.models import BankRemark, Criterion
from app.extensions import db
from app.journal.services import record
from app.kernel.gaps import filled
from app.permissions import Actor
from app.refusals import Refused


def phrases(notes: Iterable[Note]) -> dict[int, str]:
    """The sentences of the bank that the remarks use."""
    wanted = {note.bank_id for note in notes if note.bank_id}
    found = db.session.execute(select(BankRemark.id, BankRemark.text).where(BankRemark.id.in_(wanted)))
    return dict(found.all())


def phrase(note: Note, known: Mapping[int, str]) -> str:
    """The ready sentence of a remark, with what fills its gap."""
    return filled(note.ready(known), note.gap)


def speaker(notes: Iterable[Note]) -> Callable[[Note], str]:
    """Says the ready sentence of each of these remarks, for a page."""
    return partial(phrase, known=phrases(notes))


def written(notes: Iterable[Note]) -> str:
    """The remarks in words, a line each: what a Result keeps and an order prints."""
    notes = list(notes)
    known = phrases(notes)
    return "\n".join(f"{note.place}: {' '.join(filter(None, (phrase(note, known), note.text)))}" for note in notes)


def renew(line: FrozenItem, sending: Sending, criteria: list[Criterion], notes: list[Note], now: datetime) -> None:
    """Keep what the sending repeats, drop what it leaves out, add what is new."""
    by_key, known = {one.key: one for one in criteria}, phrases(notes)
    own = select(ExpertRemark).where(ExpertRemark.frozen_item_id == line.id, ExpertRemark.state != "dropped")
    standing = list(db.session.scalars(own))
    for note in notes:
        repeated = next((one for one in standing if _repeats(note, one, known)), None)
        if repeated is not None:
            standing.remove(repeated)
            continue
        remark = ExpertRemark(
            frozen_item_id=line.id,
            sending_id=sending.id,
            criterion_id=by_key[note.key].id,
            bank_id=note.bank_id if note.bank_id in known else None,
            phrase=phrase(note, known),
            place=note.place,
            text=note.text,
            state_since=now,
        )
        db.session.add(remark)
    _drop(standing, now)
    db.session.flush()


def _drop(remarks: list[ExpertRemark], now: datetime) -> None:
    """Follows from what counts now, whoever has decided so: nobody's permission is asked a second time."""
    move = FLOW["drop"]
    gone = ExpertRemark.id.in_([one.id for one in remarks]), ExpertRemark.state.in_(move.sources)
    db.session.execute(update(ExpertRemark).where(*gone).values(state=move.target, state_since=now))


def _repeats(note: Note, one: ExpertRemark, known: Mapping[int, str]) -> bool:
    """The same remark; a ready sentence that ОИРО has edited since is the same, another filling of its gap is not."""
    bank_id = note.bank_id if note.bank_id in known else None
    same = (note.key, bank_id, note.place, note.text) == (one.criterion.key, one.bank_id, one.place, one.text)
    return same and (not note.gap or one.phrase == phrase(note, known))


def move(remark: ExpertRemark, name: str, actor: Actor, now: datetime) -> ExpertRemark:
    """The school says that it is mended in a newer version, a reviewer accepts it or not; refused when nothing is."""
    if name == "fix" and not with_newer_version([remark.frozen_item_id]):
        raise Refused(NOT_MENDED)
    FLOW.fire(name, actor, remark, state_since=now)
    record(f"expert_remark:{name}", remark, actor, now, examined=remark.frozen_item_id)
    return remark

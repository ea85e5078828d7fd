"""Files of the archive read again by night, the longest unseen first, so much a minute; a loss is told at once."""

from collections.abc import Sequence
from datetime import timedelta

from flask import current_app
from sqlalchemy import Row, or_, select

from app.archive import store
from app.archive.models import Blob, Look
from app.extensions import db
from app.journal.services import record
from app.kernel import clock
from app.kernel.calendar import local
from app.kernel.logs import tell
from app.kernel.transaction import begin_write, end_write
from storage import StorageError, Store, fixity

HOURS = range(1, 5)  # of the region: nobody waits for the disk then
AGAIN = timedelta(days=7)  # what was found sound is left alone so long
MOST = 500  # files in a minute
GIGABYTE = 10**9


def look_by_night() -> None:
    """A minute's share of the night's budget (OPORA_NIGHT_GB)."""
    if local(clock.real_now()).hour in HOURS:
        share = current_app.config["SETTINGS"].night_gb * GIGABYTE // (len(HOURS) * 60)
        look(store(), share)


def look(at: Store, most: int) -> int:
    """Read until so many bytes were read; how many files. A store that is away says nothing of its files."""
    seen = 0
    for one in _due():
        found = fixity.state(at, one.sha256)
        if found == "unreadable" and _away(at):
            break
        _note(one.id, found)
        seen, most = seen + 1, most - one.size
        if most <= 0:
            break
    return seen


def _due() -> Sequence[Row[int, str, int]]:
    now = clock.real_now()
    found = select(Blob.id, Blob.sha256, Blob.size).outerjoin(Look, Look.blob_id == Blob.id)
    waits = found.where(or_(Look.blob_id.is_(None), Look.looked_at <= now - AGAIN))
    rows = db.session.execute(waits.order_by(Look.blob_id.is_not(None), Look.looked_at, Blob.id).limit(MOST)).all()
    db.session.rollback()
    return rows


def _away(at: Store) -> bool:
    try:
        at.free()
    except StorageError as error:
        tell("archive", error)
        return True
    return False


def _note(blob_id: int, found: str) -> None:
    """Write it down; who looks after the house is told of a file once, when it was found so first."""
    begin_write()
    before = db.session.get(Look, blob_id)
    known = before is not None and before.found == found
    db.session.merge(Look(blob_id=blob_id, looked_at=clock.real_now(), found=found))
    if found != "sound" and not known:
        record("archive:spoilt", db.session.get_one(Blob, blob_id), None, clock.now(), found=found)
    end_write()

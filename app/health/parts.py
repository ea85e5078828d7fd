"""The parts of the house: each says what is wrong with it, in a word, and its figures; a failure is an exception."""

import contextlib
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

from flask import current_app
from sqlalchemy import func, make_url, select
from sqlalchemy.orm import Session

from app.archive import antivirus as watchman
from app.archive.models import Blob, Look
from app.extensions import db
from app.health.models import Backup, Heartbeat, Verification
from app.journal.models import Event
from app.journal.services import GENESIS, breaks
from app.kernel import clock
from app.kernel.line import AT_ONCE, is_shared
from app.notices.models import Letter

WORKER = "worker"
SILENCE = timedelta(seconds=45)  # the worker says every 15 seconds that it is there
FORGOTTEN = timedelta(hours=1)  # a worker that is silent for so long was taken away, and nobody waits for it
HANGS = timedelta(minutes=15)  # no job of ours takes so long
LATE = timedelta(hours=1)  # a letter that has waited so long waits for a server that does not take it
OLD = timedelta(hours=50)  # two nights without a backup
WAITS = timedelta(minutes=10)  # a job that is older stands in a queue that does not move
LOOKED_AT = 200  # records of the journal: the seals of so many are followed while somebody waits
FEW_FILES = 10  # of the largest size: less room than for so many is little


def database() -> tuple[str, dict]:
    """It answers a question about a table of ours."""
    with db.engine.connect() as connection:
        connection.execute(select(Heartbeat.beat_at).limit(1))
    return "", {"kind": db.engine.dialect.name}


def archive() -> tuple[str, dict]:
    """The store answers and takes something; a bucket does not tell its room."""
    free = current_app.extensions["store"].free()
    return "little" if free is not None and free < enough() else "", {"free": free}


def room() -> tuple[str, dict]:
    """The disks under the database, the parts and the queue have room left."""
    free = {name: shutil.disk_usage(_standing(folder)).free for name, folder in _folders().items()}
    least = min(free.values())
    full = least < current_app.config["SETTINGS"].upload_limit
    return "full" if full else "little" if least < enough() else "", {"free": free}


def queue() -> tuple[str, dict]:
    """Jobs can be put into it, and the oldest has not waited for long."""
    where = current_app.config["SETTINGS"].queue
    if where == AT_ONCE:
        return "", {"length": 0}
    if not is_shared(where):
        with contextlib.closing(sqlite3.connect(f"file:{where}?mode=rw", uri=True, timeout=1)) as file:
            file.execute("BEGIN IMMEDIATE")
            file.rollback()
    huey = current_app.extensions["huey"]
    first = next(iter(huey.pending(limit=1)), None)
    asked_at = first.kwargs.get("asked_at") if first else None
    age = timedelta(seconds=clock.real_now().timestamp() - asked_at) if asked_at else timedelta()
    return "stands" if age > WAITS else "", {"length": huey.pending_count(), "age": age}


def worker() -> tuple[str, dict]:
    """It was there a moment ago. Where each job is done in its request there is none, and nothing is amiss."""
    if current_app.config["SETTINGS"].queue == AT_ONCE:
        return "", {}
    with db.engine.connect() as connection:
        found = connection.execute(select(Heartbeat).order_by(Heartbeat.beat_at.desc())).all()
    now = clock.real_now()
    there = [one for one in found if now - one.beat_at < SILENCE]
    if not there:
        return "gone", {"seen": found[0].beat_at if found else None}
    silent = [one.name for one in found if SILENCE <= now - one.beat_at < FORGOTTEN]
    oldest = min((one for one in there if one.job_since), key=lambda one: one.job_since, default=there[0])
    about = {"seen": there[0].beat_at, "job": oldest.job, "since": oldest.job_since}
    about |= {"many": len(there), "silent": silent}
    hangs = oldest.job_since is not None and now - oldest.job_since >= HANGS
    return "hangs" if hangs else "silent_one" if silent else "", about


def mail() -> tuple[str, dict]:
    """What is to be sent is sent; without a server letters wait to be read in the page."""
    waiting = Letter.sent_at.is_(None), Letter.given_up_at.is_(None)
    refused = Letter.given_up_at > clock.real_now() - timedelta(days=1)
    with db.engine.connect() as connection:
        many, oldest = connection.execute(select(func.count(), func.min(Letter.made_at)).where(*waiting)).one()
        lost = connection.scalar(select(func.count()).where(refused))
    about = {"set": bool(current_app.config["SETTINGS"].mail_server), "waiting": many, "lost": lost}
    late = oldest is not None and clock.real_now() - oldest > LATE
    return ("late" if late else "refused" if lost else "") if about["set"] else "", about


def backup() -> tuple[str, dict]:
    """The last one is not older than two nights; of a house that never made one nothing is amiss yet."""
    last = select(Backup.ended_at, Backup.files, Backup.encrypted).order_by(Backup.id.desc()).limit(1)
    with db.engine.connect() as connection:
        row = connection.execute(last).first()
    if row is None:
        return "", {"made": None}
    old = clock.real_now() - row.ended_at > OLD
    return "old" if old else "", {"made": row.ended_at, "files": row.files, "encrypted": row.encrypted}


def antivirus() -> tuple[str, dict]:
    """The one who was set answers."""
    state = watchman.state()
    return "gone" if state == "silent" else "", {"set": state != "none"}


def files() -> tuple[str, dict]:
    """What the last look at each file found, the nightly ones and those of `archive verify` alike."""
    many = select(Look.found, func.count()).group_by(Look.found)
    with db.engine.connect() as connection:
        found = dict(connection.execute(many).all())
        looked = connection.scalar(select(func.max(Look.looked_at)))
        waiting = connection.scalar(select(func.count(Blob.id)).where(Blob.id.not_in(select(Look.blob_id))))
        orphans = connection.scalar(select(Verification.orphans).order_by(Verification.id.desc()).limit(1)) or 0
    if looked is None:
        return "", {"looked": None}
    sound = found.pop("sound", 0)
    amiss = sum(found.values())
    about = {"looked": looked, "sound": sound, "amiss": amiss, "waiting": waiting, "orphans": orphans}
    return "damaged" if amiss else "", about


def journal() -> tuple[str, dict]:
    """The newest records are as they were written; the whole chain is for a command."""
    newest = select(Event).order_by(Event.id.desc()).limit(LOOKED_AT + 1)
    with Session(db.engine) as session:
        rows = list(session.scalars(newest))[::-1]
    before = rows.pop(0).seal if len(rows) > LOOKED_AT else GENESIS
    broken = breaks(rows, before)
    return "broken" if broken else "", {"looked": len(rows), "first": broken[0] if broken else 0}


PARTS = (database, archive, room, queue, worker, mail, backup, antivirus, files, journal)


def enough() -> int:
    """Bytes of room below which somebody is told."""
    return FEW_FILES * current_app.config["SETTINGS"].upload_limit


def _folders() -> dict[str, Path]:
    settings = current_app.config["SETTINGS"]
    found = {"parts": Path(settings.parts)}
    if (address := make_url(settings.database)).get_backend_name() == "sqlite":
        found["database"] = Path(address.database or ".").parent
    if settings.queue != AT_ONCE and not is_shared(settings.queue):
        found["queue"] = Path(settings.queue).parent
    return found


def _standing(folder: Path) -> Path:
    """The folder, or the nearest above it that is there: some are made when they are first needed."""
    return next((one for one in (folder, *folder.absolute().parents) if one.exists()), Path("/"))

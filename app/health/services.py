"""The verbs of health: the worker says that it is there, a look at every file is written down."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete

from app.extensions import db
from app.health.models import Heartbeat, Verification
from app.health.parts import WORKER
from app.kernel import clock
from app.kernel.transaction import begin_write, end_write
from storage.fixity import Report


def beat(job: str | None = None, since: datetime | None = None, name: str = WORKER) -> None:
    """The worker of this name is there; what it does for the longest time just now, and since when."""
    begin_write()
    db.session.merge(Heartbeat(name=name, beat_at=clock.real_now(), job=job, job_since=since))
    end_write()


def forget(names: Iterable[str]) -> None:
    """These workers have ended, and nobody waits for them."""
    begin_write()
    db.session.execute(delete(Heartbeat).where(Heartbeat.name.in_(list(names))))
    end_write()


def write_down(report: Report, began_at: datetime, ended_at: datetime) -> Verification:
    """Keep the figures of a look at every file."""
    names = ("sound", "damaged", "missing", "unreadable", "orphans", "halves")
    figures = {name: len(getattr(report, name)) for name in names}
    done = Verification(began_at=began_at, ended_at=ended_at, **figures)
    db.session.add(done)
    return done

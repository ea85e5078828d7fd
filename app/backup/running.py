"""What is done to a house that stands still."""

from datetime import timedelta

from sqlalchemy import func, select

from app.backup.databases import NotDone
from app.extensions import db
from app.health.models import Heartbeat
from app.kernel import clock

ALIVE = timedelta(seconds=45)
RUNS = "Дом работает. Остановите его, подождите минуту и\u00a0повторите."


def refuse_running() -> None:
    """A worker was there just now. Raises NotDone."""
    newest = db.session.scalar(select(func.max(Heartbeat.beat_at)))
    if newest and clock.real_now() - newest < ALIVE:
        raise NotDone(RUNS)

"""The queue of jobs: a file on one machine, or a Redis that many machines share; and whose turn it is by the clock."""

from typing import Any

from huey import Huey, MemoryHuey, RedisHuey, SqliteHuey
from redis import BlockingConnectionPool

AT_ONCE = "at-once"  # the setting of OPORA_QUEUE that does each job in the request, for tests
SHARED = ("redis://", "rediss://")
NAME = "opora"
LOCKED = 1  # seconds for a locked queue, in a request too: what it does not take, the clock makes up for
CONNECTS, ANSWERS = 1, 5  # seconds that a Redis has for it; who waits for a job asks it anew each second
CONNECTIONS = 20  # of one process: its threads and its worker
MINUTE = 60
REMEMBERED = 5 * MINUTE  # seconds: longer than one copy of a job waits for another


def is_shared(where: str) -> bool:
    """True when the queue stands in a Redis, with the counts of attempts."""
    return where.startswith(SHARED)


def opened(where: str) -> Huey:
    """The queue that the setting OPORA_QUEUE names; a Redis is not asked for anything yet."""
    if where == AT_ONCE:
        return MemoryHuey(immediate=True)
    if is_shared(where):
        waits: dict[str, Any] = {"socket_connect_timeout": CONNECTS, "socket_timeout": ANSWERS, "timeout": CONNECTS}
        pool = BlockingConnectionPool.from_url(where, max_connections=CONNECTIONS, **waits)
        return RedisHuey(NAME, connection_pool=pool)
    return SqliteHuey(filename=where, timeout=LOCKED)


def is_first(huey: Huey, job: str, now: float) -> bool:
    """True for one of all workers that come to this job of the clock in this minute.

    Each worker has a clock of its own; who takes the key of the minute does the job. A worker that dies with
    it loses a minute: the next one is another key. `now` are seconds since 1970.
    """
    if not isinstance(huey, RedisHuey):
        return True
    key = f"{NAME}.minute.{job}.{int(now // MINUTE)}"
    return bool(huey.storage.conn.set(key, 1, nx=True, ex=REMEMBERED))

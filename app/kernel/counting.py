"""Where attempts are counted: in the memory of a process, or in a Redis for all machines."""

from collections.abc import Callable
from typing import TypeVar

from limits.storage import MemoryStorage, RedisStorage, Storage
from redis import RedisError

from app.kernel.line import CONNECTS, is_shared
from app.kernel.logs import tell

SCHEME = "counted+"
MEMORY = "memory://"
Answer = TypeVar("Answer")


def counted_in(queue: str) -> str:
    """The address of the counts, beside the queue that the setting OPORA_QUEUE names."""
    return SCHEME + queue if is_shared(queue) else MEMORY


class SharedCounts(Storage):
    """Counts of all machines in one Redis. While it is away each process counts for itself: nobody is locked out."""

    STORAGE_SCHEME = [SCHEME + "redis", SCHEME + "rediss"]  # noqa: RUF012 as the class above declares it

    def __init__(self, uri: str, wrap_exceptions: bool = False, **options: float | str | bool):
        super().__init__(uri, wrap_exceptions=wrap_exceptions)
        self.shared = RedisStorage(uri.removeprefix(SCHEME), socket_timeout=CONNECTS, socket_connect_timeout=CONNECTS)
        self.own = MemoryStorage()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What may fail here after all."""
        return RedisError

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """The count after so many more of them; it is forgotten after `expiry` seconds."""
        return self._asked(lambda counts: counts.incr(key, expiry, amount))

    def get(self, key: str) -> int:
        """The count, 0 when there is none."""
        return self._asked(lambda counts: counts.get(key))

    def get_expiry(self, key: str) -> float:
        """Seconds since 1970 when the count will be forgotten."""
        return self._asked(lambda counts: counts.get_expiry(key))

    def check(self) -> bool:
        """True when attempts can be counted, here or there."""
        return bool(self.shared.check() or self.own.check())

    def reset(self) -> int | None:
        """Forget everything; how many counts that were."""
        return self._asked(lambda counts: counts.reset())

    def clear(self, key: str) -> None:
        """Forget one count."""
        self._asked(lambda counts: counts.clear(key))

    def _asked(self, ask: Callable[[Storage], Answer]) -> Answer:
        try:
            return ask(self.shared)
        except RedisError as error:
            tell("counts", error)
            return ask(self.own)

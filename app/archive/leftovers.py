"""What was begun and never finished, thrown away after a day: half files of killed processes, forgotten parts (S8)."""

from datetime import UTC, datetime, timedelta

from app.archive import store
from app.archive.parts import parts
from app.kernel.sweeping import each

HALF_FOR = timedelta(days=1)  # no upload takes so long


def sweep_halves() -> None:
    """Half files in the staging of the store."""
    now = datetime.now(UTC)
    old = [path for path, moment in store().halves() if now - moment > HALF_FOR]
    each("half file", old, lambda path: path.unlink(missing_ok=True))


def sweep_parts() -> None:
    """Parts of files that nobody has touched for a day."""
    old = list(parts().forgotten(datetime.now(UTC)))
    each("parts", old, lambda path: path.unlink(missing_ok=True))


def part_taken(owner: int, sha256: str) -> None:
    """Its version is committed: the part is needed only by who has not heard the answer yet and asks again."""
    parts().let_go(owner, sha256)

"""The folder of the training houses: one inside for each, and who may be in it at once. It knows no data.

The lock is held on the folder itself, so that nothing lies beside the houses: shared by each request that is in
there, alone by whoever takes one away.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEW = ".new"  # what a folder is called until its house is whole
PATIENCE = 20  # seconds that clearing waits for those who are still inside
PAUSE = 0.05


@contextmanager
def shared(root: Path) -> Iterator[None]:
    """Be inside: nobody takes the house away meanwhile."""
    with _opened(root) as number:
        fcntl.flock(number, fcntl.LOCK_SH)
        yield


@contextmanager
def alone(root: Path, seconds: float = PATIENCE) -> Iterator[bool]:
    """True when nobody is inside, and nobody comes in until the end; False when somebody stayed for so long."""
    until = time.monotonic() + seconds
    with _opened(root) as number:
        while True:
            try:
                fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() >= until:
                    yield False
                    return
                time.sleep(PAUSE)
            else:
                yield True
                return


@contextmanager
def _opened(root: Path) -> Iterator[int]:
    root.mkdir(parents=True, exist_ok=True, mode=0o700)
    number = os.open(root, os.O_RDONLY)
    try:
        yield number
    finally:
        os.close(number)


def folder_of(root: Path, name: str) -> Path:
    """Where this house lives, when it is whole."""
    return root / name


def is_whole(root: Path, name: str) -> bool:
    """True when there is a house to go into."""
    return folder_of(root, name).is_dir()


def leftovers(root: Path, standing: str | None) -> list[Path]:
    """All that lies there beside the house that stands: houses that were cleared, and halves of them."""
    own = {f"{standing}", f"{standing}{NEW}"}
    return [path for path in root.iterdir() if path.name not in own] if root.is_dir() else []


def remove(paths: list[Path]) -> None:
    """Take folders away with all their files; twice is once."""
    for path in paths:
        shutil.rmtree(path, ignore_errors=True)

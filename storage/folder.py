"""The archive in a folder: the embedded default."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from shutil import disk_usage
from stat import S_ISREG
from tempfile import NamedTemporaryFile

from storage.failing import Missing, Unreachable
from storage.speaking import Reading, Staged, speaking


class FolderStore:
    """An object is a file `ab/cd/rest-of-digest`; it appears whole or not at all.

    The staging folder is the mark of a store that is there: without it nothing is said to be missing.
    """

    def __init__(self, root: str):
        self.root = Path(root)
        self.staging = self.root / ".staging"
        with suppress(OSError):  # a disk that is away is told when it is asked for, as a bucket that is away
            self.staging.mkdir(parents=True, exist_ok=True)

    def path_of(self, sha256: str) -> Path:
        """Where the object lies."""
        return self.root / sha256[:2] / sha256[2:4] / sha256[4:]

    def _absent(self) -> type[Missing] | type[Unreachable]:
        """What it means that a file is not there."""
        return Missing if self.staging.is_dir() else Unreachable

    def intake(self) -> Staged:
        """A file beside the objects, so that publishing is a link and not a second copy."""
        with speaking("intake", Unreachable):
            return Staged(NamedTemporaryFile(dir=self.staging, buffering=0))

    def put(self, sha256: str, file: Staged) -> None:
        """Bring to the disk, link under the digest, bring the folders to the disk."""
        path = self.path_of(sha256)
        with speaking(sha256, Unreachable):
            os.fsync(file.fileno())
            length = os.fstat(file.fileno()).st_size
            path.parent.mkdir(parents=True, exist_ok=True)
            with suppress(FileExistsError):
                os.link(file.name, path)
                path.chmod(0o440)
            for folder in (path.parent, path.parent.parent, self.root):
                _sync(folder)
        if self.size(sha256) != length:
            raise Unreachable(f"{sha256}: stored with another size")

    def open(self, sha256: str, start: int = 0, length: int | None = None) -> Reading:
        """The file, moved to the start; a length gives only so many bytes."""
        with speaking(sha256, self._absent()):
            file = self.path_of(sha256).open("rb")
            file.seek(start)
            left = max(0, os.fstat(file.fileno()).st_size - start)
        return Reading(file, sha256, left if length is None else min(length, left))

    def size(self, sha256: str) -> int:
        """Bytes of the file."""
        with speaking(sha256, self._absent()):
            found = self.path_of(sha256).stat()
            if not S_ISREG(found.st_mode):
                raise IsADirectoryError(sha256)
            return found.st_size

    def walk(self) -> Iterator[tuple[str, datetime]]:
        """Every object; staging is not an object."""
        with speaking("walk", Unreachable):
            self.staging.stat()
            for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
                yield "".join(path.parts[-3:]), _changed(path)

    def link(self, sha256: str, filename: str, seconds: int) -> None:
        """A folder has no addresses: the application sends the bytes itself."""

    def free(self) -> int:
        """What the disk has left for us; a disk that takes nothing at all is away."""
        with speaking("free", Unreachable):
            free = disk_usage(self.staging).free
            if not os.access(self.staging, os.W_OK):
                raise PermissionError("the folder can't be written to")
            return free

    def halves(self) -> Iterator[tuple[Path, datetime]]:
        """What lies in staging: on its way, or left by a process that was killed."""
        with speaking("staging", Unreachable):
            for path in sorted(self.staging.iterdir()):
                with suppress(FileNotFoundError):  # it was published or thrown away while we looked
                    yield path, _changed(path)


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

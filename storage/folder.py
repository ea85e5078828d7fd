"""The archive in a folder: the embedded default."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from storage import Missing


class FolderStore:
    """An object is a file `ab/cd/rest-of-digest`; it appears whole or not at all."""

    def __init__(self, root: str):
        self.root = Path(root)
        self.staging = self.root / ".staging"
        self.staging.mkdir(parents=True, exist_ok=True)

    def _path(self, sha256: str) -> Path:
        return self.root / sha256[:2] / sha256[2:4] / sha256[4:]

    def intake(self) -> BinaryIO:
        """A file beside the objects, so that publishing is a link and not a second copy."""
        return NamedTemporaryFile(dir=self.staging)

    def put(self, sha256: str, file: BinaryIO) -> None:
        """Flush to the disk, link under the digest, flush the folder."""
        file.flush()
        os.fsync(file.fileno())
        path = self._path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(file.name, path)
        except FileExistsError:
            return
        path.chmod(0o440)
        for folder in (path.parent, path.parent.parent, self.root):
            handle = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)

    def open(self, sha256: str, start: int = 0, length: int | None = None) -> BinaryIO:
        """The file, moved to the start; a length gives only so many bytes."""
        try:
            file = self._path(sha256).open("rb")
        except FileNotFoundError as error:
            raise Missing(sha256) from error
        file.seek(start)
        if length is None:
            return file
        with file:
            return BytesIO(file.read(length))

    def size(self, sha256: str) -> int:
        """Bytes of the file."""
        try:
            return self._path(sha256).stat().st_size
        except FileNotFoundError as error:
            raise Missing(sha256) from error

    def walk(self) -> Iterator[tuple[str, datetime]]:
        """Every object; staging is not an object."""
        for path in sorted(self.root.glob("[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]/*")):
            yield "".join(path.parts[-3:]), datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def link(self, sha256: str, filename: str, seconds: int) -> None:
        """A folder has no addresses: the application sends the bytes itself."""

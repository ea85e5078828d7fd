"""What goes wrong under a store, in the words of the store: whatever breaks, and whenever, is a StorageError."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Self

from storage.failing import Full, Missing, StorageError, Unreachable

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextmanager
def speaking(what: str, absent: type[StorageError] = Missing) -> Iterator[None]:
    """Failures of files inside: no room is Full, what is not there is `absent`, anything else is Unreachable."""
    try:
        yield
    except FileNotFoundError as error:
        raise absent(f"{what}: {error}") from error
    except OSError as error:
        raise (Full if error.errno in NO_ROOM else Unreachable)(f"{what}: {error}") from error


class Staged:
    """A file on its way into a store. It is unbuffered, so a full disk is told by the write that met it."""

    def __init__(self, file: IO[bytes]):
        self.file = file

    def write(self, data: bytes) -> int:
        """Append all of it. Raises Full or Unreachable."""
        left = memoryview(data)
        with speaking("intake", Unreachable):
            while left:
                left = left[self.file.write(left) :]
        return len(data)

    def read(self, size: int = -1) -> bytes:
        """The next bytes of what was written."""
        return self.file.read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there; how far that is from the start."""
        return self.file.seek(offset, whence)

    def fileno(self) -> int:
        """The number of the file."""
        return self.file.fileno()

    def close(self) -> None:
        """Give the file back: what was not published is thrown away."""
        self.file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:  # whatever else a file can do
        return getattr(self.file, name)


class Reading:
    """The bytes of an object while they are read: what breaks then, or ends too early, is Unreachable as well."""

    left: int  # bytes that are still to come

    def __init__(self, source: IO[bytes], sha256: str, length: int, failures: tuple[type[Exception], ...] = ()):
        self.source, self.sha256, self.left = source, sha256, length
        self.failures: tuple[type[Exception], ...] = (OSError, *failures)

    def read(self, size: int = -1) -> bytes:
        """The next bytes, all that are left without a size; empty at the end, never before it."""
        to_the_end = size is None or size < 0
        wanted = self.left if to_the_end else min(size, self.left)
        try:
            data = self.source.read(wanted) if wanted else b""
        except self.failures as error:
            raise Unreachable(f"{self.sha256}: {error}") from error
        if wanted and (not data or (to_the_end and len(data) < wanted)):
            raise Unreachable(f"{self.sha256}: {self.left - len(data)} bytes are lacking")
        self.left -= len(data)
        return data

    def close(self) -> None:
        """Give the file or the connection back."""
        self.source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

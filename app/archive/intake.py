"""One pass: an uploaded file goes from the socket straight into the store's intake, digested while it is written."""

import hashlib
import io
from functools import cached_property
from io import BufferedReader
from typing import IO, Any

from flask import Flask, Request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

from app.archive import store
from app.kernel.declaring import is_marked, view_now
from app.kernel.reader import current_user
from storage import StorageError
from storage.speaking import Staged

MEGABYTE = 1024 * 1024


class Intake:
    """A file on its way into the store. It is read and sought like any file; closing it throws it away.

    A store that fails meanwhile is remembered and told to whoever reads the bytes: so the rest of the form, with
    the name of the file in it, still comes.
    """

    def __init__(self) -> None:
        self.size = 0
        self.failure: StorageError | None = None
        self._digest = hashlib.sha256()
        try:
            self.file = store().intake()
        except StorageError as error:
            self.file, self.failure = Staged(io.BytesIO()), error

    @property
    def sha256(self) -> str:
        """The digest of all that was written, in hexadecimal."""
        return self._digest.hexdigest()

    def write(self, data: bytes) -> int:
        """Append."""
        self._digest.update(data)
        self.size += len(data)
        if self.failure is None:
            try:
                self.file.write(data)
            except StorageError as error:
                self.failure = error
        return len(data)

    def whole(self) -> Staged:
        """The file with all that was written. Raises what kept some of it from coming: Full or Unreachable."""
        if self.failure is not None:
            raise self.failure
        return self.file

    def read(self, size: int = -1) -> bytes:
        """Bytes of the whole file."""
        return self.whole().read(size)

    def seek(self, offset: int, whence: int = 0) -> int:
        """Go there; how far that is from the start."""
        return self.file.seek(offset, whence)

    def fileno(self) -> int:
        """The number of the whole file."""
        return self.whole().fileno()

    def close(self) -> None:
        """Give the file back: what was not published is thrown away."""
        self.file.close()

    def __getattr__(self, name: str) -> Any:  # whatever else a file can do
        return getattr(self.file, name)


class LongReads(FormDataParser):
    """Asks the server for a megabyte at a time: at each short read gunicorn copies anew all that it holds ahead."""

    def parse(
        self, stream: IO[bytes], *rest: Any, **more: Any
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        """Parse as Werkzeug does."""
        raw = BufferedReader(stream, MEGABYTE)  # type: ignore[type-var]  # with a limit of length it is a raw one
        return super().parse(raw, *rest, **more)


class IntoTheStore(Request):
    """A request whose files, where the route says `streams=True`, are intakes: thrown away unless published.

    A stranger's never: the way to sign in reads the form too, to bring the words back.
    """

    form_data_parser_class = LongReads

    @cached_property
    def intakes(self) -> list[Intake]:
        """What was begun, even when the connection broke."""
        return []

    def _get_file_stream(self, *about: Any, **more: Any) -> IO[bytes]:
        if not is_marked(view_now(), "streams") or not current_user.is_authenticated:
            return super()._get_file_stream(*about, **more)
        self.intakes.append(Intake())
        return self.intakes[-1]  # type: ignore[return-value]  # it does what Werkzeug asks of a file

    def close(self) -> None:
        """Close every file."""
        super().close()
        for intake in self.intakes:
            intake.close()


def init_app(app: Flask) -> None:
    """Every request is received so, with what it can do besides."""
    app.request_class = type("Request", (IntoTheStore, app.request_class), {})


def intakes_of(request: Request) -> list[Intake]:
    """What was begun in this request, thrown away at its end unless published."""
    if not isinstance(request, IntoTheStore):
        raise LookupError("the house was made without init_app of this file")
    return request.intakes

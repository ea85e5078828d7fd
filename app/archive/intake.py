"""One pass: an uploaded file goes from the socket straight into the store's intake, digested while it is written."""

import hashlib
import io
from functools import cached_property
from io import BufferedReader
from typing import BinaryIO

from flask import Flask, Request, current_app
from werkzeug.formparser import FormDataParser

from app.kernel.reader import current_user
from storage import StorageError

MEGABYTE = 1024 * 1024


class Intake:
    """A file on its way into the store. It is read and sought like any file; closing it throws it away.

    A store that fails meanwhile is remembered and told to whoever reads the bytes: so the rest of the form, with
    the name of the file in it, still comes.
    """

    def __init__(self):
        self.size, self.failure = 0, None
        self._digest = hashlib.sha256()
        try:
            self.file: BinaryIO = current_app.extensions["store"].intake()
        except StorageError as error:
            self.file, self.failure = io.BytesIO(), error

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

    def whole(self) -> BinaryIO:
        """The file with all that was written. Raises what kept some of it from coming: Full or Unreachable."""
        if self.failure is not None:
            raise self.failure
        return self.file

    def read(self, *size: int) -> bytes:
        """Bytes of the whole file."""
        return self.whole().read(*size)

    def fileno(self) -> int:
        """The number of the whole file."""
        return self.whole().fileno()

    def __getattr__(self, name: str):
        return getattr(self.file, name)


class LongReads(FormDataParser):
    """Asks the server for a megabyte at a time: at each short read gunicorn copies anew all that it holds ahead."""

    def parse(self, stream: BinaryIO, *rest, **more):
        """Parse as Werkzeug does."""
        return super().parse(BufferedReader(stream, MEGABYTE), *rest, **more)


class IntoTheStore(Request):
    """A request whose files, where the route says `streams=True`, are intakes: thrown away unless published.

    A stranger's never: the way to sign in reads the form too, to bring the words back.
    """

    form_data_parser_class = LongReads

    @cached_property
    def intakes(self) -> list[Intake]:
        """What was begun, even when the connection broke."""
        return []

    def _get_file_stream(self, *about, **more) -> BinaryIO:
        streams = getattr(current_app.view_functions[self.endpoint], "streams", False)
        if not streams or not current_user.is_authenticated:
            return super()._get_file_stream(*about, **more)
        self.intakes.append(Intake())
        return self.intakes[-1]

    def close(self) -> None:
        """Close every file."""
        super().close()
        for intake in self.intakes:
            intake.close()


def init_app(app: Flask) -> None:
    """Every request is received so, with what it can do besides."""
    app.request_class = type("Request", (IntoTheStore, app.request_class), {})

"""A package as one answer: bytes go from the store to the reader a megabyte at a time, and nowhere else."""

import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from logging import Logger

from flask import Response, current_app
from zipstream import ZipStream

from app.archive import store
from app.archive.sending import streamed
from app.archive.services import CHUNK
from app.packages.layout import Content, folder
from app.packages.lines import Line, Package, placed
from app.packages.naming import cleaned
from storage import Missing, StorageError, Store

ASKERS = 8  # questions to a bucket at once
GONE = "файла нет в\u00a0архиве, администратор может вернуть его из\u00a0резервной копии"
SHORT = "файл в\u00a0архиве повреждён, администратор может вернуть его из\u00a0резервной копии"
UNREAD = "файл сейчас не\u00a0читается, попробуйте позже"


def sent(package: Package, layout: Callable[[Package], Iterable[Content]] = folder) -> Response:
    """The ZIP as an attachment with its whole length, so that a part of it is never taken for the package.

    What can't be had is known before the first byte. A file that proves damaged on the way cuts the connection.
    """
    whole = present(package, store())
    archive, log = ZipStream(sized=True), current_app.logger
    for path, what in layout(whole):
        if isinstance(what, Line):
            archive.add(_bytes(store(), what, log), path, size=what.size)
        else:
            archive.add(what, path)
    return streamed(iter(archive), len(archive), f"{cleaned(whole.name, 150)}.zip")


def present(package: Package, at: Store) -> Package:
    """The same, where each file that the store has not whole is lacking. Raises what keeps all of them away."""
    wanted = package.files
    with ThreadPoolExecutor(ASKERS) as askers:
        found = dict(zip(wanted, askers.map(partial(_state, at), wanted), strict=True))
    away = [why for why in found.values() if isinstance(why, StorageError)]
    if away and len(away) == len(wanted):
        raise away[0]
    said = {line: UNREAD if isinstance(why, StorageError) else why for line, why in found.items()}
    return replace(package, lines=placed(replace(line, why=said.get(line, line.why)) for line in package.lines))


def _state(at: Store, line: Line) -> str | StorageError:
    try:
        return "" if at.size(line.sha256) == line.size else SHORT
    except Missing:
        return GONE
    except StorageError as error:
        return error


def _bytes(at: Store, line: Line, log: Logger) -> Iterator[bytes]:
    """The bytes of a file, proved while they go by."""
    seen = hashlib.sha256()
    try:
        with at.open(line.sha256) as source:
            while chunk := source.read(CHUNK):
                seen.update(chunk)
                yield chunk
    except StorageError as error:
        log.error("archive, while packing: %s", error)
        raise ConnectionResetError(errno.ECONNRESET, "the object broke off") from error
    if seen.hexdigest() != line.sha256:
        log.error("archive, while packing: %s is damaged", line.sha256)
        raise ConnectionResetError(errno.ECONNRESET, "the object is damaged")

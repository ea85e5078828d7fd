"""Read every object again: sound, damaged, missing, unreadable; orphans that nobody expects, and half files."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from storage import Missing, StorageError, Store

CHUNK = 1024 * 1024


@dataclass
class Report:
    """Digests by what was found."""

    sound: list[str] = field(default_factory=list)
    damaged: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    halves: list[str] = field(default_factory=list)
    unlisted: str = ""  # why the store could not be listed


def check(store: Store, expected: Iterable[str]) -> Report:
    """Compare what the store holds with the digests that rows speak of.

    One object that can't be read hides nothing of the others, nor does a store that can't be listed.
    """
    report, known = Report(), set(expected)
    for digest in sorted(known):
        getattr(report, state(store, digest)).append(digest)
    try:
        report.orphans = sorted({digest for digest, _ in store.walk()} - known)
        report.halves = [path.name for path, _ in store.halves()]
    except StorageError as error:
        report.unlisted = str(error)
    return report


def state(store: Store, digest: str) -> str:
    """Whether the object is there as it was put: a name of a list of Report."""
    found = hashlib.sha256()
    try:
        with store.open(digest) as stream:
            while chunk := stream.read(CHUNK):
                found.update(chunk)
    except Missing:
        return "missing"
    except StorageError:
        return "unreadable"
    return "sound" if found.hexdigest() == digest else "damaged"

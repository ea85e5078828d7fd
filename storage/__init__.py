"""The object store: put-once, content-addressed by SHA-256. It knows neither Flask nor schools."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Protocol


class StorageError(Exception):
    """The store could not do what was asked."""


class Missing(StorageError):
    """No object with this digest."""


class Unreachable(StorageError):
    """The store, or this object in it, does not answer: away, forbidden, broken, or ended too early."""


class Full(StorageError):
    """The store has no room for more."""


class Store(Protocol):
    """Nothing is overwritten and nothing is deleted: the protocol has no word for it."""

    def intake(self) -> BinaryIO:
        """A writable file in the store's own staging place; closing it throws the file away. Raises like put."""

    def put(self, sha256: str, file: BinaryIO) -> None:
        """Publish a filled intake under its digest, durably; the same digest again is quiet success.

        Raises Full or Unreachable.
        """

    def open(self, sha256: str, start: int = 0, length: int | None = None) -> BinaryIO:
        """The bytes from start on. Raises Missing or Unreachable, now or while they are read."""

    def size(self, sha256: str) -> int:
        """Bytes of the object. Raises Missing or Unreachable."""

    def walk(self) -> Iterator[tuple[str, datetime]]:
        """Every digest with the moment (UTC) it was stored. Raises Unreachable, also on the way."""

    def link(self, sha256: str, filename: str, seconds: int) -> str | None:
        """A short-lived address that serves the bytes as an attachment, or None when the store has none."""

    def free(self) -> int | None:
        """Bytes of room that are left, None when the store does not tell.

        Raises Unreachable when it is away or takes nothing.
        """

    def halves(self) -> Iterator[tuple[Path, datetime]]:
        """Files that were begun and not published, with the moment (UTC) of their last byte."""


def open_store(url: str, **credentials) -> Store:
    """The store of an address: file:PATH or s3://bucket/prefix."""
    if url.startswith("file:"):
        from storage.folder import FolderStore

        return FolderStore(url.removeprefix("file:"))
    if url.startswith("s3://"):
        from storage.bucket import BucketStore

        return BucketStore(url, **credentials)
    raise ValueError(f"unknown store: {url}")

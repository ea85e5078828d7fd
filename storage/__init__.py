"""The object store: put-once, content-addressed by SHA-256. It knows neither Flask nor schools."""

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO, Protocol


class StorageError(Exception):
    """The store could not do what was asked."""


class Missing(StorageError):
    """No object with this digest."""


class Unreachable(StorageError):
    """The store does not answer."""


class Store(Protocol):
    """Nothing is overwritten and nothing is deleted: the protocol has no word for it."""

    def intake(self) -> BinaryIO:
        """A writable file in the store's own staging place; closing it throws the file away."""

    def put(self, sha256: str, file: BinaryIO) -> None:
        """Publish a filled intake under its digest, durably; the same digest again is quiet success."""

    def open(self, sha256: str, start: int = 0, length: int | None = None) -> BinaryIO:
        """The bytes from start on. Raises Missing or Unreachable."""

    def size(self, sha256: str) -> int:
        """Bytes of the object. Raises Missing or Unreachable."""

    def walk(self) -> Iterator[tuple[str, datetime]]:
        """Every digest with the moment (UTC) it was stored."""

    def link(self, sha256: str, filename: str, seconds: int) -> str | None:
        """A short-lived address that serves the bytes as an attachment, or None when the store has none."""


def open_store(url: str, **credentials) -> Store:
    """The store of an address: file:PATH or s3://bucket/prefix."""
    if url.startswith("file:"):
        from storage.folder import FolderStore

        return FolderStore(url.removeprefix("file:"))
    if url.startswith("s3://"):
        from storage.bucket import BucketStore

        return BucketStore(url, **credentials)
    raise ValueError(f"unknown store: {url}")

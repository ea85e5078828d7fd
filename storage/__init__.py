"""The object store: put-once, content-addressed by SHA-256. It knows neither Flask nor schools."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Protocol

from storage.failing import Full, Missing, StorageError, Unreachable
from storage.speaking import Reading, Staged

__all__ = ["Full", "Missing", "StorageError", "Store", "Unreachable", "open_store"]


class Store(Protocol):
    """Nothing is overwritten and nothing is deleted: the protocol has no word for it."""

    def intake(self) -> Staged:
        """A writable file in the store's own staging place; closing it throws the file away. Raises like put."""

    def put(self, sha256: str, file: Staged) -> None:
        """Publish a filled intake under its digest, durably; the same digest again is quiet success.

        Raises Full or Unreachable.
        """

    def open(self, sha256: str, start: int = 0, length: int | None = None) -> Reading:
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


def open_store(
    url: str,
    endpoint_url: str | None = None,
    access_key: str | None = None,
    secret_key: str | None = None,
    region: str = "us-east-1",
) -> Store:
    """The store of an address: file:PATH or s3://bucket/prefix; the rest is of a bucket."""
    if url.startswith("file:"):
        from storage.folder import FolderStore

        return FolderStore(url.removeprefix("file:"))
    if url.startswith("s3://"):
        from storage.bucket import BucketStore

        return BucketStore(url, endpoint_url, access_key, secret_key, region)
    raise ValueError(f"unknown store: {url}")

"""A place for copies: a folder or a prefix of a bucket, where things lie under names and are written once, whole."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import IO, Protocol

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from storage.bucket import ABSENT, PATIENT, config_of
from storage.failing import Missing, Unreachable
from storage.speaking import Reading, speaking

CHUNK = 1024 * 1024


class Place(Protocol):
    """Names are paths of ASCII with «/» between the parts."""

    def put(self, name: str, file: IO[bytes]) -> None:
        """Write all of the file under the name, durably; what stood there is replaced. Raises Full or Unreachable."""

    def open(self, name: str) -> Reading:
        """The bytes of a name. Raises Missing or Unreachable, now or while they are read."""

    def sizes(self, folder: str) -> Iterator[tuple[str, int]]:
        """Every name that begins with the folder, and its bytes. Raises Unreachable."""


class FolderPlace:
    """A file for each name; it appears whole or not at all."""

    def __init__(self, root: Path):
        self.root = root

    def put(self, name: str, file: IO[bytes]) -> None:
        """Write beside, bring to the disk, give it its name."""
        path = self.root / name
        half = path.with_name(f".{path.name}.half")
        with speaking(name, Unreachable):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with half.open("wb") as out:
                    os.chmod(half, 0o600)
                    shutil.copyfileobj(file, out, CHUNK)
                    out.flush()
                    os.fsync(out.fileno())
                half.replace(path)
            finally:
                with suppress(FileNotFoundError):
                    half.unlink()

    def open(self, name: str) -> Reading:
        """The file."""
        with speaking(name):
            file = (self.root / name).open("rb")
            return Reading(file, name, os.fstat(file.fileno()).st_size)

    def sizes(self, folder: str) -> Iterator[tuple[str, int]]:
        """Halves are not told."""
        with speaking(folder, Unreachable):
            for path in sorted((self.root / folder).rglob("*")):
                if path.is_file() and not path.name.startswith("."):
                    yield path.relative_to(self.root).as_posix(), path.stat().st_size


class BucketPlace:
    """An object for each name; large ones go in parts (boto3's upload_fileobj)."""

    def __init__(self, url: str, endpoint_url: str | None, access_key: str | None, secret_key: str | None, region: str):
        self.bucket, _, prefix = url.removeprefix("s3://").partition("/")
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        keys = {"aws_access_key_id": access_key, "aws_secret_access_key": secret_key}
        self.client = boto3.client(
            "s3", endpoint_url=endpoint_url, region_name=region, config=config_of(PATIENT), **keys
        )

    def put(self, name: str, file: IO[bytes]) -> None:
        """Send it."""
        try:
            self.client.upload_fileobj(file, self.bucket, self.prefix + name)
        except (ClientError, BotoCoreError, boto3.exceptions.Boto3Error) as error:
            raise Unreachable(f"{name}: {error}") from error

    def open(self, name: str) -> Reading:
        """The body of the object."""
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=self.prefix + name)
        except ClientError as error:
            raise (Missing if error.response["Error"]["Code"] in ABSENT else Unreachable)(f"{name}: {error}") from error
        except BotoCoreError as error:
            raise Unreachable(f"{name}: {error}") from error
        return Reading(answer["Body"], name, answer["ContentLength"], (BotoCoreError,))

    def sizes(self, folder: str) -> Iterator[tuple[str, int]]:
        """Every object under the prefix."""
        pages = self.client.get_paginator("list_objects_v2")
        try:
            for page in pages.paginate(Bucket=self.bucket, Prefix=f"{self.prefix}{folder}"):
                for found in page.get("Contents", ()):
                    yield found["Key"].removeprefix(self.prefix), found["Size"]
        except (ClientError, BotoCoreError) as error:
            raise Unreachable(f"{folder}: {error}") from error


def open_place(
    address: str,
    endpoint_url: str | None = None,
    access_key: str | None = None,
    secret_key: str | None = None,
    region: str = "us-east-1",
) -> Place:
    """The place of an address: a folder, or s3://bucket/prefix; the rest is of a bucket."""
    if address.startswith("s3://"):
        return BucketPlace(address, endpoint_url, access_key, secret_key, region)
    return FolderPlace(Path(address))


def read(place: Place, name: str) -> bytes:
    """All bytes of something small."""
    with closing(place.open(name)) as source:
        return source.read()

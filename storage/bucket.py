"""The archive in an S3-compatible bucket, through boto3."""

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryFile
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from urllib3.exceptions import HTTPError

from storage.failing import Full, Missing, Unreachable
from storage.speaking import Reading, Staged, speaking

ABSENT = {"404", "NoSuchKey", "NotFound"}
STANDS = {"412", "PreconditionFailed"}
NO_ROOM = {"507", "XMinioStorageFull", "InsufficientStorage", "QuotaExceeded"}
QUICK = {"connect_timeout": 3, "read_timeout": 4, "retries": {"total_max_attempts": 2}}  # silence ends within 10 s
# A large object on a slow line: seconds without a word that a PUT is given, as long as the store answers others.
PATIENT = {"connect_timeout": 60, "read_timeout": 60, "retries": {"total_max_attempts": 1}}
CHUNK = 1024 * 1024
BETWEEN_QUESTIONS = 4  # seconds


class BucketStore:
    """Keys are prefix/ab/cd/rest; only ASCII ever reaches a header or metadata (F5)."""

    def __init__(
        self,
        url: str,
        endpoint_url: str | None = None,
        access_key: str | None = None,
        secret_key: str | None = None,
        region: str = "us-east-1",
    ):
        self.bucket, _, prefix = url.removeprefix("s3://").partition("/")
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        keys = {"aws_access_key_id": access_key, "aws_secret_access_key": secret_key}
        self.client, self.patient = (
            boto3.client("s3", endpoint_url=endpoint_url, region_name=region, config=config_of(limits), **keys)
            for limits in (QUICK, PATIENT)
        )

    def key_of(self, sha256: str) -> str:
        """Its name in the bucket."""
        return f"{self.prefix}{sha256[:2]}/{sha256[2:4]}/{sha256[4:]}"

    @contextmanager
    def _speaking(self, sha256: str) -> Iterator[None]:
        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] in ABSENT:
                raise Missing(sha256) from error
            full = error.response["Error"]["Code"] in NO_ROOM
            raise (Full if full else Unreachable)(f"{sha256}: {error}") from error
        except BotoCoreError as error:
            raise Unreachable(f"{sha256}: {error}") from error

    def intake(self) -> Staged:
        """A temporary file without a name, which no killed process leaves behind: a bucket takes whole objects."""
        with speaking("intake", Unreachable):
            return Staged(TemporaryFile(buffering=0))

    def put(self, sha256: str, file: Staged) -> None:
        """One conditional PUT, when the object is not there yet: of two at once one wins, the other finds it."""
        length = file.seek(0, 2)
        if self._stands(sha256, length):
            return
        file.seek(0)
        self._send(sha256, file)
        if not self._stands(sha256, length):
            raise Unreachable(f"{sha256}: was taken and is not there")

    def _stands(self, sha256: str, length: int) -> bool:
        try:
            found = self.size(sha256)
        except Missing:
            return False
        if found != length:
            raise Unreachable(f"{sha256}: stored with another size")
        return True

    def _send(self, sha256: str, file: Staged) -> None:
        """Patient with a slow line, and with a store that swallows everything not: it is asked meanwhile."""
        pool = ThreadPoolExecutor(1)
        sending = pool.submit(self._put_object, sha256, file)
        try:
            while not wait([sending], BETWEEN_QUESTIONS).done:
                self.free()
            sending.result()
        finally:
            pool.shutdown(wait=False)

    def _put_object(self, sha256: str, file: Staged) -> None:
        file.seek(0)
        about = {"IfNoneMatch": "*", "Metadata": {"sha256": sha256}, "ContentMD5": md5_of(file)}
        with self._speaking(sha256):
            try:
                self.patient.put_object(Bucket=self.bucket, Key=self.key_of(sha256), Body=file, **about)
            except ClientError as error:
                if error.response["Error"]["Code"] not in STANDS:
                    raise

    def open(self, sha256: str, start: int = 0, length: int | None = None) -> Reading:
        """The body of the object, from start."""
        wanted = {}
        if start or length is not None:
            wanted["Range"] = f"bytes={start}-" + ("" if length is None else str(start + length - 1))
        with self._speaking(sha256):
            answer = self.client.get_object(Bucket=self.bucket, Key=self.key_of(sha256), **wanted)
        return Reading(answer["Body"], sha256, answer["ContentLength"], (BotoCoreError, HTTPError))

    def size(self, sha256: str) -> int:
        """Bytes of the object."""
        with self._speaking(sha256):
            return self.client.head_object(Bucket=self.bucket, Key=self.key_of(sha256))["ContentLength"]

    def walk(self) -> Iterator[tuple[str, datetime]]:
        """Every object under the prefix."""
        with self._speaking("list"):
            pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
            for page in pages:
                for found in page.get("Contents", ()):
                    digest = found["Key"].removeprefix(self.prefix).replace("/", "")
                    yield digest, found["LastModified"].astimezone(UTC)

    def link(self, sha256: str, filename: str, seconds: int) -> str:
        """A presigned GET, always an attachment."""
        disposition = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
        return self.client.generate_presigned_url(
            "get_object",
            Params={"Bucket": self.bucket, "Key": self.key_of(sha256), "ResponseContentDisposition": disposition},
            ExpiresIn=seconds,
        )

    def free(self) -> None:
        """A bucket does not tell its room; that it answers is asked by a key that is not there."""
        try:
            self.size("0" * 64)
        except Missing:
            return

    def halves(self) -> Iterator[tuple[Path, datetime]]:
        """None: what is not published has no name."""
        return iter(())


def md5_of(file: Staged) -> str:
    """Content-MD5, the one checksum that every S3 server knows: it takes no other bytes than those that were meant."""
    found = hashlib.md5(usedforsecurity=False)
    while piece := file.read(CHUNK):
        found.update(piece)
    file.seek(0)
    return b64encode(found.digest()).decode()


def config_of(limits: dict[str, object]) -> Config:
    """How every S3 server is spoken to: by path, without the checksums that only AWS knows (S3)."""
    return Config(
        signature_version="s3v4",
        s3={"addressing_style": "path"},
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
        **limits,
    )

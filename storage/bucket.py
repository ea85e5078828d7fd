"""The archive in an S3-compatible bucket, through boto3."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from tempfile import TemporaryFile
from typing import BinaryIO
from urllib.parse import quote

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from storage import Missing, Unreachable

ABSENT = {"404", "NoSuchKey", "NotFound"}
STANDS = {"412", "PreconditionFailed"}


class BucketStore:
    """Keys are prefix/ab/cd/rest; only ASCII ever reaches a header or metadata (F5)."""

    def __init__(self, url: str, endpoint_url=None, access_key=None, secret_key=None, region="us-east-1"):
        self.bucket, _, prefix = url.removeprefix("s3://").partition("/")
        self.prefix = f"{prefix.strip('/')}/" if prefix.strip("/") else ""
        self.client = boto3.client(
            "s3",
            endpoint_url=endpoint_url,
            aws_access_key_id=access_key,
            aws_secret_access_key=secret_key,
            region_name=region,
            config=Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
                connect_timeout=3,
                read_timeout=30,
                retries={"max_attempts": 2},
            ),
        )

    def _key(self, sha256: str) -> str:
        return f"{self.prefix}{sha256[:2]}/{sha256[2:4]}/{sha256[4:]}"

    @contextmanager
    def _speaking(self, sha256: str):
        try:
            yield
        except ClientError as error:
            if error.response["Error"]["Code"] in ABSENT:
                raise Missing(sha256) from error
            raise Unreachable(str(error)) from error
        except BotoCoreError as error:
            raise Unreachable(str(error)) from error

    def intake(self) -> BinaryIO:
        """A temporary file: a bucket takes whole objects."""
        return TemporaryFile()

    def put(self, sha256: str, file: BinaryIO) -> None:
        """One conditional PUT: of two at once one wins, and the other finds the same bytes."""
        length = file.seek(0, 2)
        file.seek(0)
        with self._speaking(sha256):
            try:
                self.client.put_object(
                    Bucket=self.bucket, Key=self._key(sha256), Body=file, IfNoneMatch="*", Metadata={"sha256": sha256}
                )
            except ClientError as error:
                if error.response["Error"]["Code"] not in STANDS:
                    raise
        if self.size(sha256) != length:
            raise Unreachable(f"{sha256}: stored with another size")

    def open(self, sha256: str, start: int = 0, length: int | None = None) -> BinaryIO:
        """The body of the object, from start."""
        wanted = {}
        if start or length is not None:
            wanted["Range"] = f"bytes={start}-" + ("" if length is None else str(start + length - 1))
        with self._speaking(sha256):
            return self.client.get_object(Bucket=self.bucket, Key=self._key(sha256), **wanted)["Body"]

    def size(self, sha256: str) -> int:
        """Bytes of the object."""
        with self._speaking(sha256):
            return self.client.head_object(Bucket=self.bucket, Key=self._key(sha256))["ContentLength"]

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
            Params={"Bucket": self.bucket, "Key": self._key(sha256), "ResponseContentDisposition": disposition},
            ExpiresIn=seconds,
        )

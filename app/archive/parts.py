"""Files on their way in parts, for poor lines: what has come stays here for a day, and the sending goes on from there.

A file is known by who sends it and by its SHA-256, which the sender says first and which is compared at the end. So two
tabs that send the same file write the same bytes to the same places, and nothing has to be locked.
"""

import os
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BufferedReader
from pathlib import Path

from flask import Request, current_app

from app.archive.intake import Intake, intakes_of
from storage import Unreachable
from storage.speaking import Staged, speaking

PART_LIMIT = 4 * 1024 * 1024
KEPT_FOR = timedelta(days=1)
ASKED_AGAIN = timedelta(minutes=10)
AT_ONCE = 4  # files that one person may have begun; the oldest goes
CHUNK = 64 * 1024
DIGEST = re.compile(r"[0-9a-f]{64}")


class Parts:
    """A folder of files that have come as far as they have; the name says whose, which, and when it was begun."""

    def __init__(self, folder: Path):
        self.folder = folder

    def _of(self, owner: int, sha256: str = "*") -> list[Path]:
        return sorted(self.folder.glob(f"{owner}-{sha256}-*"), key=lambda path: path.stat().st_mtime)

    def find(self, owner: int, sha256: str) -> Path | None:
        """The file of this person with this digest, as far as it has come."""
        return next(iter(self._of(owner, sha256)), None)

    def offset(self, owner: int, sha256: str) -> int:
        """How many bytes have come."""
        with speaking("parts", Unreachable):
            found = self.find(owner, sha256)
            return found.stat().st_size if found else 0

    def write(self, owner: int, sha256: str, at: int, stream: BufferedReader, now: datetime) -> int:
        """Put the bytes in their place and say how far the file has come; what came before a break stays.

        Bytes beyond a gap are not taken: the answer says where to go on. Raises Full or Unreachable.
        """
        with speaking("parts", Unreachable):
            if at > self.offset(owner, sha256):
                return self.offset(owner, sha256)
            path = self.find(owner, sha256) or self._begin(owner, sha256, now)
            file = Staged(path.open("r+b", buffering=0))
        with file:
            file.seek(at)
            while piece := stream.read1(CHUNK):
                file.write(piece)
        return self.offset(owner, sha256)

    def _begin(self, owner: int, sha256: str, now: datetime) -> Path:
        self.folder.mkdir(parents=True, exist_ok=True)
        for old in self._of(owner)[: -(AT_ONCE - 1)]:
            old.unlink(missing_ok=True)
        path = self.folder / f"{owner}-{sha256}-{int(now.timestamp())}"
        path.touch(mode=0o600)
        return path

    def whole(self, owner: int, sha256: str, request: Request) -> Intake | None:
        """An intake with all the bytes, thrown away with its request unless published; None when they are others.

        Raises Unreachable when they can't be read; what the archive can't take is told by the intake.
        """
        found = self.find(owner, sha256)
        if found is None:
            return None
        intake = Intake()
        intakes_of(request).append(intake)
        with speaking("parts", Unreachable), found.open("rb") as kept:
            shutil.copyfileobj(kept, intake, CHUNK)
        if intake.sha256 != sha256:
            found.unlink(missing_ok=True)
            return None
        return intake

    def begun_at(self, owner: int, sha256: str) -> datetime | None:
        """When the first of its bytes came (U14): whoever knew the digest had the file."""
        found = self.find(owner, sha256)
        return datetime.fromtimestamp(int(found.name.rpartition("-")[2]), UTC) if found else None

    def let_go(self, owner: int, sha256: str) -> None:
        """Keep it for ASKED_AGAIN only: an answer that was lost is asked for again, and then its bytes are here."""
        found = self.find(owner, sha256)
        if found:
            left = datetime.now(UTC) - KEPT_FOR + ASKED_AGAIN
            os.utime(found, (left.timestamp(),) * 2)

    def forgotten(self, now: datetime) -> Iterator[Path]:
        """What nobody has touched for a day."""
        for path in self.folder.glob("*-*-*"):
            if now - datetime.fromtimestamp(path.stat().st_mtime, UTC) > KEPT_FOR:
                yield path


def parts() -> Parts:
    """Those of this house."""
    return Parts(Path(current_app.config["SETTINGS"].parts))

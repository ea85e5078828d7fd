"""A package before any byte of it: what it promises, line by line, and what of that can't be had. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property

from app.packages.naming import apart

INCOMPLETE = "НЕПОЛНЫЙ"


@dataclass(frozen=True)
class Line:
    """One thing of the package: a file of the archive, a link, or what should be there and is not, with the reason.

    `path` is where it lies in the package; `original` is the name under which it was handed in.
    """

    path: str
    town: str
    code: str
    school: str
    title: str
    version: str = ""
    state: str = ""
    brought: str = ""
    original: str = ""
    url: str = ""
    sha256: str = ""
    size: int = 0
    why: str = ""

    @property
    def lacks(self) -> bool:
        """It is promised and can't be had."""
        return bool(self.why)

    @property
    def is_file(self) -> bool:
        """Bytes of the archive stand for it."""
        return bool(self.sha256) and not self.why


@dataclass(frozen=True)
class Package:
    """`title` names it, `sender` hands it over, `at` is the moment that it shows."""

    title: str
    sender: str
    at: datetime
    lines: tuple[Line, ...]

    @cached_property
    def files(self) -> list[Line]:
        """What has bytes."""
        return [line for line in self.lines if line.is_file]

    @cached_property
    def lacking(self) -> list[Line]:
        """What is promised and not there."""
        return [line for line in self.lines if line.lacks]

    @property
    def size(self) -> int:
        """Bytes of all its files."""
        return sum(line.size for line in self.files)

    @property
    def name(self) -> str:
        """What it is called: an incomplete one says so before anything else."""
        return f"{INCOMPLETE} {self.title}" if self.lacking else self.title


def placed(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The same lines, no two of them in one place."""
    kept = tuple(lines)
    return tuple(replace(line, path=path) for line, path in zip(kept, apart(one.path for one in kept), strict=True))

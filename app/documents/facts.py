"""What follows from the facts of a document, whoever holds them: its row or plain values of it. Pure."""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Verdict(Protocol):
    """A decision about one version."""

    @property
    def verdict(self) -> str:
        """What it says."""


Said = TypeVar("Said", bound=Verdict)


def audience_of(state: str, on_behalf: bool) -> str:
    """The row of app/audience.py for a document; what was sent once is never a draft again."""
    if state != "draft":
        return "document:sent"
    return "document:on_behalf" if on_behalf else "document:draft"


def audience_of_version(standing: str, examined: bool, on_behalf: bool) -> str:
    """The row for a version by its standing: that of today, or the one of a moment that is looked at."""
    if standing == "draft":
        return "version:on_behalf" if on_behalf else "version:draft"
    return "version:examined" if standing == "withdrawn" and examined else f"version:{standing}"


def gone_of(asked: int, state: str, standing_number: int | None, seen: Iterable[int]) -> int | None:
    """The version asked about last, when the reader does not see it and no older one was kept instead of it."""
    kept = state == "approved" and standing_number is not None
    return asked if asked and asked not in set(seen) and not kept else None


def last_return(state: str, decisions: Sequence[Said]) -> Said | None:
    """The return that the school has to answer, while it is open."""
    last = decisions[-1] if decisions else None
    return last if last and last.verdict == "return" and state != "approved" else None


def opened(state: str, decisions: Sequence[Said]) -> Said | None:
    """Who opened an approved document for a new version, and why, until a version comes."""
    return decisions[-1] if state == "reopened" and decisions else None

"""A document of a school as plain values: what its reader sees of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from app.documents.facts import audience_of_version


class Edition(NamedTuple):
    """A version."""

    document_id: int
    number: int
    uploaded_at: datetime
    standing: str
    examined: bool
    on_behalf: bool

    @property
    def audience(self) -> str:
        """As `Version.audience`."""
        return audience_of_version(self.standing, self.examined, self.on_behalf)


class Word(NamedTuple):
    """A decision about one version, with how many of its remarks are open."""

    document_id: int
    verdict: str
    remark: str
    decided_at: datetime
    number: int
    left: int


@dataclass(frozen=True)
class Paper:
    """A document with what its reader sees of it."""

    id: int
    kind: str
    key: str
    state: str
    state_since: datetime
    standing_number: int | None
    versions: Sequence[Edition]
    decisions: Sequence[Word]
    gone: int | None

    @property
    def stands(self) -> bool:
        """As `Document.stands`."""
        return self.state == "approved" or self.standing_number is not None

    @property
    def latest(self) -> Edition | None:
        """The newest version, sent or not."""
        return self.versions[-1] if self.versions else None

    @property
    def approved(self) -> Edition | None:
        """The version that stands while a newer one is made or decided."""
        return next((one for one in self.versions if one.number == self.standing_number), None)

"""A document of a school as plain values: what its reader sees of it. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from app.documents.facts import audience_of_version
from app.kernel.calendar import is_late


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


class Filed(NamedTuple):
    """A document of a list; `begun_at` of the version that counts."""

    id: int
    participation_id: int
    kind: str
    school_risk_id: int | None
    window_id: int | None
    state: str
    state_since: datetime
    standing_number: int | None
    begun_at: datetime | None

    @property
    def key(self) -> str:
        """Of its slot."""
        parts = (self.kind, self.school_risk_id, self.window_id)
        return "-".join(str(part) for part in parts if part is not None)

    @property
    def stands(self) -> bool:
        """As `Document.stands`."""
        return self.state == "approved" or self.standing_number is not None

    def late_for(self, due_on: date) -> bool:
        """As `Document.late_for`."""
        return self.begun_at is not None and is_late(self.begun_at, due_on)


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

"""How far a school is from its profile to its activated directions. Pure: the factors in, numbers out."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol


class Factor(Protocol):
    """A factor of the profile, as the row of the table or as plain values of it."""

    @property
    def state(self) -> str:
        """How it stands by app/year/profile/workflow.py."""

    @property
    def activated_at(self) -> datetime | None:
        """Since when its direction is activated."""


class WithFactors(Protocol):
    """A school in the year."""

    @property
    def risks(self) -> Sequence[Factor]:
        """The factors that its profile names."""


class Way:
    """A base of what knows its `school`: how many factors there are, verified and activated."""

    school: WithFactors

    @property
    def factors(self) -> int:
        """How many factors the profile names."""
        return len(self.school.risks)

    @property
    def verified(self) -> int:
        """How many of them the curator has answered about."""
        return sum(risk.state != "in_profile" for risk in self.school.risks)

    @property
    def activated(self) -> int:
        """How many directions are activated now."""
        return sum(risk.activated_at is not None for risk in self.school.risks)

    @property
    def settled(self) -> bool:
        """True when the profile is verified whole and at least one direction is activated (item 10)."""
        return 0 < self.factors == self.verified and self.activated > 0

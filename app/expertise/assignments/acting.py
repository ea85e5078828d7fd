"""Who acts for a school at a moment: the one assigned, or the one who stands in. Pure: rows and a moment in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from app.directory.models import Person
from app.expertise.assignments.models import Assignment, Substitution
from app.kernel.as_of import AsOf


@dataclass(frozen=True)
class Acting:
    """The reviewer of a school at a moment; `instead_of` is whose school it is when somebody stands in."""

    assignment: Assignment
    reviewer: Person
    substitution: Substitution | None = None

    @property
    def instead_of(self) -> Person | None:
        """The absent one."""
        return self.substitution.absent if self.substitution else None


class Span(Protocol):
    """An assignment, as the row of the table or as plain values of it."""

    @property
    def since(self) -> datetime:
        """Its first moment."""

    @property
    def until(self) -> datetime | None:
        """Its end, which is no longer in it."""


class Leave(Protocol):
    """The days on which somebody stands in."""

    @property
    def starts_on(self) -> date:
        """The first."""

    @property
    def ends_on(self) -> date:
        """The last, inclusive."""

    @property
    def made_at(self) -> datetime:
        """When it was written down."""

    @property
    def recalled_at(self) -> datetime | None:
        """When it was recalled."""


def holds(assignment: Span, as_of: AsOf) -> bool:
    """True from the first moment of the assignment to the last one, which is no longer in it."""
    return as_of.holds(assignment.since) and not (assignment.until and as_of.holds(assignment.until))


def stands(substitution: Leave, as_of: AsOf) -> bool:
    """True on its days in Moscow, both inclusive, from when it was made until it was recalled."""
    recalled = substitution.recalled_at is not None and as_of.holds(substitution.recalled_at)
    in_days = substitution.starts_on <= as_of.day <= substitution.ends_on
    return as_of.holds(substitution.made_at) and in_days and not recalled


def acting(assignments: Iterable[Assignment], substitutions: Iterable[Substitution], as_of: AsOf) -> list[Acting]:
    """One for each assignment that holds at the moment, in its order."""
    away = {one.absent_id: one for one in substitutions if stands(one, as_of)}
    return [_of(one, away.get(one.reviewer_id)) for one in assignments if holds(one, as_of)]


def _of(assignment: Assignment, substitution: Substitution | None) -> Acting:
    if substitution is None:
        return Acting(assignment, assignment.reviewer)
    return Acting(assignment, substitution.substitute, substitution)

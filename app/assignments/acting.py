"""Who acts for a school at a moment: the one assigned, or the one who stands in. Pure: rows and a moment in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from app.assignments.models import Assignment, Substitution
from app.directory.models import Person
from app.kernel.clock import local


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


def holds(assignment: Assignment, at: datetime) -> bool:
    """True from the first moment of the assignment to the last one, which is no longer in it."""
    return assignment.since <= at and (assignment.until is None or at < assignment.until)


def stands(substitution: Substitution, at: datetime) -> bool:
    """True on its days in Moscow, both inclusive, from when it was made until it was recalled."""
    recalled = substitution.recalled_at is not None and substitution.recalled_at <= at
    in_days = substitution.starts_on <= local(at).date() <= substitution.ends_on
    return substitution.made_at <= at and in_days and not recalled


def acting(assignments: Iterable[Assignment], substitutions: Iterable[Substitution], at: datetime) -> list[Acting]:
    """One for each assignment that holds at the moment, in its order."""
    away = {one.absent_id: one for one in substitutions if stands(one, at)}
    return [_of(one, away.get(one.reviewer_id)) for one in assignments if holds(one, at)]


def _of(assignment: Assignment, substitution: Substitution | None) -> Acting:
    if substitution is None:
        return Acting(assignment, assignment.reviewer)
    return Acting(assignment, substitution.substitute, substitution)

"""The load of each reviewer of a round: active, done, left, mean days from the freeze to a result."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from flask import current_app

from app.expertise.assignments.year_rows import Reviewer
from app.year.cycle.models import Stage


@dataclass(frozen=True)
class Work:
    """What is done about a school in a round: documents to examine, those that wait, and who recorded what when."""

    documents: int = 0
    left: int = 0
    results: tuple[tuple[int, datetime], ...] = ()


@dataclass(frozen=True)
class Progress:
    """A stage so far: when its set was fixed, and the work by place in the year."""

    frozen_at: datetime | None = None
    schools: Mapping[int, Work] = field(default_factory=dict)

    def left_of(self, participation_id: int) -> int:
        """Documents of the school that wait; a school without a line in the set waits for nothing."""
        work = self.schools.get(participation_id)
        return work.left if work else 0


@dataclass(frozen=True)
class Load:
    """A reviewer in a stage. `mean_days` has one decimal; None until there is a result."""

    reviewer: Reviewer
    active: int
    done: int
    mean_days: Decimal | None

    @property
    def left(self) -> int:
        """Schools with something to examine."""
        return self.active - self.done


def progress_of(stage: Stage) -> Progress:
    """The work so far; the feature that keeps results brings the measure (app/expertise)."""
    return current_app.extensions["progress_of_stage"](stage)


def loads(people: Iterable[Reviewer], acting: Mapping[int, int], progress: Progress) -> list[Load]:
    """One for each reviewer, in their order; `acting` is place in the year → who acts there, by id.

    A school is done when its set is fixed and nothing of it waits.
    """
    places, moments = defaultdict(list), defaultdict(list)
    for place, person_id in acting.items():
        places[person_id].append(place)
    for work in progress.schools.values():
        for person_id, at in work.results:
            moments[person_id].append(at)
    return [_load(person, places[person.id], moments[person.id], progress) for person in people]


def _load(person: Reviewer, own: list[int], moments: list[datetime], progress: Progress) -> Load:
    done = sum(not progress.left_of(one) for one in own) if progress.frozen_at else 0
    return Load(person, len(own), done, _mean_days(moments, progress.frozen_at))


def _mean_days(moments: list[datetime], frozen_at: datetime | None) -> Decimal | None:
    if not moments or frozen_at is None:
        return None
    seconds = sum((moment - frozen_at).total_seconds() for moment in moments) / len(moments)
    return Decimal(int(seconds * 10 / 86400)) / 10

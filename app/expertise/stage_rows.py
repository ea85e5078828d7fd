"""The stages of a year as plain rows: what pages show of them before anything of their sets."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple, TypeVar

from sqlalchemy import bindparam, func, select

from app.expertise.models import Freeze, FrozenItem, Publication, PublicationWithdrawal, Result
from app.journal.kept import kept
from app.kernel.reads import Read
from app.year.cycle.models import Stage


class StageRow(NamedTuple):
    """A stage of expertise; `published_at`: schools may see its results since then."""

    id: int
    number: int
    due_on: date
    grace_days: int
    publish_on: date | None
    frozen_at: datetime | None
    published_at: datetime | None
    publications: int  # those that were taken back among them

    @property
    def last_on(self) -> date:
        """As `Stage.last_on`."""
        return self.due_on + timedelta(days=self.grace_days)


_WITHDRAWN = select(PublicationWithdrawal.id).where(PublicationWithdrawal.publication_id == Publication.id)
_STANDS = ~_WITHDRAWN.exists()
_every = Publication.__table__.alias()
_PUBLICATIONS = select(func.count(_every.c.id)).where(_every.c.stage_id == Stage.id).correlate(Stage).scalar_subquery()
STAGES = Read(
    StageRow,
    select(Stage.id, Stage.number, Stage.due_on, Stage.grace_days, Stage.publish_on)
    .add_columns(Freeze.frozen_at, Publication.published_at, _PUBLICATIONS.label("publications"))
    .outerjoin(Freeze, Freeze.stage_id == Stage.id)
    .outerjoin(Publication, (Publication.stage_id == Stage.id) & _STANDS)
    .where(Stage.cycle_id == bindparam("cycle_id"))
    .order_by(Stage.number),
)
# Whether anybody has said anything of a school since one of its stages was published.
SAID_SINCE = Read(
    int,
    select(Result.id)
    .join(FrozenItem, FrozenItem.id == Result.frozen_item_id)
    .join(Publication, (Publication.stage_id == FrozenItem.stage_id) & _STANDS)
    .where(FrozenItem.participation_id == bindparam("school"))
    .where(Result.recorded_at > Publication.published_at, Result.recorded_at > bindparam("since"))
    .limit(1),
)


def stages_in(cycle_id: int) -> tuple[StageRow, ...]:
    """The stages of the year, in order; kept as long as nothing happens."""
    return kept("stages", (cycle_id,), lambda: STAGES.all(cycle_id=cycle_id))


def row_of(stage: Stage) -> StageRow:
    """The same of one stage."""
    return next(one for one in stages_in(stage.cycle_id) if one.id == stage.id)


OneStage = TypeVar("OneStage", Stage, StageRow)


def following(stage: OneStage, stages: Iterable[OneStage], today: date) -> OneStage | None:
    """The next stage that has not closed: by its last day what was asked for is to be there."""
    return next((one for one in stages if one.number > stage.number and one.due_on >= today), None)

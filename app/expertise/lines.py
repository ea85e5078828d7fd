"""The frozen lines of a stage as plain values: two statements, whatever the number of schools."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy import select

from app.directory.models import Municipality, Person, School
from app.expertise.models import FrozenItem, Result
from app.extensions import db
from app.kernel.reads import once
from app.year.cycle.models import Participation, Stage


@dataclass(frozen=True, slots=True)
class Word:
    """A revision of what a source said; see models.Result."""

    id: int
    source: str
    revision: int
    verdict: str
    score: Decimal | None
    remarks: str
    withdrawn: bool
    recorded_at: datetime
    reviewer: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the frozen set with its school; the rules of expertise read it as they read Examined."""

    id: int
    participation_id: int
    kind: str
    title: str
    state: str
    sha256: str | None
    asked: bool
    school_id: int
    school: str
    full_name: str
    code: str | None
    municipality_id: int
    municipality: str
    results: list[Word] = field(default_factory=list)

    @property
    def presented(self) -> bool:
        """There is something to examine."""
        return self.sha256 is not None

    @property
    def heard(self) -> list[Word]:
        """The words that the reader may know: all that it holds (seen.py leaves out the others)."""
        return self.results


LINE = (
    FrozenItem.id,
    FrozenItem.participation_id,
    FrozenItem.kind,
    FrozenItem.title,
    FrozenItem.state,
    FrozenItem.sha256,
    FrozenItem.asked,
)
PLACE = (
    School.id.label("school_id"),
    School.short_name.label("school"),
    School.full_name,
    School.code,
    Municipality.id.label("municipality_id"),
    Municipality.name.label("municipality"),
)
WORD = (
    Result.id,
    Result.source,
    Result.revision,
    Result.verdict,
    Result.score,
    Result.remarks,
    Result.withdrawn,
    Result.recorded_at,
    Person.name,
)


@once
def lines_of(stage: Stage, places: tuple[int, ...] | None = None) -> list[Line]:
    """School after school by municipality, each with its words, of all or of these places; empty before the freeze."""
    here = FrozenItem.stage_id == stage.id
    if places is not None:
        here &= FrozenItem.participation_id.in_(places)
    words: dict[int, list[Word]] = defaultdict(list)
    said = select(Result.frozen_item_id, *WORD).join(Result.frozen_item).join(Result.reviewer)
    for frozen_item_id, *word in db.session.execute(said.where(here).order_by(Result.revision)):
        words[frozen_item_id].append(Word(*word))
    found = (
        select(*LINE, *PLACE)
        .join(Participation, Participation.id == FrozenItem.participation_id)
        .join(School, School.id == Participation.school_id)
        .join(Municipality, Municipality.id == School.municipality_id)
        .where(here)
        .order_by(Municipality.position, School.short_name, School.id, FrozenItem.id)
    )
    return [Line(**row._asdict(), results=words[row.id]) for row in db.session.execute(found)]

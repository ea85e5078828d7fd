"""A stage as its page shows it: a page of its schools, and the totals of all of them."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from sqlalchemy import ColumnElement, Select, and_, or_, select, true

from app.directory.models import Municipality, School
from app.directory.narrowing import Narrow
from app.documents.filed import filed
from app.documents.models import Document
from app.documents.queries import CONCEPT
from app.expertise import rules, zones
from app.expertise.counted import Later, Waits, counted, late, standing
from app.expertise.expected import Expected, expected
from app.expertise.lines import Line, Word, lines_of
from app.expertise.models import FrozenItem
from app.expertise.queries import scale_of
from app.expertise.seen import as_seen, hidden
from app.expertise.zones import Mean, Scale
from app.kernel.paging import Asked, Page, read_page
from app.permissions import Actor
from app.year.cycle.listed import listed
from app.year.cycle.models import Participation, Stage
from app.year.cycle.queries import windows_kept


@dataclass(frozen=True)
class SchoolLine:
    """A school in a stage: its documents, frozen or as they stand, and what they come to."""

    id: int
    name: str
    town: str
    lines: Sequence[Line | Expected]
    scale: Scale

    @cached_property
    def outcome(self) -> str:
        """One of rules.OUTCOMES."""
        return zones.school_outcome(self.lines)

    @property
    def because(self) -> str:
        """Why that is its outcome, in words."""
        return zones.because(self.lines, self.scale)

    @cached_property
    def mean(self) -> Mean:
        """Its score in per cent, and what it is of."""
        return zones.score_of(self.lines, self.scale)

    @property
    def score(self) -> Decimal | None:
        """Its score alone."""
        return self.mean.score

    @property
    def documents(self) -> list[Line | Expected]:
        """Its lines, without the one that stands for all of them."""
        return [line for line in self.lines if line.kind != "set"]

    @property
    def presented(self) -> int:
        """How many documents were there."""
        return sum(line.presented for line in self.documents)

    @property
    def first(self) -> Line | Expected | None:
        """The document that its sheet begins with."""
        there = [line for line in self.lines if line.presented]
        return next((line for line in there if line.asked), next((line for line in there if line.kind != "set"), None))

    @cached_property
    def waiting(self) -> list[Line | Expected]:
        """The documents that wait for a result."""
        return [line for line in self.lines if rules.outcome(line) == "not_started"]

    @property
    def last_result(self) -> Word | None:
        """The newest word about the school."""
        words = [word for line in self.lines if isinstance(line, Line) for word in line.heard]
        return max(words, key=lambda word: word.id, default=None)


@dataclass(frozen=True)
class Overview:
    """The page of a stage; without a freeze, its lines are what stands at this moment."""

    freeze: datetime | None
    schools: Sequence[SchoolLine]
    page: Page
    total: int
    documents: int
    late: int = 0
    later: Sequence[Later] = ()
    outcomes: Counter[str] | None = None
    left: Sequence[Waits] = ()
    done: int = 0
    begun: bool = False

    @property
    def totals(self) -> Counter[str]:
        """Schools by outcome; those that are begun and those that are not wait alike."""
        found = Counter(self.outcomes)
        found["waiting"] = found.pop("in_progress", 0) + found.pop("not_started", 0)
        return found


def overview(
    stage: Stage,
    frozen_at: datetime | None,
    reader: Actor,
    narrow: Narrow,
    asked: Asked,
    only: Collection[int] | None = None,
) -> Overview:
    """As its reader may see it; `only` are the places in the year that are listed, None for all."""
    shown = and_(narrow.clause, true() if only is None else Participation.id.in_(only))
    return _fixed(stage, frozen_at, reader, shown, asked) if frozen_at else _standing(stage, shown, asked)


def _fixed(stage: Stage, frozen_at: datetime, reader: Actor, shown: ColumnElement[bool], asked: Asked) -> Overview:
    without, scale = hidden(stage, reader), scale_of(stage)
    every, after = counted(stage, without), late(stage)
    places, page = read_page(_places(stage, shown), asked)
    lines = as_seen(lines_of(stage, tuple(key for key, _, _ in places)), without)
    own = {key: list(group) for key, group in groupby(lines, key=lambda line: line.participation_id)}
    schools = [SchoolLine(key, name, town, own[key], scale) for key, name, town in places]
    return Overview(
        frozen_at,
        schools,
        page,
        every.schools,
        every.documents,
        after.documents,
        after.sendings,
        every.outcomes,
        every.left,
        every.done,
        every.begun,
    )


def _places(stage: Stage, shown: ColumnElement[bool]) -> Select[int, str, str]:
    """The schools of the fixed set, whether or not they still take part."""
    fixed = select(FrozenItem.participation_id).where(FrozenItem.stage_id == stage.id)
    return (
        select(Participation.id, School.short_name, Municipality.name)
        .join(School, School.id == Participation.school_id)
        .join(Municipality, Municipality.id == School.municipality_id)
        .where(Participation.id.in_(fixed), shown)
        .order_by(Municipality.position, School.short_name, School.id)
    )


def _standing(stage: Stage, shown: ColumnElement[bool], asked: Asked) -> Overview:
    """What stands of the schools of the page; their number and that of their documents by SQL."""
    places, page = listed(stage.cycle_id, shown, asked)
    opened, scale = rules.windows_of(stage, windows_kept(stage.cycle_id)), scale_of(stage)
    looked_at = or_(CONCEPT, Document.window_id.in_([one.id for one in opened]))
    found = filed([one.id for one in places], None, looked_at)
    schools = [
        SchoolLine(one.id, one.name, one.town, expected(one, opened, found[one.id], scale), scale) for one in places
    ]
    return Overview(None, schools, page, *standing(stage, looked_at))

"""The remarks that a school has from a stage, one by one: whoever shows or counts them reads them here."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload

from app.expertise import rules
from app.expertise.models import FrozenItem
from app.expertise.reviews.models import ExpertRemark, Review, WordMark
from app.expertise.reviews.queries import ALIVE, counting
from app.expertise.rules import FrozenLine, Spoken
from app.extensions import db
from app.kernel.gaps import gaps, without
from app.kernel.reads import once
from app.kernel.words import pluralize
from app.year.cycle.models import Stage

REMARKS = ("замечание", "замечания", "замечаний")
MENDED = ("fixed", "accepted")
Line = TypeVar("Line")
Frozen = TypeVar("Frozen", bound=FrozenLine[Spoken])


@dataclass(frozen=True, slots=True)
class Told:
    """A remark: of a sheet, or the words that a source gave without one, which are one remark whatever their length.

    `kind` is the ready phrase that it uses, without what was filled in; nothing for own words.
    """

    source: str
    text: str
    place: str = ""
    kind: str = ""
    criterion: str = ""
    mended: bool = False

    @property
    def whole(self) -> str:
        """«Раздел 2: Добавьте данные ВПР.»"""
        return f"{self.place}: {self.text}" if self.place else self.text


@dataclass(frozen=True)
class Words(Generic[Line]):
    """What a source says of a line without a sheet: a remark with the life of one.

    Beside the verdict «Принято» it asks for nothing (`asks`): it is read, and nobody has to mend it.
    """

    line: Line
    source: str
    text: str
    mark: WordMark | None = None
    asks: bool = True

    @property
    def state(self) -> str:
        """One of the states of a remark."""
        return self.mark.state if self.mark else "open"

    @property
    def alive(self) -> bool:
        """It is to be mended, and nobody has accepted it yet."""
        return self.asks and self.state in ALIVE

    @cached_property
    def digest(self) -> str:
        """By what its mark is known."""
        return digest_of(self.text)

    @property
    def told(self) -> Told:
        """As it is counted."""
        return Told(self.source, self.text, mended=self.state in MENDED)


def digest_of(text: str) -> str:
    """SHA-256 of the words."""
    return hashlib.sha256(text.encode()).hexdigest()


Marks = Mapping[tuple[int, str, str], WordMark]


@dataclass(frozen=True)
class OfStage:
    """The remarks of the sheets of a stage by line, the lines whose regional word comes from a sheet, the marks."""

    rows: dict[int, list[Told]]
    by_sheet: frozenset[int]
    marks: Marks = field(default_factory=dict)

    def to(self, line: FrozenLine[Spoken]) -> tuple[Told, ...]:
        """What both sources ask for: of the sheet as it was written, of words past it as they are."""
        return (*self.rows.get(line.id, ()), *(words.told for words in self.past(line)))

    def past(self, line: Frozen) -> list[Words[Frozen]]:
        """What each source says of the line besides the remarks of its sheet."""
        words = rules.current(line)
        said = {source: word.remarks for source, word in words.items()}
        if line.id in self.by_sheet:
            said.pop("regional", None)
        if "regional" in said:
            said["regional"] = _besides(said["regional"], self.rows.get(line.id, ()))
        marks = {source: self.marks.get((line.id, source, digest_of(text))) for source, text in said.items()}
        asks = {source: word.verdict != "ok" for source, word in words.items()}
        return [Words(line, source, text, marks[source], asks[source]) for source, text in said.items() if text]


NONE = OfStage({}, frozenset())


@once
def of_stage(stage: Stage, participation_id: int | None = None, without: Collection[int] = ()) -> OfStage:
    """Of all schools or of one, in three statements; nothing of the lines that a reader may not see."""
    here = (FrozenItem.stage_id == stage.id) & FrozenItem.id.not_in(without)
    if participation_id is not None:
        here &= FrozenItem.participation_id == participation_id
    return of_lines(here)


def of_lines(*where: ColumnElement[bool]) -> OfStage:
    """Of the lines that these clauses on Examined choose."""
    standing = select(ExpertRemark).join(ExpertRemark.frozen_item).options(joinedload(ExpertRemark.bank))
    standing = standing.where(*where, ExpertRemark.state != "dropped").order_by(ExpertRemark.id)
    rows = defaultdict(list)
    for one in db.session.scalars(standing):
        rows[one.frozen_item_id].append(_told(one))
    sheets = counting().join(FrozenItem, FrozenItem.id == Review.frozen_item_id).where(*where)
    marks = db.session.scalars(select(WordMark).join(WordMark.frozen_item).where(*where))
    return OfStage(
        rows,
        frozenset(db.session.scalars(sheets.with_only_columns(Review.frozen_item_id))),
        {(one.frozen_item_id, one.source, one.digest): one for one in marks},
    )


def _besides(text: str, found: Iterable[Told]) -> str:
    """What words say besides the remarks that stand as such: nothing, when they were put together from these."""
    for one in sorted(found, key=lambda one: -len(one.whole)):  # one remark may be the beginning of another
        text = text.replace(one.whole, "")
    return text.strip()


def _told(remark: ExpertRemark) -> Told:
    ready = remark.bank.text if remark.bank and gaps(remark.bank.text) else remark.phrase
    mended = remark.state in MENDED
    return Told("regional", remark.words, remark.place, without(ready), remark.criterion.title, mended)


def of_source(remarks: Iterable[Told], source: str) -> list[Told]:
    """Those of one source: the two are never counted together."""
    return [one for one in remarks if one.source == source]


def said_count(remarks: Sequence[Told]) -> str:
    """«10 замечаний, и федерального координатора к 2 документам», or nothing."""
    regional, federal = len(of_source(remarks, "regional")), len(of_source(remarks, "federal"))
    theirs = f"федерального координатора к\u00a0{pluralize(federal, 'документу', 'документам', 'документам')}"
    if not federal:
        return pluralize(regional, *REMARKS) if regional else ""
    return f"{pluralize(regional, *REMARKS)} и\u00a0{theirs}" if regional else f"замечания {theirs}"

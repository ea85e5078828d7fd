"""THE figures of a stage, from its frozen set alone: pages, XLSX, note and order show these and count nothing. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from app.expertise import rules, zones
from app.expertise.lines import Line, Word
from app.expertise.reviews.told import NONE, OfStage, Told, of_source
from app.expertise.zones import ALIKE, Mean, Scale

WORSE_TO_BETTER = ("grey", "red", "yellow", "green")


@dataclass(frozen=True)
class DocumentFigures:
    """A line of the set and what both sources say of it; `difference` is '', 'verdict' or 'score'."""

    line: Line
    regional: Word | None
    federal: Word | None

    @property
    def outcome(self) -> str:
        """The verdict that counts."""
        return rules.outcome(self.line)

    @property
    def difference(self) -> str:
        """How the two sources part; a score that one of them has not given parts nothing."""
        one, other = self.regional, self.federal
        if one is None or other is None:
            return ""
        if one.verdict != other.verdict:
            return "verdict"
        return "score" if None not in (one.score, other.score) and one.score != other.score else ""

    @property
    def gap(self) -> Decimal | None:
        """The federal score less the regional one, in per cent points."""
        regional = self.regional.score if self.regional else None
        federal = self.federal.score if self.federal else None
        return None if regional is None or federal is None else federal - regional


@dataclass(frozen=True)
class SchoolFigures:
    """A school in a stage; `before` is the same school in the stage before, when it stood there."""

    documents: tuple[DocumentFigures, ...]
    scale: Scale = ALIKE
    remarks: tuple[Told, ...] = ()
    before: "SchoolFigures | None" = None

    @cached_property
    def line(self) -> Line:
        """Any of its lines: they say where it is."""
        return self.documents[0].line

    @cached_property
    def lines(self) -> list[Line]:
        """All of its lines."""
        return [one.line for one in self.documents]

    @cached_property
    def outcome(self) -> str:
        """The worst of its documents."""
        return zones.school_outcome(self.lines)

    @cached_property
    def zone(self) -> str:
        """A colour, or '' while something waits for a word."""
        return zones.zone(self.lines)

    @cached_property
    def because(self) -> str:
        """Why it is in that zone, in words."""
        return zones.because(self.lines, self.scale)

    @cached_property
    def mean(self) -> Mean:
        """Its score and what that is of."""
        return zones.score_of(self.lines, self.scale)

    @cached_property
    def score(self) -> Decimal | None:
        """Its score alone."""
        return self.mean.score

    @cached_property
    def owed(self) -> list[DocumentFigures]:
        """Its documents, without the line that stands for all of them together."""
        return [one for one in self.documents if one.line.kind != "set"]

    @cached_property
    def activated(self) -> int:
        """Directions that the frozen set knows: one anti-risk programme each."""
        return len({one.line.title for one in self.documents if one.line.kind == "antirisk"})

    @cached_property
    def approved(self) -> int:
        """Documents that the curator had confirmed by the day."""
        return sum(one.line.state == "approved" for one in self.owed)

    @cached_property
    def required(self) -> int:
        """Documents that were owed."""
        return len(self.owed)

    @cached_property
    def presented(self) -> int:
        """Documents that were there."""
        return sum(one.line.presented for one in self.owed)

    @cached_property
    def sheets(self) -> int:
        """Lines that are there and asked about: a sheet is filled in for each, also for the kit as a whole."""
        return sum(one.line.asked and one.line.presented for one in self.documents)

    @cached_property
    def left(self) -> int:
        """Of its sheets those that wait for a word."""
        return sum(one.outcome == "not_started" for one in self.documents)

    @cached_property
    def confirmed(self) -> bool:
        """All that is owed was there and confirmed."""
        return 0 < self.required <= self.approved

    @cached_property
    def differences(self) -> int:
        """Documents about which the sources part."""
        return sum(bool(one.difference) for one in self.documents)

    @cached_property
    def regional_remarks(self) -> int:
        """How many remarks ОИРО has."""
        return len(of_source(self.remarks, "regional"))

    @cached_property
    def federal_remarks(self) -> int:
        """To how many documents the federal coordinator has remarks."""
        return len(of_source(self.remarks, "federal"))

    @cached_property
    def asked(self) -> frozenset[tuple[str, str]]:
        """What the sheet of the stage looked at."""
        return frozenset((line.kind, line.title) for line in self.lines if line.asked)

    @cached_property
    def change(self) -> str:
        """better · worse · same than the stage before, by zone and then by score; unlike, when the two stages looked at
        different things; '' with nothing to compare."""
        if self.before is None or not self.zone or not self.before.zone:
            return ""
        if self.asked != self.before.asked:
            return "unlike"
        mine, was = (_rank(one) for one in (self, self.before))
        return "better" if mine > was else "worse" if mine < was else "same"


def _rank(school: SchoolFigures) -> tuple[int, Decimal]:
    return WORSE_TO_BETTER.index(school.zone), school.score or Decimal(0)


@dataclass(frozen=True)
class Figures:
    """A stage, or what is shown of it."""

    schools: tuple[SchoolFigures, ...]

    @cached_property
    def zones(self) -> Counter:
        """Schools by zone; '' are those that wait."""
        return Counter(school.zone for school in self.schools)

    @cached_property
    def changes(self) -> Counter:
        """Schools by what became of them since the stage before."""
        return Counter(school.change for school in self.schools)

    @cached_property
    def documents(self) -> list[DocumentFigures]:
        """All lines, school after school."""
        return [one for school in self.schools for one in school.documents]

    @cached_property
    def differing(self) -> list[DocumentFigures]:
        """The lines about which the sources part."""
        return [one for one in self.documents if one.difference]

    @cached_property
    def both(self) -> int:
        """The lines about which both sources have spoken."""
        return sum(one.regional is not None and one.federal is not None for one in self.documents)

    @cached_property
    def sheets(self) -> int:
        """The lines that are there and asked about."""
        return sum(school.sheets for school in self.schools)

    @cached_property
    def left(self) -> int:
        """The lines that wait for a word."""
        return sum(school.left for school in self.schools)

    @cached_property
    def confirmed(self) -> int:
        """Schools with all that is owed confirmed."""
        return sum(school.confirmed for school in self.schools)

    @cached_property
    def presented(self) -> int:
        """Documents that were there."""
        return sum(school.presented for school in self.schools)

    @cached_property
    def rated(self) -> int:
        """Schools with a score and nothing left to examine: the mean is of these."""
        return sum(school.score is not None for school in self._done)

    @cached_property
    def mean(self) -> Decimal | None:
        """The mean of the scores of the schools that are done, each as much as another, cut down."""
        return zones.mean(school.score for school in self._done)

    @cached_property
    def with_federal(self) -> int:
        """Schools whose score holds one of the federal coordinator."""
        return sum(school.mean.federal > 0 for school in self.schools)

    @cached_property
    def with_unscored(self) -> int:
        """Schools with a score that leaves out a document without one."""
        return sum(school.mean.unscored > 0 for school in self.schools)

    @cached_property
    def consulted(self) -> list[int]:
        """The numbers, from 1, of the schools that are to have «адресные консультации»."""
        return [at for at, school in enumerate(self.schools, 1) if school.zone in zones.CONSULTED]

    @cached_property
    def remarks(self) -> list[Told]:
        """The remarks of all, school after school."""
        return [one for school in self.schools for one in school.remarks]

    @cached_property
    def _done(self) -> list[SchoolFigures]:
        return [school for school in self.schools if school.zone]

    @cached_property
    def towns(self) -> list[tuple[str, "Figures"]]:
        """Each municipality and its own figures, in the order of the schools."""
        grouped = groupby(self.schools, key=lambda school: school.line.municipality)
        return [(name, Figures(tuple(own))) for name, own in grouped]


@dataclass(frozen=True)
class Set:
    """The frozen lines of a stage, what its sheet weighs, and the remarks of its sheets."""

    lines: Sequence[Line]
    scale: Scale = ALIKE
    remarks: OfStage = NONE


def figures(now: Set, before: Set | None = None) -> Figures:
    """The figures of a stage and, school by school, of the stage before it."""
    stood = {school.line.school_id: school for school in _schools(before, {})} if before else {}
    return Figures(tuple(_schools(now, stood)))


def _schools(found: Set, stood: Mapping[int, SchoolFigures]) -> Iterable[SchoolFigures]:
    for school_id, own in groupby(found.lines, key=lambda line: line.school_id):
        mine = list(own)
        documents = tuple(map(_document, mine))
        remarks = tuple(told for line in mine for told in found.remarks.to(line))
        yield SchoolFigures(documents, found.scale, remarks, stood.get(school_id))


def _document(line: Line) -> DocumentFigures:
    words = rules.current(line)
    return DocumentFigures(line, words.get("regional"), words.get("federal"))


def narrowed(found: Figures, zone: str = "", municipality_id: int = 0, differing: bool = False) -> Figures:
    """The schools of a zone («wait» are those without one), of a place, with differences alone."""
    if not (zone or municipality_id or differing):
        return found
    wanted = "" if zone == "wait" else zone
    kept = (school for school in found.schools if not zone or school.zone == wanted)
    kept = (school for school in kept if not municipality_id or school.line.municipality_id == municipality_id)
    if not differing:
        return replace(found, schools=tuple(kept))
    return replace(found, schools=tuple(school for school in kept if school.differences))

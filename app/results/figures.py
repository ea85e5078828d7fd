"""THE figures of a round, from its frozen set alone: pages, XLSX, note and order show these and count nothing. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from app.expertise import rules
from app.expertise.lines import Line, Word

# domain.md §5; whatever has no verdict yet is in no zone.
ZONES = {"ok": "green", "ok_with_remarks": "yellow", "needs_work": "red", "absent": "grey"}
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
        if self.regional is None or self.federal is None or None in (self.regional.score, self.federal.score):
            return None
        return self.federal.score - self.regional.score


@dataclass(frozen=True)
class SchoolFigures:
    """A school in a round; `before` is the same school in the round before, when it stood there."""

    documents: tuple[DocumentFigures, ...]
    outcome: str
    score: Decimal | None
    before: "SchoolFigures | None" = None

    @property
    def line(self) -> Line:
        """Any of its lines: they say where it is."""
        return self.documents[0].line

    @property
    def zone(self) -> str:
        """One of ZONES, or '' while something waits for a word."""
        return ZONES.get(self.outcome, "")

    @property
    def owed(self) -> list[DocumentFigures]:
        """Its documents, without the line that stands for all of them together."""
        return [one for one in self.documents if one.line.kind != "set"]

    @property
    def activated(self) -> int:
        """Directions that the frozen set knows: one anti-risk programme each."""
        return len({one.line.title for one in self.documents if one.line.kind == "antirisk"})

    @property
    def approved(self) -> int:
        """Documents that the curator had confirmed by the day."""
        return sum(one.line.state == "approved" for one in self.owed)

    @property
    def required(self) -> int:
        """Documents that were owed."""
        return len(self.owed)

    @property
    def presented(self) -> int:
        """Documents that were there."""
        return sum(one.line.presented for one in self.owed)

    @property
    def left(self) -> int:
        """Documents that wait for a word."""
        return sum(one.outcome == "not_started" for one in self.documents)

    @property
    def confirmed(self) -> bool:
        """All that is owed was there and confirmed."""
        return 0 < self.required <= self.approved

    @property
    def differences(self) -> int:
        """Documents about which the sources part."""
        return sum(bool(one.difference) for one in self.documents)

    @property
    def remarks(self) -> tuple[str, ...]:
        """What the words that count ask for, each once."""
        said = (rules.said(one.line) for one in self.documents)
        return tuple(dict.fromkeys(word.remarks for word in said if word and word.remarks))

    @property
    def remarked(self) -> int:
        """How many those remarks are, a line each."""
        return sum(len(text.splitlines()) for text in self.remarks)

    @property
    def change(self) -> str:
        """better · worse · same than the round before, by zone and then by score; '' with nothing to compare."""
        if self.before is None or not self.zone or not self.before.zone:
            return ""
        mine, was = (_rank(one) for one in (self, self.before))
        return "better" if mine > was else "worse" if mine < was else "same"


def _rank(school: SchoolFigures) -> tuple[int, Decimal]:
    return WORSE_TO_BETTER.index(school.zone), school.score or Decimal(0)


@dataclass(frozen=True)
class Figures:
    """A round, or what is shown of it."""

    schools: tuple[SchoolFigures, ...]

    @cached_property
    def zones(self) -> Counter:
        """Schools by zone; '' are those that wait."""
        return Counter(school.zone for school in self.schools)

    @cached_property
    def changes(self) -> Counter:
        """Schools by what became of them since the round before."""
        return Counter(school.change for school in self.schools)

    @property
    def documents(self) -> list[DocumentFigures]:
        """All lines, school after school."""
        return [one for school in self.schools for one in school.documents]

    @property
    def differing(self) -> list[DocumentFigures]:
        """The lines about which the sources part."""
        return [one for one in self.documents if one.difference]

    @property
    def both(self) -> int:
        """The lines about which both sources have spoken."""
        return sum(one.regional is not None and one.federal is not None for one in self.documents)

    @property
    def left(self) -> int:
        """The lines that wait for a word."""
        return sum(school.left for school in self.schools)

    @property
    def confirmed(self) -> int:
        """Schools with all that is owed confirmed."""
        return sum(school.confirmed for school in self.schools)

    @property
    def presented(self) -> int:
        """Documents that were there."""
        return sum(school.presented for school in self.schools)

    @property
    def mean(self) -> Decimal | None:
        """The mean of the schools' scores, in tenths of a per cent, cut down."""
        return _mean(school.score for school in self.schools)

    @cached_property
    def towns(self) -> list[tuple[str, "Figures"]]:
        """Each municipality and its own figures, in the order of the schools."""
        grouped = groupby(self.schools, key=lambda school: school.line.municipality)
        return [(name, Figures(tuple(own))) for name, own in grouped]


def _mean(scores: Iterable[Decimal | None]) -> Decimal | None:
    given = [score for score in scores if score is not None]
    return int(sum(given) * 10 / len(given)) / Decimal(10) if given else None


def figures(lines: Sequence[Line], before: Sequence[Line] = ()) -> Figures:
    """The figures of a round and, school by school, of the round before it."""
    stood = {school.line.school_id: school for school in _schools(before, {})}
    return Figures(tuple(_schools(lines, stood)))


def _schools(lines: Sequence[Line], stood: Mapping[int, SchoolFigures]) -> Iterable[SchoolFigures]:
    for school_id, own in groupby(lines, key=lambda line: line.school_id):
        mine = list(own)
        documents = tuple(_document(line) for line in mine)
        yield SchoolFigures(documents, rules.school_outcome(mine), rules.mean_score(mine), stood.get(school_id))


def _document(line: Line) -> DocumentFigures:
    words = rules.current(line)
    return DocumentFigures(line, words.get("regional"), words.get("federal"))


def narrowed(found: Figures, zone: str = "", municipality_id: int = 0, differing: bool = False) -> Figures:
    """The schools of a zone («wait» are those without one), of a place, with differences alone."""
    wanted = "" if zone == "wait" else zone
    kept = (school for school in found.schools if not zone or school.zone == wanted)
    kept = (school for school in kept if not municipality_id or school.line.municipality_id == municipality_id)
    if not differing:
        return replace(found, schools=tuple(kept))
    return replace(found, schools=tuple(school for school in kept if school.differences))

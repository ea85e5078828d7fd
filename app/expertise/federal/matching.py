"""Rows of a table against the frozen set: what each would do, what is asked, what is left out. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.expertise.federal import papers
from app.expertise.federal.columns import Row
from app.expertise.federal.schools import Schools
from app.expertise.lines import Line, Word
from app.expertise.rules import agrees, current
from app.kernel.words import tenths

ASKED = ("doubtful", "conflict", "twice", "contradicts")
WRITTEN = ("new", "replaces")


@dataclass(frozen=True)
class Match:
    """A row and its meaning.

    `what`: new · replaces · keeps · same · doubtful · conflict · twice · contradicts · skipped · unknown · amiss ·
    not_presented.
    `line` is where it goes, `candidates` where it may, `old` the federal word that stands there, `why` a sentence.
    """

    row: Row
    what: str
    line: Line | None = None
    candidates: tuple[Line, ...] = ()
    old: Word | None = None
    why: str = ""

    @property
    def asked(self) -> bool:
        """It waits for an answer."""
        return self.what in ASKED

    @property
    def written(self) -> bool:
        """It becomes a result when the table is confirmed."""
        return self.what in WRITTEN

    @property
    def goes_to(self) -> Line:
        """The line of a row that is written; LookupError of one that goes nowhere."""
        if self.line is None:
            raise LookupError(f"row {self.row.number} is about no line")
        return self.line


def matches(
    rows: Iterable[Row], answers: Mapping[int, Mapping], lines: Sequence[Line], zones: tuple[int, int] = (80, 50)
) -> list[Match]:
    """One match for each row, in order. An answer is {"skip": true}, {"line": id}, {"replace" | "keep": revision} or
    {"meant": 1}: the verdict and the score part by the zones, and are meant so."""
    by_school = defaultdict(list)
    for line in lines:
        by_school[line.school_id].append(line)
    schools = Schools(own[0] for own in by_school.values())
    found = [_match(row, answers.get(row.number, {}), schools, by_school) for row in rows]
    return [_sound(one, answers.get(one.row.number, {}), zones) for one in _once(found)]


def _sound(match: Match, answer: Mapping, zones: tuple[int, int]) -> Match:
    """What would be written though its verdict is not that of its score is asked about."""
    row = match.row
    if row.score is None or not match.written or answer.get("meant") or agrees(row.verdict, row.score, *zones):
        return match
    why = f"Балл {tenths(row.score)}\u00a0% по\u00a0границам листа не\u00a0даёт такого вывода."
    return replace(match, what="contradicts", why=why)


def _match(row: Row, answer: Mapping, schools: Schools[Line], by_school: Mapping[int, list[Line]]) -> Match:
    if answer.get("skip"):
        return Match(row, "skipped", why="Пропущена вами.")
    if row.troubles:
        return Match(row, "amiss", why=" ".join(row.troubles))
    found = _place(row, schools, by_school)
    line = found.line or next((one for one in found.candidates if one.id == answer.get("line")), None)
    if line is None:
        what = "doubtful" if found.candidates else "unknown"
        return Match(row, what, candidates=found.candidates, why=found.why)
    return _against(row, line, answer)


def _place(row: Row, schools: Schools[Line], by_school: Mapping[int, list[Line]]) -> papers.Found[Line]:
    school = schools.find(row.school, row.code, row.town)
    if school.school is not None:
        return papers.find(row.document, row.direction, by_school[school.school.school_id])
    candidates: list[Line] = []
    for one in school.candidates:
        paper = papers.find(row.document, row.direction, by_school[one.school_id])
        candidates += [paper.line] if paper.line else paper.candidates
    return papers.Found(None, tuple(candidates), school.why)


def _against(row: Row, line: Line, answer: Mapping) -> Match:
    """The row against what stands on its line."""
    old = current(line).get("federal")
    if not line.presented:
        if row.verdict == "absent":
            return Match(row, "same", line, why="Документ не\u00a0представлен: так и\u00a0записано.")
        why = "К\u00a0этапу документ не\u00a0представлен, записать результат не\u00a0к\u00a0чему."
        return Match(row, "not_presented", line, why=why)
    if row.verdict == "absent":
        why = "В\u00a0таблице «не\u00a0представлен», а\u00a0в\u00a0наборе этапа документ есть."
        return Match(row, "not_presented", line, why=why)
    if old is None:
        return Match(row, "new", line)
    if (old.verdict, old.score, old.remarks) == (row.verdict, row.score, row.remarks):
        return Match(row, "same", line, old=old, why="Такой результат уже записан.")
    if answer.get("replace") == old.revision:
        return Match(row, "replaces", line, old=old)
    if answer.get("keep") == old.revision:
        return Match(row, "keeps", line, old=old, why="Остаётся прежний результат.")
    return Match(row, "conflict", line, old=old, why="Федеральный результат уже записан, и\u00a0он другой.")


def _once(found: list[Match]) -> list[Match]:
    """Two rows about one document ask which of them counts."""
    times = Counter(one.goes_to.id for one in found if one.written or one.what == "conflict")
    others = defaultdict(list)
    for one in found:
        if one.line and times[one.line.id] > 1 and (one.written or one.what == "conflict"):
            others[one.line.id].append(one.row.number)
    return [
        replace(one, what="twice", why=f"Этот документ стоит в\u00a0строках {_listed(others[one.line.id])}.")
        if one.line and one.row.number in others.get(one.line.id, ())
        else one
        for one in found
    ]


def _listed(numbers: Sequence[int]) -> str:
    return f"{', '.join(map(str, numbers[:-1]))} и\u00a0{numbers[-1]}"

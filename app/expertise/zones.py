"""The zone of a school in a stage with its reason in words, and what its score is of: said here alone. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from app.expertise.rules import VERDICTS, FrozenLine, Spoken, by_score, outcome, said
from app.kernel.words import NBSP, pluralize, tenths
from app.papers.facts import Zone

# domain.md §5; whatever has no verdict yet is in no zone.
ZONES = {"ok": "green", "ok_with_remarks": "yellow", "needs_work": "red", "absent": "grey"}
ABSENT = ("непредставленный документ", "непредставленных документа", "непредставленных документов")
DOCUMENTS = ("документ", "документа", "документов")
CONSULTED = tuple(zone.value for zone in Zone if zone.consulted)
Lines = Sequence[FrozenLine[Spoken]]


@dataclass(frozen=True)
class Scale:
    """What a sheet weighs: the most points that a document of a kind can get, and where its zones begin."""

    points: Mapping[str, int] = field(default_factory=dict)
    ok_from: int = 80
    remarks_from: int = 50

    def weight(self, line: FrozenLine[Spoken]) -> int:
        """How much the score of a line weighs; without a sheet all weigh alike."""
        return self.points.get(line.kind, 0) if self.points else 1


ALIKE = Scale()


@dataclass(frozen=True)
class Mean:
    """A score in tenths of a per cent, cut down: `of` how many lines, `absent` of them count as 0, `federal` are scored
    by the federal coordinator; `unscored` are left out, for their word has no score.
    """

    score: Decimal | None
    of: int = 0
    absent: int = 0
    federal: int = 0
    unscored: int = 0


def school_outcome(lines: Lines) -> str:
    """The worst of what the sheet asks about; a missing document among others asks for work (domain.md §5)."""
    found = {outcome(line) for line in lines if line.asked or said(line)} or {"absent"}
    if found == {"absent"}:
        return "absent"
    if "not_started" in found:
        return "in_progress" if found & set(VERDICTS) else "not_started"
    return max(("needs_work" if one == "absent" else one for one in found), key=VERDICTS.index)


def zone(lines: Lines) -> str:
    """One of ZONES, or '' while something waits for a word."""
    return ZONES.get(school_outcome(lines), "")


def because(lines: Lines, scale: Scale) -> str:
    """Why the school is in its zone: what is missing, what waits, which document is the worst."""
    return "; ".join(filter(None, (_missing(lines), _waiting(lines), _worst(lines, scale))))


def _missing(lines: Lines) -> str:
    owed = [line for line in lines if line.kind != "set"]
    missing = sum(not line.presented for line in owed)
    if not missing:
        return ""
    as_a_whole = not any(line.asked for line in owed) and missing < len(owed)
    return f"не{NBSP}представлено {missing} из{NBSP}{len(owed)}" + (", оценён комплект в целом" if as_a_whole else "")


def _waiting(lines: Lines) -> str:
    waiting = sum(outcome(line) == "not_started" for line in lines)
    return f"ещё не{NBSP}оценено {waiting}" if waiting else ""


def _worst(lines: Lines, scale: Scale) -> str:
    told = [(line, word) for line in lines if (word := said(line))]
    if not told or zone(lines) not in ("yellow", "red"):
        return ""
    line, word = max(told, key=lambda pair: (VERDICTS.index(pair[1].verdict), -(pair[1].score or 0)))
    if word.verdict == "ok":
        return ""
    score = "" if word.score is None else f", {tenths(word.score)}{NBSP}%"
    return f"худший документ: {line.title}{score}{_stricter(word, scale)}"


def _stricter(word: Spoken, scale: Scale) -> str:
    """A verdict that is not the one of its score is explained."""
    if word.source == "federal":
        return ", вывод федерального координатора"
    if word.score is None or by_score(word.score, scale.ok_from, scale.remarks_from) == word.verdict:
        return ""
    return f", вывод не{NBSP}по{NBSP}сумме баллов, а{NBSP}по{NBSP}обязательному критерию"


def score_of(lines: Lines, scale: Scale) -> Mean:
    """The points that the asked lines have of those that they could have: a missing one has none (domain.md §5)."""
    asked = [line for line in lines if line.asked and scale.weight(line)]
    told = [(line, word) for line in asked if (word := said(line))]
    scored = [(line, word.score) for line, word in told if word.score is not None]
    absent = [line for line in asked if said(line) is None and not line.presented]
    if not asked or (not scored and len(absent) < len(asked)):
        return Mean(None)
    points = sum(score * scale.weight(line) for line, score in scored)
    out_of = sum(scale.weight(line) for line in (*absent, *(line for line, _ in scored)))
    federal = sum(word.source == "federal" for _, word in told if word.score is not None)
    return Mean(cut(points, out_of), len(scored) + len(absent), len(absent), federal, len(told) - len(scored))


def mean(scores: Iterable[Decimal | None]) -> Decimal | None:
    """The mean of what is given, each as much as another, cut down."""
    given = [score for score in scores if score is not None]
    return cut(sum(given), len(given)) if given else None


def cut(total: Decimal | int, by: int) -> Decimal:
    """A quotient in tenths, cut down and never rounded up."""
    return int(total * 10 / by) / Decimal(10)


def said_of(score: Mean) -> str:
    """What the score is of, when it isn't simply of all that there was."""
    partly = 0 < score.absent < score.of
    absent = f"{pluralize(score.absent, *ABSENT)} за{NBSP}0" if partly else ""
    return "; ".join(filter(None, (absent, unscored_in(score), federal_in(score))))


def unscored_in(score: Mean) -> str:
    """That the score leaves something out."""
    return f"без{NBSP}балла: {pluralize(score.unscored, *DOCUMENTS)}" if score.unscored else ""


def federal_in(score: Mean) -> str:
    """That scores of two sources stand in one mean."""
    return f"с{NBSP}баллом федерального координатора: {score.federal} из{NBSP}{score.of}" if score.federal else ""

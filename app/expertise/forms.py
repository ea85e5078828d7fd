"""What a reviewer typed about a document."""

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from werkzeug.datastructures import MultiDict

from app.expertise.models import Result
from app.expertise.rules import SOURCES, VERDICTS
from app.kernel.numbers import number


@dataclass
class ResultForm:
    """A result as typed; `typed_score` is shown again when it can't be read, `because` says why past the sheet.

    `meant`: the verdict is not the one of the score, and that is so.
    """

    source: str = "regional"
    verdict: str = ""
    score: Decimal | None = None
    typed_score: str = ""
    remarks: str = ""
    because: str = ""
    meant: bool = False
    revision: int = 0
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """What was written by hand, and not only chosen."""
        return self.remarks or self.typed_score or self.because


def read_result(typed: MultiDict) -> ResultForm:
    """The verdict is required; whoever asks for work says what work; a score is a per cent with at most one decimal."""
    form = ResultForm(
        source=typed.get("source", ""),
        verdict=typed.get("verdict", ""),
        typed_score=typed.get("score", "").strip(),
        remarks=typed.get("remarks", "").strip(),
        because=typed.get("because", "").strip(),
        meant=bool(typed.get("meant")),
        revision=number(typed.get("revision"), 0),
    )
    if form.source not in SOURCES:
        form.source, form.errors["source"] = "regional", "Выберите, чей это результат."
    if form.verdict not in VERDICTS:
        form.errors["verdict"] = "Выберите вывод."
    if form.verdict in VERDICTS[1:] and not form.remarks:
        form.errors["remarks"] = "Напишите замечание: школа должна понять, что исправить."
    if form.typed_score:
        form.score = _score(form.typed_score)
        if form.score is None:
            form.errors["score"] = "Балл – это число от 0 до 100, например 84 или 68,5."
    return form


def form_of(result: Result | None, source: str, revision: int) -> ResultForm:
    """The form as it stands: empty, or what is recorded; the next word follows this revision."""
    if result is None:
        return ResultForm(source=source, revision=revision)
    shown = "" if result.score is None else f"{result.score.normalize():f}".replace(".", ",")
    return ResultForm(source, result.verdict, result.score, shown, result.remarks, revision=revision)


def _score(typed: str) -> Decimal | None:
    try:
        score = Decimal(typed.rstrip(" %\u00a0").replace(",", "."))
    except InvalidOperation:
        return None
    return score if score.is_finite() and 0 <= score <= 100 and score == round(score, 1) else None

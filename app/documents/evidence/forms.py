"""What a person typed about evidence: forms and filters as values, with sentences of what is amiss."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.directory.narrowing import Narrow, read_narrow
from app.documents.evidence.queries import Kind
from app.kernel.numbers import row_id, row_ids
from app.year.cycle.models import EvidenceWindow, SchoolRisk

TITLE_LENGTH = 120
STATES = {
    "": "Все состояния",
    "none": "Нет файла",
    "submitted": "Загружен, ждёт куратора",
    "returned": "Возвращён",
    "approved": "Принят",
    "reopened": "Открыт для новой версии",
    "draft": "Черновик",
    "withdrawn": "Отозван школой",
    "late": "Поздно",
}


@dataclass
class EvidenceForm:
    """What is said of a new piece of evidence; `url` is kept only to be shown again."""

    kind_id: int | None = None
    title: str = ""
    risk_ids: list[int] = field(default_factory=list)
    url: str = ""
    error: str = ""


def read_evidence(typed: MultiDict, kinds: Sequence[Kind], risks: Sequence[SchoolRisk]) -> EvidenceForm:
    """A kind, a short title and at least one activated direction of the school."""
    own = {risk.id for risk in risks}
    form = EvidenceForm(
        kind_id=row_id(typed, "kind"),
        title=" ".join(typed.get("title", "").split()),
        risk_ids=[risk for risk in dict.fromkeys(row_ids(typed, "risk")) if risk in own],
        url=typed.get("url", "").strip(),
    )
    if not form.risk_ids:
        form.error = "Отметьте хотя бы одно направление, которое подтверждает этот файл."
    if not form.title:
        form.error = "Напишите коротко, что это: например «Протокол педсовета от 14.03»."
    if len(form.title) > TITLE_LENGTH:
        form.error = f"Название длиннее {TITLE_LENGTH} знаков. Сократите его."
    if form.kind_id not in {kind.id for kind in kinds}:
        form.error = "Выберите вид документа."
    return form


@dataclass
class LateForm:
    """For which window, to what day, why."""

    window: EvidenceWindow | None = None
    until_on: date | None = None
    typed_until: str = ""
    reason: str = ""
    error: str = ""

    @property
    def term(self) -> tuple[EvidenceWindow, date]:
        """The window and the day of a form without an error; else LookupError."""
        if self.window is None or self.until_on is None:
            raise LookupError("the form says no window or no day")
        return self.window, self.until_on


def read_late(typed: MultiDict, windows: Sequence[EvidenceWindow], today: date) -> LateForm:
    """A day after the window and not past, and the reason in words."""
    number = row_id(typed, "window", 0)
    form = LateForm(
        window=next((window for window in windows if window.number == number), None),
        typed_until=typed.get("until_on", "").strip(),
        reason=typed.get("reason", "").strip(),
    )
    try:
        form.until_on = date.fromisoformat(form.typed_until)
    except ValueError:
        form.error = "Укажите день, по который школа может загружать."
    if form.window is None:
        form.error = "Выберите окно."
    elif form.until_on and form.until_on <= form.window.closes_on:
        form.error = f"Окно само открыто по {form.window.closes_on:%d.%m.%Y}. Укажите день позже."
    elif form.until_on and form.until_on < today:
        form.error = "Этот день уже прошёл. Укажите сегодняшний или будущий."
    elif form.until_on and not form.reason:
        form.error = "Напишите причину: она останется в журнале."
    return form


@dataclass
class WordsForm:
    """Words that a coordinator edits: of a kind, or the hint of a direction."""

    title: str = ""
    hint: str = ""
    privacy: str = ""
    error: str = ""


def read_words(typed: MultiDict, needs_title: bool) -> WordsForm:
    """A kind needs a title; hints may be empty."""
    form = WordsForm(*(" ".join(typed.get(name, "").split()) for name in ("title", "hint", "privacy")))
    if needs_title and not form.title:
        form.error = "Напишите название: школа выбирает по нему."
    if len(form.title) > TITLE_LENGTH:
        form.error = f"Название длиннее {TITLE_LENGTH} знаков. Сократите его."
    return form


@dataclass(frozen=True)
class Wanted:
    """What of the matrix is shown: a window (0 for both), a municipality (0 for all), a state, words of a school."""

    window: int
    municipality: int
    state: str
    words: str = ""

    @property
    def narrow(self) -> Narrow:
        """The schools that are counted, whatever state is shown."""
        return Narrow(self.municipality, self.words)

    def of(self, windows: Sequence[EvidenceWindow]) -> list[EvidenceWindow]:
        """The windows that are shown."""
        return [window for window in windows if self.window in (0, window.number)]


def read_wanted(typed: MultiDict, windows: Sequence[EvidenceWindow], today: date) -> Wanted:
    """By default the window that opened last; what can't be read shows all."""
    opened = [window.number for window in windows if window.opens_on <= today]
    usual = opened[-1] if opened else windows[0].number if windows else 0
    window, state = row_id(typed, "window", usual), typed.get("state", "")
    known = {0, *(one.number for one in windows)}
    narrow = read_narrow(typed, "municipality")
    return Wanted(
        window if window in known else usual,
        narrow.town,
        state if state in STATES else "",
        narrow.words,
    )

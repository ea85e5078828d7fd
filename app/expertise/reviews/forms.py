"""What a reviewer typed into a sheet: answers, remarks with their places, the conclusion; all of it is kept."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, repeat

from werkzeug.datastructures import MultiDict

from app.expertise.reviews.models import Review
from app.expertise.sheets.models import Criterion
from app.expertise.sheets.scoring import BEST, SCALE
from app.kernel.gaps import gaps, is_open
from app.kernel.numbers import number, row_id

PLACE_LIMIT = 500
NO_PLACE = "{}. Укажите место: раздел или\u00a0цитату."
NO_TEXT = "{}. Напишите своими словами, что исправить: готовой фразы мало."
NO_REMARK = "{}. Балл снижен: объясните замечанием, за\u00a0что."
NO_GAP = "{}. В\u00a0готовой фразе пропуск «{}»: впишите, что в\u00a0нём стоит."
OPEN_GAP = "{}. В\u00a0ваших словах остался пропуск: допишите, о\u00a0чём речь."
FULL = "{}. Балл полный, а\u00a0замечание осталось. Снизьте балл, уберите замечание или отметьте, что оно нужно."
LONG_PLACE = "{}. Место длиннее 500\u00a0знаков: сократите цитату."


@dataclass(frozen=True)
class Note:
    """A remark as typed: under which criterion, with which ready phrase and what fills its gap, where, what to do.

    `meant` says that it stands though the criterion has all its points.
    """

    key: str
    bank_id: int | None
    place: str
    text: str
    gap: str = ""
    meant: bool = False

    @property
    def empty(self) -> bool:
        """Nothing was typed."""
        return not (self.bank_id or self.place or self.text)

    def ready(self, known: Mapping[int, str]) -> str:
        """Its sentence of the bank, the gap in it unfilled; nothing when it uses none."""
        return known.get(self.bank_id, "") if self.bank_id else ""


@dataclass
class SheetForm:
    """A sheet as it stands on the screen; `seen` is the row version that its window knows."""

    answers: dict[str, int] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)
    conclusion: str = ""
    seen: int = 0

    def notes_of(self, key: str) -> list[Note]:
        """The remarks under a criterion."""
        return [note for note in self.notes if note.key == key]


def read_sheet(typed: MultiDict, criteria: Iterable[Criterion]) -> SheetForm:
    """The form as typed; what is no answer of the scale is no answer, and an empty remark is none."""
    form = SheetForm(conclusion=typed.get("conclusion", "").strip(), seen=row_id(typed, "seen", 0))
    for one in criteria:
        points = number(typed.get(f"answer-{one.key}"))
        if points in SCALE:
            form.answers[one.key] = points
    columns = (typed.getlist(f"note-{name}") for name in ("key", "bank", "place", "text"))
    gaps, meant = chain(typed.getlist("note-gap"), repeat("")), typed.getlist("meant")
    for key, bank, place, text, gap in zip(*columns, gaps, strict=False):
        note = Note(key, number(bank), place.strip(), text.strip(), gap.strip(), key in meant)
        if not note.empty:
            form.notes.append(note)
    return form


def form_of(review: Review | None) -> SheetForm:
    """The form as it is stored."""
    if review is None:
        return SheetForm()
    notes = [Note(**note) for note in review.notes]
    return SheetForm(dict(review.answers), notes, review.conclusion, review.row_version)


def sent_form_of(review: Review | None) -> SheetForm:
    """What was sent last: all that those read who do not write the sheet, also while it is opened again."""
    last = review.last if review else None
    return SheetForm(notes=[Note(**note) for note in last.notes], conclusion=last.conclusion) if last else SheetForm()


def unready(
    criteria: Iterable[Criterion], answers: Mapping[str, int], notes: Iterable[Note], ready: Mapping[int, str]
) -> list[str]:
    """Why the sheet can't be sent though every criterion has its answer: remarks without a place, text or at all, with
    an open gap, or under full points. `ready` are the sentences of the bank."""
    found, notes = [], list(notes)
    for one in criteria:
        own, name = [note for note in notes if note.key == one.key], f"Критерий {one.position}"
        if answers.get(one.key, BEST) < BEST and not own:
            found.append(NO_REMARK.format(name))
        if answers.get(one.key) == BEST and any(not note.meant for note in own):
            found.append(FULL.format(name))
        for note in own:
            if (holes := gaps(note.ready(ready))) and not note.gap:
                found.append(NO_GAP.format(name, holes[0]))
            if is_open(note.text) or is_open(note.gap):
                found.append(OPEN_GAP.format(name))
            if not note.place:
                found.append(NO_PLACE.format(name))
            if len(note.place) > PLACE_LIMIT:
                found.append(LONG_PLACE.format(name))
            if not note.text:
                found.append(NO_TEXT.format(name))
    return found

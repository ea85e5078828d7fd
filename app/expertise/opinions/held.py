"""What holds the publication of a round: sheets unfilled or opened again, opinions that wait or are undecided."""

from dataclasses import dataclass

from app.expertise.assignments.models import Assignment
from app.expertise.lines import lines_of
from app.expertise.models import FrozenItem
from app.expertise.opinions.queries import pairs_in
from app.expertise.opinions.words import SHEETS
from app.expertise.reviews.blindness import asked_in, role_of, waiting
from app.expertise.reviews.queries import reopened
from app.expertise.rules import outcome
from app.journal.kept import kept
from app.year.cycle.models import Stage


@dataclass(frozen=True)
class Held:
    """One thing that is let pass with a reason of its own, or decided first."""

    key: str
    about: str
    why: str
    frozen_item_id: int | None = None


def held(stage: Stage) -> list[Held]:
    """In the order in which they are best decided."""
    return [*_undecided(stage), *_reopened(stage), *_not_given(stage), *_unfilled(stage)]


def held_now(stage: Stage) -> list[Held]:
    """The same for a page, kept as long as nothing happens."""
    return kept(f"held_{stage.id}", (), lambda: held(stage))


def _undecided(stage: Stage) -> list[Held]:
    why = "мнения экспертов расходятся, решения нет"
    open_pairs = [pair for pair in pairs_in(stage) if pair.disagree and pair.adjudication is None]
    return [Held(f"pair-{pair.line.id}", _named(pair.line), why, pair.line.id) for pair in open_pairs]


def _reopened(stage: Stage) -> list[Held]:
    """A pair is of sent sheets: while one of them is open again, nobody can decide about it."""
    why = "{} открыт заново и\u00a0не\u00a0отправлен, эксперт {}"
    return [
        Held(f"reopened-{one.id}", _named(one.frozen_item), why.format(SHEETS[one.role], one.sent.sent_by.name))
        for one in reopened(FrozenItem.stage_id == stage.id)
    ]


def _not_given(stage: Stage) -> list[Held]:
    asked = asked_in(stage)
    left = waiting(stage, asked) if asked else {}
    return [
        Held(f"opinion-{one.id}", one.participation.school.short_name, _asked(one)) for one in asked if left[one.id]
    ]


def _asked(one: Assignment) -> str:
    which = "третье" if role_of(one) == "third" else "второе"
    return f"{which} мнение запрошено и\u00a0не\u00a0дано, эксперт {one.reviewer.name}"


def _unfilled(stage: Stage) -> list[Held]:
    why = "лист не\u00a0заполнен"
    left = [line for line in lines_of(stage) if outcome(line) == "not_started"]
    return [Held(f"sheet-{line.id}", f"{line.school}. {line.title}", why, line.id) for line in left]


def _named(line: FrozenItem) -> str:
    return f"{line.school_name}. {line.title}"

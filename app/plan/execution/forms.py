"""What an executor typed about an item: a report, and what it is proved by; with sentences of what is amiss."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from app.kernel.days import NO_DAY, read_day
from app.kernel.numbers import row_id
from app.plan.services import AHEAD

NO_NOTE = "Напишите, чем подтверждается исполнение."


@dataclass
class ReportForm:
    """`typed_day` is kept as it was typed, to be shown again; `part` is the key of the duty, when one was said."""

    note: str = ""
    typed_day: str = ""
    done_on: date | None = None
    interim: bool = False
    part: str | None = None
    error: str = ""


def read_report(typed: MultiDict, today: date) -> ReportForm:
    """Words, and the day when that was before today."""
    form = ReportForm(typed.get("note", "").strip(), typed.get("done_on", "").strip(), interim="interim" in typed)
    form.part = typed.get("part")
    form.done_on = read_day(form.typed_day) if form.typed_day else None
    if not form.note:
        form.error = NO_NOTE
    elif form.typed_day and form.done_on is None:
        form.error = NO_DAY
    elif form.done_on and form.done_on > today:
        form.error = AHEAD.sentence
    return form


@dataclass(frozen=True)
class Verdict:
    """The answer of the Department; `anyway` when it was told that the indicator is not met."""

    verdict: str
    remark: str = ""
    anyway: bool = False


def read_verdict(typed: MultiDict) -> Verdict:
    """What was chosen, and the words to it."""
    return Verdict(typed.get("verdict", ""), typed.get("remark", "").strip(), "anyway" in typed)


@dataclass
class ProofForm:
    """What was chosen of each source, by its kind, beside a file or a link; `url` is kept to be shown again."""

    url: str = ""
    chosen: dict[str, int] = field(default_factory=dict)
    part: str | None = None

    def titles(self, choices: Mapping[str, list[tuple[int, str]]]) -> list[tuple[str, int, str]]:
        """Kind, id and words of what was chosen and may be."""
        known = {kind: dict(options) for kind, options in choices.items()}
        return [(kind, key, known[kind][key]) for kind, key in self.chosen.items() if key in known.get(kind, {})]


def read_proof(typed: MultiDict, kinds: Iterable[str]) -> ProofForm:
    """The link, what was chosen of the sources, and for which part."""
    return ProofForm(typed.get("url", "").strip(), {kind: row_id(typed, kind, 0) for kind in kinds}, typed.get("part"))

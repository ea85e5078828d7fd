"""The four numbers as ОИРО typed them."""

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.borrowing.measures import BOUNDS, Measures
from app.kernel.numbers import number


@dataclass
class MeasuresForm:
    """What was typed, the numbers when all can be read, and what is amiss."""

    typed: dict[str, str]
    measures: Measures | None = None
    errors: dict[str, str] = field(default_factory=dict)


def read_measures(sent: MultiDict) -> MeasuresForm:
    """Whole numbers within their bounds; a paragraph is longer than what is compared as one."""
    form = MeasuresForm({name: sent.get(name, "").strip() for name in BOUNDS})
    read: dict[str, int] = {}
    for name, (low, high, *_) in BOUNDS.items():
        read[name] = number(form.typed[name], low - 1)
        if not low <= read[name] <= high:
            form.errors[name] = f"Целое число от\u00a0{low} до\u00a0{high}."
    if not form.errors:
        form.measures = Measures(**read)
    return form

"""What is typed about a change of an item: move, cancel or bring back, why, the new words of the period, the order."""

from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from app.kernel.days import read_day
from app.kernel.words import day
from app.plan.models import PlanItem
from app.plan.periods import BY_DAYS, DOUBTS, Frame, Period, read_period
from app.year.cycle.days_off import day_off

MOVES = {"move": "Перенести срок", "cancel": "Отменить мероприятие"}
BACK = {"restore": "Вернуть в\u00a0план"}
NUMBER_LENGTH = 20


@dataclass
class AmendmentForm:
    """`read` says what was understood of the period when that must be looked at before it is taken."""

    move: str = ""
    reason: str = ""
    period_text: str = ""
    number: str = ""
    typed_day: str = ""
    signed_on: date | None = None
    period: Period | None = None
    read: str = ""
    error: str = ""

    @property
    def became(self) -> dict:
        """The new period as it is kept; empty when the item is cancelled."""
        if self.move == "cancel" or self.period is None:
            return {}
        windows = [{"start": w.start and w.start.isoformat(), "end": w.end.isoformat()} for w in self.period.windows]
        return {"period_text": self.period_text, "kind": self.period.kind, "windows": windows}


def moves_of(item: PlanItem) -> dict[str, str]:
    """What may be chosen for the item as it stands."""
    return BACK if item.state == "cancelled" else MOVES


def read_amendment(typed: MultiDict, item: PlanItem, today: date) -> AmendmentForm:
    """A doubtful period is shown as it was read, and taken only when the person agrees to that reading."""
    form = AmendmentForm(
        typed.get("move", ""), typed.get("reason", "").strip(), " ".join(typed.get("period_text", "").split())
    )
    read_order(typed, form, today)
    if form.move not in MOVES | BACK:
        form.error = "Выберите: перенести или отменить."
    elif not form.reason:
        form.error = "Напишите, почему: причина останется в\u00a0редакции плана."
    elif form.move != "cancel" and not form.error:
        _read_period(typed, item, form)
    return form


def read_order(typed: MultiDict, form: AmendmentForm, today: date, needed: bool = False) -> AmendmentForm:
    """The number and the day come together, or later."""
    form.number, form.typed_day = (
        typed.get("number", "").strip().removeprefix("№").strip(),
        typed.get("signed_on", "").strip(),
    )
    form.signed_on = read_day(form.typed_day)
    if not (form.number or form.typed_day or needed):
        return form
    if not form.number or form.signed_on is None:
        form.error = "Укажите и\u00a0номер приказа, и\u00a0его дату, например 01.04.2027."
    elif len(form.number) > NUMBER_LENGTH:
        form.error = f"Номер приказа длиннее {NUMBER_LENGTH} знаков. Проверьте его."
    elif form.signed_on > today:
        form.error = "Дата приказа ещё не\u00a0наступила."
    return form


def _read_period(typed: MultiDict, item: PlanItem, form: AmendmentForm) -> None:
    takes_place = any(window.starts_on == window.ends_on for window in item.windows)
    form.period = read_period(form.period_text, Frame(item.cycle.year), takes_place)
    doubts = [doubt for doubt in form.period.doubts if doubt != DOUBTS["event"]] + _days_off(form.period)
    if form.period.kind is None:
        form.error = f"{' '.join(doubts)} Напишите, например, «до 15.06.2027 г.» или «май – июнь 2027 г.»."
    elif doubts and "agreed" not in typed:
        form.read, form.error = said(form.became["windows"]), f"Проверьте, как понят срок. {' '.join(doubts)}"


def _days_off(period: Period) -> list[str]:
    """A named last day on which nobody works (T8); months and years end as they end."""
    named = period.windows if period.kind in BY_DAYS else ()
    found = [(day(window.end), day_off(window.end)) for window in named]
    return [f"{on}\u00a0– нерабочий день ({why})." for on, why in found if why]


def said(windows: list[dict]) -> str:
    """«до 15.06.2022», «01.03.2022 – 31.05.2022»."""
    return ", ".join(_window(window["start"], day(date.fromisoformat(window["end"]))) for window in windows)


def _window(starts_on: str | None, end: str) -> str:
    if starts_on is None:
        return f"до {end}"
    start = day(date.fromisoformat(starts_on))
    return end if start == end else f"{start} – {end}"

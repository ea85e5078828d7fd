"""Whether the days of a stage may be what somebody wants them to be. Pure: the stages of the year and the wish in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.refusals import Refusal
from app.year.cycle.models import Stage


@dataclass(frozen=True)
class Wish:
    """The days that a stage is to have, and why it may run beside another."""

    opens_on: date
    due_on: date
    grace_days: int
    out_of_order: str = ""

    @property
    def last_on(self) -> date:
        """The last day whose files still come into the set."""
        return self.due_on + timedelta(days=self.grace_days)


def refusal(stage: Stage, wish: Wish, others: Iterable[Stage], frozen: bool, today: date) -> Refusal | None:
    """Why the days can't be these, or None.

    Fixed is fixed; nothing is fixed in the past; a stage neither overlaps another nor overtakes it without a reason.
    """
    moved = (stage.opens_on, stage.due_on, stage.grace_days) != (wish.opens_on, wish.due_on, wish.grace_days)
    if frozen and moved:
        return Refusal(
            "frozen",
            "Набор этого этапа уже зафиксирован: его дни больше не\u00a0меняются. "
            "Что пришло позже, войдёт в\u00a0следующий этап.",
        )
    if wish.opens_on > wish.due_on:
        return Refusal("turned", "Начало этапа позже его последнего дня: поменяйте дни местами.")
    if moved and wish.last_on < today:
        return Refusal(
            "past",
            f"Последний день с\u00a0учётом запаса уже прошёл ({wish.last_on:%d.%m.%Y}): набор пришлось бы "
            "фиксировать задним числом. Укажите сегодняшний день или\u00a0позже.",
        )
    if wish.out_of_order:
        return None
    for other in others:
        if other.id != stage.id and not other.out_of_order and (said := _beside(stage, wish, other)):
            return Refusal("overlap", f"{said} Если так и\u00a0нужно, напишите, почему этапы идут вместе.")
    return None


def _beside(stage: Stage, wish: Wish, other: Stage) -> str:
    """What is wrong between the two, in words."""
    earlier, own = other.number < stage.number, f"{stage.number}-й\u00a0этап"
    if earlier and wish.opens_on <= other.due_on:
        return f"{own} начнётся раньше, чем закончится {other.number}-й ({other.due_on:%d.%m.%Y})."
    if not earlier and wish.due_on >= other.opens_on:
        return f"{own} закончится, когда уже идёт {other.number}-й (с\u00a0{other.opens_on:%d.%m.%Y})."
    return ""

"""What a proof may be chosen from: events of the registers; a feature above the plan adds its own (orders)."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from app.kernel.reads import Read
from app.kernel.words import day
from app.plan.registers.models import ProjectEvent
from app.year.cycle.models import Cycle

EVENTS = Read(
    lambda *one: one,
    select(ProjectEvent.id, ProjectEvent.on, ProjectEvent.title)
    .where(ProjectEvent.cycle_id == bindparam("cycle_id"), ProjectEvent.voided_at.is_(None))
    .order_by(ProjectEvent.on.desc()),
)


@dataclass(frozen=True)
class Source:
    """`options` gives what there is to choose in the year, the newest first; `action` opens it to who may see it."""

    label: str
    action: str
    options: Callable[[Cycle], list[tuple[int, str]]]
    endpoint: str
    argument: str


def events(cycle: Cycle) -> list[tuple[int, str]]:
    """«18.02.2022, Установочный вебинар»."""
    return [(key, f"{day(on)}, {title}") for key, on, title in EVENTS.all(cycle_id=cycle.id)]


SOURCES: dict[str, Source] = {
    "event": Source("Мероприятие из\u00a0реестра", "register.view", events, "register_events.one", "event_id")
}

"""What has days of its own beside an item: moving or cancelling the item leaves them where they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from app.extensions import db
from app.kernel.quotes import quoted
from app.kernel.words import day
from app.plan.models import PlanItem
from app.year.cycle.models import EvidenceWindow, Monitoring
from app.year.cycle.queries import deadline, stages_of, windows

DAYS, STAGES = "days.listing", "stages.every"
DEADLINES = {
    "school_survey": "survey",
    "risk_profile_downloads": "risk_profile",
    "curator_first_visit": "activation",
    "concept_docs_development": "concept_documents",
    "concept_docs_uploaded": "concept_documents",
}
MONITORINGS = {"roadmap_monitoring_1": 1, "roadmap_monitoring_2_3": 2}


@dataclass(frozen=True)
class Beside:
    """A thing with its days, and the page where these are moved."""

    title: str
    days: str
    place: str


def beside(item: PlanItem) -> list[Beside]:
    """Read from the rows that every page reads (T2); nothing for an item that lives by its own days alone."""
    if item.key in DEADLINES:
        one = deadline(item.cycle, DEADLINES[item.key])
        return [Beside(f"Срок для\u00a0школ {quoted(one.title)}", day(one.due_on), DAYS)]
    if item.key in MONITORINGS:
        return [Beside(f"Мониторинг плана, {one.threshold_pct}\u00a0%", day(one.on), DAYS) for one in _monitoring(item)]
    if item.key == "evidence_uploaded":
        return [Beside(f"Окно подтверждающих документов, {one.title}", _days(one), DAYS) for one in windows(item.cycle)]
    if item.key == "expertise_analysis":
        return [
            Beside(f"Экспертиза, {one.number}-й\u00a0этап", day(one.due_on), STAGES) for one in stages_of(item.cycle)
        ]
    return []


def _monitoring(item: PlanItem) -> Iterable[Monitoring]:
    own = Monitoring.cycle_id == item.cycle_id, Monitoring.number == MONITORINGS[item.key]
    return db.session.scalars(select(Monitoring).where(*own))


def _days(window: EvidenceWindow) -> str:
    return f"{day(window.opens_on)} – {day(window.closes_on)}"

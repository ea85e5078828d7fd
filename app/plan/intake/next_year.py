"""The verbs of the next year: prepared from the one before, dated by hand, opened. Schools and results do not move."""

from datetime import date, datetime

from sqlalchemy import select

from app.documents.models import Document
from app.expertise.models import Freeze
from app.expertise.sheets.services import copy_sheet
from app.extensions import Model, db
from app.journal.services import record
from app.kernel.calendar import local
from app.permissions import Actor, ensure_can
from app.plan.intake.queries import year_of
from app.plan.intake.shifting import ANY_YEAR, WHOLE_MONTHS, reworded, year_on
from app.plan.intake.year_queries import Day
from app.plan.models import Execution, PlanExecutor, PlanItem, PlanWindow
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Cycle, Deadline, EvidenceWindow, Monitoring, Participation, Stage
from app.year.cycle.queries import current_cycle
from app.year.profile.models import FirstVisit

NO_SCHOOLS = Refusal(
    "schools", "В\u00a0году ещё нет ни\u00a0одной школы: добавьте школы, и\u00a0год можно будет открыть."
)
NOT_PRESENT = Refusal("state", "Отменить можно только открытие года, в\u00a0котором сейчас все работают.")
BEGUN = Refusal("begun", "В\u00a0этом году уже работают: есть документы, отчёты или посещения. Открытие остаётся.")
NO_REASON = Refusal(
    "reason", "Прежний год ещё идёт. Напишите, почему новый открывают раньше: это останется в\u00a0журнале."
)
OPENED = Refusal("opened", "Год уже открыт: здесь его дни больше не меняются.")
SAME = {
    Deadline: ("key",),
    EvidenceWindow: ("number", "title"),
    Stage: ("number", "grace_days", "examines", "names_shown", "out_of_order"),
    Monitoring: ("number", "threshold_pct"),
    PlanItem: ("number", "key", "kind", "executors_text", "threshold_pct", "info_support"),
}


def prepare(cycle: Cycle, actor: Actor, now: datetime) -> Cycle:
    """A copy of the year one year on, not opened: nobody but who prepares it sees it."""
    ensure_can(actor, "year.prepare")
    if year_of(cycle.year + 1):
        raise Refused.because("exists", f"Год {cycle.year + 1} уже есть.")
    title = reworded(cycle.title)
    rule = cycle.evidence_rule
    begins_on = year_on(cycle.begins_on)
    new = Cycle(
        year=cycle.year + 1, title=title, basis_letter="", evidence_rule=rule, opened=False, begins_on=begins_on
    )
    db.session.add(new)
    db.session.flush()
    for model in (Deadline, EvidenceWindow, Stage, Monitoring, PlanItem):
        for row in db.session.scalars(select(model).where(model.cycle_id == cycle.id).order_by(model.id)):
            same = {name: getattr(row, name) for name in SAME[model]}
            copy = model(cycle_id=new.id, **same, **_moved(row))
            db.session.add(copy)
            if isinstance(row, Stage) and isinstance(copy, Stage):
                db.session.flush()
                copy_sheet(row, copy, actor, now)
    db.session.flush()
    record("year:prepared", new, actor, now, year=new.year)
    return new


def _moved(row: Model) -> dict:
    match row:
        case Deadline():
            return {"title": reworded(row.title), "due_on": year_on(row.due_on)}
        case EvidenceWindow():
            return {"opens_on": year_on(row.opens_on), "closes_on": year_on(row.closes_on, month_end=True)}
        case Stage():
            return {"opens_on": year_on(row.opens_on), "due_on": year_on(row.due_on)}
        case Monitoring():
            return {"on": year_on(row.on)}
        case PlanItem():
            return _item(row)
    raise TypeError(type(row).__name__)


def _item(item: PlanItem) -> dict:
    whole = item.kind in WHOLE_MONTHS
    return {
        "title": reworded(item.title),
        "period_text": reworded(item.period_text, ANY_YEAR),
        "indicator_text": reworded(item.indicator_text),
        "windows": [
            PlanWindow(starts_on=year_on(window.starts_on), ends_on=year_on(window.ends_on, month_end=whole))
            for window in item.windows
        ],
        "executors": [PlanExecutor(position=one.position, code=one.code) for one in item.executors],
    }


def redate(cycle: Cycle, days: list[tuple[Day, date]], letter: str, actor: Actor, now: datetime) -> Cycle:
    """Write the days of a year that is being prepared, and the letter that it rests on."""
    ensure_can(actor, "year.prepare")
    if cycle.opened:
        raise Refused(OPENED)
    changed = {day.name: on.isoformat() for day, on in days if day.on != on}
    for day, on in days:
        setattr(day.row, day.column, on)
    cycle.basis_letter = letter
    record("year:dated", cycle, actor, now, year=cycle.year, days=changed)
    return cycle


def open_year(cycle: Cycle, actor: Actor, now: datetime, reason: str = "") -> Cycle:
    """From now on everybody lives in this year; a demo day goes with them. Before the old one ends: with a reason."""
    ensure_can(actor, "year.prepare")
    db.session.refresh(cycle, with_for_update={"of": Cycle})
    refuse_if(opening_refusal(cycle))
    early = is_early(cycle, current_cycle(), local(now).date())
    if early and not reason:
        raise Refused(NO_REASON)
    cycle.demo_offset = current_cycle().demo_offset
    cycle.opened = True
    cycle.begins_on = local(now).date()
    db.session.info.pop("cycle", None)  # who asks next gets this one
    record("year:opened", cycle, actor, now, year=cycle.year, reason=reason if early else "")
    return cycle


def is_early(cycle: Cycle, present: Cycle, today: date) -> bool:
    """Whether another year goes on still: it lasts to its 31 December. Pure."""
    return present.id != cycle.id and today <= date(present.year, 12, 31)


def opening_refusal(cycle: Cycle) -> Refusal | None:
    """Why it can't be opened, or None: the first year of a house waits for its schools."""
    if cycle.opened:
        return OPENED
    schools = select(Participation.id).where(Participation.cycle_id == cycle.id).limit(1)
    first = current_cycle().id == cycle.id
    return NO_SCHOOLS if first and db.session.scalar(schools) is None else None


def take_back_refusal(cycle: Cycle) -> Refusal | None:
    """Why the opening stays, or None: it goes while nobody has done anything in the year."""
    if not cycle.opened or cycle.id != current_cycle().id:
        return NOT_PRESENT
    own = select(Participation.id).where(Participation.cycle_id == cycle.id)
    done = (
        select(Document.id).where(Document.participation_id.in_(own)),
        select(FirstVisit.id).where(FirstVisit.participation_id.in_(own)),
        select(Execution.id).join(Execution.item).where(PlanItem.cycle_id == cycle.id),
        select(Freeze.id).join(Freeze.stage).where(Stage.cycle_id == cycle.id),
    )
    begun = any(db.session.scalar(one.limit(1)) for one in done)
    return BEGUN if begun else None


def take_back(cycle: Cycle, reason: str, actor: Actor, now: datetime) -> Cycle:
    """The year is being prepared again, and everybody is back in the one before."""
    ensure_can(actor, "year.prepare")
    refuse_if(take_back_refusal(cycle))
    if not reason:
        raise Refused.because("reason", "Напишите, почему открытие отменяется: это останется в\u00a0журнале.")
    cycle.opened = False
    db.session.info.pop("cycle", None)
    record("year:taken_back", cycle, actor, now, year=cycle.year, reason=reason)
    return cycle

"""The verbs of a plan from a file: begin its review, answer a row, approve it, put it away."""

from collections.abc import Collection
from datetime import date, datetime

from app.extensions import db
from app.importing.receiving import Brought
from app.journal.services import record
from app.kernel.words import listed, pluralize
from app.permissions import Actor, ensure_can
from app.plan.importing import frame_of, item_of, short_names
from app.plan.intake.agreeing import agreements
from app.plan.intake.models import PlanImport, PlanImportRow, RowDecision
from app.plan.intake.queries import begun_items, left, lines, year_of
from app.plan.intake.rules import repeated
from app.plan.intake.workflow import FLOW
from app.plan.models import PlanExecutor, PlanItem, PlanWindow
from app.plan.periods import Frame
from app.plan.reading import Paper
from app.plan.rows import RawRow
from app.refusals import Refusal, Refused, refuse_if
from app.year.cycle.models import Cycle

NO_YEAR = "В файле не сказано, на какой год план. Выберите год и загрузите файл ещё раз."
OTHER_YEAR = "В файле план на {} год, а выбран {}. Проверьте файл или выберите другой год."
UNKNOWN_YEAR = "Это план на {} год, а такого года ещё нет. Сначала подготовьте следующий год."
WORDS = ("number", "key", "title", "period_text", "kind", "executors_text", "indicator_text", "info_support")


def begin(brought: Brought[Paper], year: int | None, actor: Actor | None, now: datetime) -> PlanImport:
    """Put the rows of a file under review; the command line begins with no actor."""
    paper, blob = brought.found, brought.blob
    if actor is not None:
        ensure_can(actor, "plan.import")
    cycle = _cycle(paper.year, year)
    frame, names = frame_of(paper.rows, cycle.year), short_names(paper.rows)
    found = PlanImport(
        cycle=cycle,
        blob=blob,
        filename=brought.name,
        begins_on=frame.begins_on,
        names=[list(name) for name in names],
        imported_by_id=actor.person_id if actor else None,
        imported_at=now,
    )
    found.rows = [
        PlanImportRow(position=at, source=row.as_json(), read=item_of(row, frame, names))
        for at, row in enumerate(paper.rows, 1)
    ]
    db.session.add(found)
    db.session.flush()
    record("import:begun", found, actor, now, rows=len(found.rows), sha256=blob.sha256)
    return found


def _cycle(read: int | None, chosen: int | None) -> Cycle:
    if read and chosen and read != chosen:
        raise Refused.because("other_year", OTHER_YEAR.format(read, chosen))
    number = chosen or read
    if number is None:
        raise Refused.because("no_year", NO_YEAR)
    cycle = year_of(number)
    if cycle is None:
        raise Refused.because("unknown_year", UNKNOWN_YEAR.format(number))
    return cycle


def decide(row: PlanImportRow, answer: dict, actor: Actor, now: datetime) -> RowDecision:
    """Answer the doubts of a row: which repairs are refused, what its number, days and executors are."""
    found = row.plan_import
    refuse_if(FLOW.refusal("approve", actor, found))
    frame, names = Frame(found.cycle.year, found.begins_on), [tuple(name) for name in found.names]
    row.read = item_of(RawRow.from_json(row.source), frame, names, answer["refused"])
    decision = row.decision or RowDecision(row=row)
    decision.answer = answer
    decision.decided_by_id = actor.person_id
    decision.decided_at = now
    db.session.add(decision)
    db.session.flush()
    record("import:decided", row, actor, now, number=answer["number"], refused=answer["refused"])
    return decision


def approve(found: PlanImport, agreed: Collection[str], actor: Actor, now: datetime) -> PlanImport:
    """Make the rows the plan of the year, in place of the one that nobody has begun; `agreed` names what was ticked."""
    refuse_if(FLOW.refusal("approve", actor, found))
    refuse_if(_not_yet(found))
    refuse_if(_unasked(found, agreed))
    FLOW.fire("approve", actor, found)
    for item in db.session.query(PlanItem).filter_by(cycle_id=found.cycle_id):
        for part in (*item.windows, *item.executors, item):
            db.session.delete(part)
    db.session.flush()
    for line in lines(found):
        db.session.add(_item(found.cycle_id, line.item))
    db.session.flush()
    record("import:approved", found, actor, now, items=len(found.rows))
    return found


def withdraw(found: PlanImport, actor: Actor, now: datetime) -> PlanImport:
    """Put the draft away; the file stays in the archive."""
    FLOW.fire("withdraw", actor, found)
    record("import:withdrawn", found, actor, now)
    return found


def _not_yet(found: PlanImport) -> Refusal | None:
    if begun := running(found.cycle):
        return begun
    if waiting := left(found):
        return Refusal("doubts", f"Сначала ответьте на вопросы в строках {listed(w.item['number'] for w in waiting)}.")
    if twice := repeated(line.item for line in lines(found)):
        return Refusal("repeated", f"Номер стоит дважды: {listed(twice)}. Исправьте номер в одной из строк.")
    return None


def running(cycle: Cycle) -> Refusal | None:
    """Why the plan of the year can be replaced by no file any more."""
    begun = begun_items(cycle)
    if not begun:
        return None
    many = pluralize(begun, "мероприятие", "мероприятия", "мероприятий")
    return Refusal("begun", f"План {cycle.year} года уже исполняется: начато {many}. Заменить его файлом нельзя.")


def _unasked(found: PlanImport, agreed: Collection[str]) -> Refusal | None:
    asked = next((one for one in agreements(found) if one.name not in agreed), None)
    return Refusal("not_agreed", f"{asked.sentence} Отметьте, что так и\u00a0нужно.") if asked else None


def _item(cycle_id: int, row: dict) -> PlanItem:
    item = PlanItem(cycle_id=cycle_id, threshold_pct=row["threshold"], **{name: row[name] for name in WORDS})
    item.windows = [PlanWindow(starts_on=_day(w["start"]), ends_on=_day(w["end"])) for w in row["windows"]]
    item.executors = [PlanExecutor(position=at, code=code) for at, code in enumerate(row["executors"])]
    return item


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None

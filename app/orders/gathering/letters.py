"""What a letter says from the data of the day."""

from collections.abc import Callable, Iterator
from datetime import date

from sqlalchemy import true

from app.documents.facts import last_return
from app.documents.queries import DECISIONS, Line, kits
from app.orders.gathering.monitorings import plan_order
from app.orders.gathering.people import in_order
from app.orders.gathering.stages import finished_rows
from app.papers.russian import in_words, ordinal_genitive
from app.papers.wording import VERDICTS
from app.refusals import Refused
from app.year.cycle.models import Cycle, Participation
from app.year.cycle.queries import deadline, participations


def plan_sent(cycle: Cycle, _on: date) -> dict:
    """L_FIOKO_PLAN: the number of the order that approved the plan."""
    return {"said": plan_order(cycle)}


def reminder(cycle: Cycle, on: date) -> dict:
    """L_MOUO_REMIND: the schools whose concept documents are not all approved, and what is missing."""
    if not participations(cycle, true()):
        raise Refused.because("empty", "Школ в\u00a0проекте нет: напоминать некому.")
    rows = [
        _of(school) | {"missing": "; ".join(line.slot.title for line in missing)}
        for school, missing in _lines(cycle, lambda line: not line.stands)
        if missing
    ]
    if not rows:
        raise Refused.because("nothing", "Документы всех школ подтверждены: напоминать не о чем.")
    due = deadline(cycle, "concept_documents").due_on
    return {"tables": {"rows": rows}, "said": {"as_of": in_words(on)}, "days": {"documents_by": due}}


def returned(cycle: Cycle, _on: date) -> dict:
    """L_SCHOOL_RETURN: what curators have returned and nobody has mended yet."""
    rows = [
        _of(school) | {"document": line.slot.title, "remarks": _remark(line)}
        for school, mended in _lines(cycle, lambda line: line.state == "returned")
        for line in mended
    ]
    if not rows:
        raise Refused.because("nothing", "Возвращённых документов сейчас нет.")
    return {"tables": {"rows": rows}, "days": {"documents_by": deadline(cycle, "concept_documents").due_on}}


def _remark(line: Line) -> str:
    """What the curator wrote who returned it."""
    decision = last_return(line.document.state, line.document.decisions) if line.document else None
    return decision.remark if decision and decision.remark else "–"


def results(cycle: Cycle, _on: date) -> dict:
    """L_MOUO_RESULTS: the last finished stage."""
    number, rows = finished_rows(cycle)
    if not rows:
        raise Refused.because("unfinished", "Ни один этап экспертизы ещё не закончен: сообщать нечего.")
    schools = {one.school.short_name: one for one in participations(cycle, true())}
    lines = [_of(schools[row.school]) | {"zone": VERDICTS[row.zone]} for row in rows if row.school in schools]
    return {"tables": {"rows": lines}, "said": {"stage": ordinal_genitive(number)}}


def _lines(cycle: Cycle, wanted: Callable[[Line], bool]) -> Iterator[tuple[Participation, list[Line]]]:
    schools = in_order(participations(cycle, true()))
    for school, lines in kits(schools, None, DECISIONS).items():
        yield school, [line for line in lines if wanted(line)]


def _of(school: Participation) -> dict:
    """The columns of a school, and to whom a letter about it may go."""
    place = school.school.municipality
    to = {"school": school.id, "municipality": place.id}
    return {"municipality": place.name, "school": school.school.short_name, "to": to}

"""What happens after 24 March, told when the demo day has come to it: what is met is confirmed, the rest waits."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from sqlalchemy import select

from app.demo.company import Company
from app.demo.registers import of_day, write
from app.demo.story import Act, at_hour, workday
from app.documents import deciding
from app.documents.models import Document
from app.extensions import db
from app.plan.execution import reports
from app.plan.execution.forms import ReportForm, Verdict
from app.plan.models import PlanItem
from app.plan.monitoring_queries import monitorings
from app.plan.monitoring_services import take
from app.plan.registers.models import ProjectEvent
from app.plan.registers.services import mark
from app.refusals import Refused

LINK = "https://example.org/500"
NOTE = "Материалы размещены, список участников у\u00a0координатора (демо)."
# Day, register, its row; of an event also how many schools of the cast were there.
Written = tuple[date, str, Mapping[str, str], int]
SPRING: tuple[Written, ...] = (
    (date(2022, 3, 29), "publications", {"kind": "news", "place": "oiro", "title": "Куратор в школе (демо)"}, 0),
    (date(2022, 4, 7), "events", {"kind": "vks", "title": "ВКС: антирисковые программы (демо)", "link": ""}, 12),
    (date(2022, 4, 12), "publications", {"kind": "news", "place": "portal", "title": "Первые программы (демо)"}, 0),
    (date(2022, 4, 14), "events", {"kind": "rumo", "title": "РУМО учителей математики (демо)", "link": ""}, 0),
    (date(2022, 4, 20), "publications", {"kind": "news", "place": "oiro", "title": "Вопросы кураторам (демо)"}, 0),
    (date(2022, 4, 21), "events", {"kind": "webinar", "title": "Смысловое чтение (демо)", "link": LINK}, 12),
    (date(2022, 5, 12), "publications", {"kind": "analysis", "place": "oiro", "title": "Анализ 1-го этапа (демо)"}, 0),
    (date(2022, 5, 17), "events", {"kind": "results", "title": "Итоги 1-го этапа (демо)", "link": LINK}, 11),
    (date(2022, 5, 18), "events", {"kind": "method_wednesday", "title": "Наставничество (демо)", "link": LINK}, 0),
)
AUTUMN: tuple[Written, ...] = (
    (
        date(2022, 6, 14),
        "publications",
        {"kind": "recommendations", "place": "oiro", "title": "Рекомендации (демо)"},
        0,
    ),
    (date(2022, 6, 15), "letters", {"subject": "recommendations", "number": "17-811"}, 0),
    (date(2022, 7, 4), "publications", {"kind": "note", "place": "oiro", "title": "Справка о мониторинге (демо)"}, 0),
    (date(2022, 7, 12), "publications", {"kind": "news", "place": "portal", "title": "Полгода проекта (демо)"}, 0),
    (date(2022, 8, 24), "publications", {"kind": "news", "place": "oiro", "title": "К новому году (демо)"}, 0),
    (date(2022, 9, 15), "events", {"kind": "exchange", "title": "Как мы работаем с риском (демо)", "link": LINK}, 12),
    (date(2022, 9, 22), "events", {"kind": "webinar", "title": "Оценивание (демо)", "link": LINK}, 12),
    (date(2022, 10, 6), "publications", {"kind": "news", "place": "portal", "title": "Осенние курсы (демо)"}, 0),
    (date(2022, 10, 11), "publications", {"kind": "news", "place": "oiro", "title": "Наставники (демо)"}, 0),
)
# Number of the item, the day of its report, and whether it goes on after that day.
REPORTS_OF_SPRING = ((20, date(2022, 4, 15), True), (31, date(2022, 4, 22), True), (29, date(2022, 5, 19), True))
REPORTS_OF_AUTUMN = (
    (21, date(2022, 6, 16), True),
    (14, date(2022, 6, 30), False),
    (19, date(2022, 9, 23), True),
    (22, date(2022, 9, 26), True),
    (27, date(2022, 9, 27), True),
    (31, date(2022, 10, 12), True),
)
MONITORING = date(2022, 6, 30)


def spring(who: Company) -> list[Act]:
    """Until 3 June: what waited is confirmed, curators go through their desks, the registers are filled."""
    asked = [Act(at_hour(date(2022, 3, 25), 9, 50), partial(_confirm, who, 13))]
    return asked + _desks(who) + _rows(who, SPRING) + _reports(who, REPORTS_OF_SPRING)


def autumn(who: Company) -> list[Act]:
    """Until 31 October: the first monitoring, the second half of the year."""
    first = [Act(at_hour(MONITORING, 17, 20), partial(_monitor, who))]
    return first + _rows(who, AUTUMN) + _reports(who, REPORTS_OF_AUTUMN)


def _rows(who: Company, rows: Sequence[Written]) -> list[Act]:
    return [Act(of_day(day), partial(_write, who, key, day, row, there)) for day, key, row, there in rows]


def _write(who: Company, key: str, day: date, row: Mapping[str, str], there: int, at: datetime) -> None:
    entry = write(who.cycle, key, day, row, who.department, at)
    if there and isinstance(entry, ProjectEvent):
        schools = [f"school-{school.id}" for school in who.schools[:there]]
        curators = sorted({f"person-{curator.person_id}" for curator in who.curators})
        mark(entry, dict.fromkeys([*schools, *curators], "viewer"), "list", who.department, at)


def _desks(who: Company) -> list[Act]:
    """What waits at a desk is approved in the days after, school by school."""
    acts = []
    for number, school in enumerate(who.schools):
        waiting = Document.participation_id == school.id, Document.state == "submitted"
        for turn, document in enumerate(db.session.scalars(select(Document).where(*waiting).order_by(Document.id))):
            moment = at_hour(workday(12 + number % 4 + turn), 9 + (number * 5 + turn * 3) % 9, number * 7 % 60)
            acts.append(Act(moment, partial(_approve, document, number, who)))
    return acts


def _approve(document: Document, number: int, who: Company, at: datetime) -> None:
    db.session.refresh(document)
    if document.sent is not None and document.state == "submitted":
        accepted = [remark.id for remark in document.carried]
        deciding.decide(document, document.sent.id, "approve", [], "", who.curators[number], at, accepted)


def _reports(who: Company, rows: Sequence[tuple[int, date, bool]]) -> list[Act]:
    acts = []
    for number, day, interim in rows:
        moment = of_day(day)
        acts.append(Act(moment, partial(_report, who, number, interim)))
        acts.append(Act(moment + timedelta(hours=21), partial(_confirm, who, number)))
    return acts


def _item(who: Company, number: int) -> PlanItem:
    return db.session.scalars(
        select(PlanItem).where(PlanItem.cycle_id == who.cycle.id, PlanItem.number == number)
    ).one()


def _report(who: Company, number: int, interim: bool, at: datetime) -> None:
    item = _item(who, number)
    of_institute = any(one.code == "OIRO" for one in item.executors)
    reports.report(item, ReportForm(NOTE, interim=interim), who.expert if of_institute else who.department, at)


def _confirm(who: Company, number: int, at: datetime) -> None:
    """By the indicator: what is not met waits for its answer."""
    try:
        reports.answer(_item(who, number), Verdict("confirm"), who.department, at)
    except Refused as refused:
        if refused.code != reports.ASKS:
            raise
    db.session.flush()


def _monitor(who: Company, at: datetime) -> None:
    first = monitorings(who.cycle)[0]
    take(first, who.cycle, "", who.department, at, MONITORING)

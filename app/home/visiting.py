"""What of the schools waits for one person: appeals to answer, and a curator's steps before any document."""

from collections.abc import Iterator
from datetime import date

from flask import url_for

from app.directory.reach import reach
from app.documents.appeals.rows import Waiting, waiting_for
from app.home.acts import Act, Block
from app.kernel import clock
from app.kernel.quotes import quoted
from app.kernel.reader import current_user
from app.kernel.words import day
from app.permissions import can
from app.year.cycle.rows import Year
from app.year.profile.rows import Stand, stands_within
from app.year.profile.way import Way

LONGEST = 160  # letters of what a school wrote, in one line


def of_schools(year: Year) -> Iterator[Block]:
    """Of the signed-in person; two statements whatever their number."""
    if can(current_user, "appeal.answer") and (asked := waiting_for(current_user, clock.today())):
        yield Block("appeals", "Просьбы школ", [_appeal(one) for one in asked])
    if not can(current_user, "visit.record"):
        return
    schools = stands_within(year, reach(current_user, "visit.record"))
    if own := [step for one in schools for step in _steps(one, year.days["activation"].due_on)]:
        yield Block("visits", "Ваши школы", own)


def _appeal(one: Waiting) -> Act:
    what = f"открыть: {one.short_title}" if one.document_id else f"продлить окно {quoted(one.window or '')}"
    reason = one.reason if len(one.reason) <= LONGEST else f"{one.reason[:LONGEST].rsplit(' ', 1)[0]}…"
    url = url_for("appeals.every", _anchor=f"appeal-{one.id}")
    return Act(f"Ответьте на\u00a0просьбу {what}", f"{one.school}, {day(one.asked_at)}: {reason}", "Ответить", url)


def _steps(one: Stand, due_on: date) -> Iterator[Act]:
    """A step about a school that its curator alone takes; the factor to begin with."""
    name = one.school.school.short_name
    if not one.facts.visited:
        where = url_for("profile.one", participation_id=one.school.id, _anchor="visit")
        yield Act("Запишите первое посещение", f"{name}.", "Записать", where, due_on)
    unseen = [risk for risk in one.school.risks if risk.state == "in_profile"]
    ready = [risk for risk in one.school.risks if risk.state == "verified"]
    if unseen:
        yield Act("Проверьте факторы риска", f"{name}.", "Открыть фактор", _factor(unseen[0].id), due_on)
    elif ready and not one.activated:
        yield Act("Активируйте направления", f"{name}.", "Открыть фактор", _factor(ready[0].id), due_on)


def _factor(risk_id: int) -> str:
    return url_for("factors.one", risk_id=risk_id)


def what_waits(one: Way) -> str:
    """What the school is told while its directions are not activated; '' when they are."""
    if one.activated:
        return ""
    if not one.factors:
        return "Факторы риска ещё не\u00a0записаны: их внесёт региональный координатор."
    return "Направления ещё не\u00a0активированы, ждём куратора: он проверит факторы риска и\u00a0запишет посещение."

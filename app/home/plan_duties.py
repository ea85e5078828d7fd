"""What of the plan awaits one person today: own duties that press, and for the Department what was reported."""

from collections.abc import Iterator

from flask import url_for

from app.home.acts import Act, Block
from app.kernel.reader import current_user
from app.kernel.words import day
from app.permissions import can
from app.plan.execution.mine import Mine, mine_now
from app.plan.items import Report
from app.plan.queries import awaiting
from app.plan.words import short_title
from app.year.cycle.queries import current_cycle

LONGEST = 160  # letters of what somebody wrote, in one line


def of_plan() -> Iterator[Block]:
    """Reports that wait for an answer, the oldest first; duties that press, the returned first."""
    if can(current_user, "plan.confirm") and (reports := awaiting(current_cycle())):
        yield Block("reports", "Ждут вашего ответа", [_answer(one) for one in reports])
    if not can(current_user, "plan.report"):
        return
    own = sorted((one for one in mine_now() if one.presses), key=lambda one: one.state != "returned")
    if own:
        more = ("Все мои пункты", url_for("mine.listing"))
        yield Block("plan", "План-график", [_report(one) for one in own], more=more)


def _answer(one: Report) -> Act:
    who = f"{one.municipality.name}, " if one.municipality else "" if one.whole else "часть куратора, "
    why = f"{who}{one.executed_by.name}, отчёт от\u00a0{day(one.recorded_at)}. {_cut(one.note)}"
    anchor = None if one.whole else f"part-{one.id}"
    url = url_for("plan.item", number=one.item.number, _anchor=anchor)
    about = one.municipality.name if one.municipality else ""
    return Act(f"Ответьте на\u00a0отчёт: {one.item.number}. {_title(one)}", why, "Проверить", url, about=about)


def _title(one: Report | Mine) -> str:
    return short_title(one.item)


def _report(one: Mine) -> Act:
    state = one.state if one.state in ("overdue", "returned", "lapsed") else ""
    return Act(
        title=f"{one.item.number}. {_title(one)}",
        why="",
        button="Исправить" if one.state == "returned" else "Отчитаться",
        url=url_for("mine.listing", open=one.key, _anchor=f"duty-{one.key}"),
        due_on=one.due_on,
        about=one.title if one.own.municipality_id else "",
        state=state,
        remark=one.remark,
        by="Отчитайтесь до",
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rsplit(' ', 1)[0]}…"

"""The documents that wait for a curator, the oldest first: the whole queue is the desk, here stand its first ones."""

from collections.abc import Iterator
from datetime import date

from flask import url_for

from app.documents.desk.queue import Waiting, queue
from app.documents.kit import IN_ACCUSATIVE
from app.home.acts import Act, Block
from app.kernel import clock
from app.kernel.calendar import local
from app.kernel.quotes import quoted
from app.kernel.reader import current_user
from app.kernel.words import pluralize
from app.permissions import can
from app.year.cycle.rows import Year

SHOWN = 5


def of_desk(year: Year) -> Iterator[Block]:
    """One statement whatever their number."""
    if not can(current_user, "document.decide"):
        return
    waiting, today = queue(current_user), clock.today()
    if not waiting:
        return
    by = year.days["concept_documents"].due_on
    acts = [_look(one, by, today) for one in waiting[:SHOWN]]
    more = ("Вся очередь", url_for("desk.first"))
    yield Block("queue", "Очередь", acts, more=more, hidden=len(waiting) - len(acts))


def _look(one: Waiting, by: date, today: date) -> Act:
    days = (today - local(one.state_since).date()).days
    waits = f"ждёт {pluralize(days, 'день', 'дня', 'дней')}" if days else "отправлен сегодня"
    again = ", изменён после замечаний" if one.answered else ""
    due_on = one.closes_on or by
    why = f"{one.school}: {waits}{again}."
    return Act(f"Проверьте {_thing(one)}", why, "Проверить", url_for("desk.one", document_id=one.id), due_on)


def _thing(one: Waiting) -> str:
    """After the verb."""
    if one.direction_in_short is None:
        return IN_ACCUSATIVE[one.kind]
    direction = quoted(one.direction_in_short)
    return (
        f"подтверждающие документы {direction}, {one.window}" if one.window else f"антирисковую программу {direction}"
    )

"""The sections that a person may open: derived from the table of permissions."""

from dataclasses import dataclass

from flask import request, url_for

from app.documents.queries import queue_length
from app.kernel.reader import current_user
from app.permissions import can
from app.plan.execution.mine import mine_now
from app.plan.queries import awaiting
from app.roles import Role
from app.setup.current import begun
from app.year.cycle.rows import this_year


@dataclass(frozen=True)
class Section:
    """One line of the navigation; the count is what waits for this person there."""

    label: str
    url: str
    current: bool
    count: int = 0


ABREAST = 7  # sections that fit into the head of a page; the rest stand in the menu of the person
NOW = ("Сейчас", "home.now", "home.view", ("/",))
OWN = (
    ("Рисковый профиль", "profile.own", "profile.view", ("/profile", "/profiles/", "/factors/")),
    ("Комплект", "documents.own_kit", "kit.view", ("/kit", "/schools/", "/documents/", "/versions/", "/receipts/")),
    ("Выводы экспертизы", "conclusions.own", "conclusion.view", ("/conclusions",)),
)
SCHOOLS = ("/matrix", "/participants", "/evidence", "/schools/", "/documents/", "/versions/", "/receipts/")
SECTIONS = (
    ("Очередь", "desk.first", "desk.view", ("/desk",)),
    ("Выводы экспертизы", "school_conclusions.listing", "conclusion.list", ("/conclusions",)),
    ("Экспертиза", "expertise.present", "stage.view", ("/rounds", "/reviewers")),
    ("Мои пункты", "mine.listing", "plan.report", ("/duties",)),
    ("План", "plan.board", "plan.view", ("/plan", "/registers", "/events/")),
    ("Школы", "documents.matrix", "matrix.view", SCHOOLS),
    ("Код мероприятия", "register_events.present", "attendance.mark", ("/present",)),
    ("Профили", "profile.register", "profile.list", ("/profiles", "/factors/", "/directions")),
    ("Листы", "sheets.every", "sheet.edit", ("/sheets", "/bank")),
    ("Правила проверки", "checks.rules", "checks.edit", ("/checks",)),
    ("Приказы", "orders.register", "order.view", ("/orders",)),
    ("Люди", "people.every", "people.view", ("/people",)),
    ("Состояние", "health.state", "archive.view", ("/archive",)),
    ("Письма", "mail.every", "letters.view", ("/mail", "/reminders")),
    ("Журнал", "journal.events", "journal.view", ("/journal",)),
)
# What a house has until its first year is opened: nothing else asks for anybody.
READY = ("Готовность", "setup.ready", "setup.view", ("/setup",))
SETTING_UP = (
    READY,
    *(one for one in SECTIONS if one[1] in ("people.every", "health.state", "mail.every", "journal.events")),
)
# endpoint → the permission that makes things wait for a person, and how many wait
WAITING = {
    "desk.first": ("document.decide", lambda: queue_length(current_user)),
    "mine.listing": ("plan.report", lambda: sum(one.group == "now" for one in mine_now())),
    "plan.board": ("plan.confirm", lambda: len(awaiting(this_year()))),
}


def lines() -> list[Section]:
    """The sections of the signed-in person, the present one marked."""
    if not current_user.is_authenticated:
        return []
    own = OWN if current_user.has(Role.SCHOOL) else ()
    lived = begun().opened
    return [
        Section(label, url_for(endpoint), _is_here(starts), _waiting(endpoint) if lived else 0)
        for label, endpoint, action, starts in ((NOW, *own, *SECTIONS) if lived else SETTING_UP)
        if can(current_user, action)
    ]


def _is_here(starts: tuple[str, ...]) -> bool:
    return any(request.path == start or (start != "/" and request.path.startswith(start)) for start in starts)


def _waiting(endpoint: str) -> int:
    if endpoint not in WAITING:
        return 0
    action, count = WAITING[endpoint]
    return count() if can(current_user, action) else 0

"""The sections that a person may open: derived from the table of permissions."""

from dataclasses import dataclass

from flask import request, url_for
from flask_login import current_user

from app.permissions import can
from app.roles import Role


@dataclass(frozen=True)
class Section:
    """One line of the navigation."""

    label: str
    url: str
    current: bool
    count: int | None = None


SECTIONS = (
    ("Проверка", "desk.first", "desk.view", "/desk"),
    ("План", "plan.board", "plan.view", "/plan"),
    ("Школы", "documents.matrix", "matrix.view", "/matrix"),
    ("Приказы", "orders.register", "order.view", "/orders"),
    ("Журнал", "journal.events", "journal.view", "/journal"),
)


def lines() -> list[Section]:
    """The sections of the signed-in person, the present one marked."""
    if not current_user.is_authenticated:
        return []
    found = [("Сейчас", "home.now", "/")] if current_user.has(Role.SCHOOL) else []
    found += [(label, endpoint, start) for label, endpoint, action, start in SECTIONS if can(current_user, action)]
    return [
        Section(label, url_for(endpoint), request.path == start or (start != "/" and request.path.startswith(start)))
        for label, endpoint, start in found
    ]

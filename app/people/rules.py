"""Who may touch whose roles and way in: pure decisions."""

from collections.abc import Iterable
from datetime import date

from app.permissions import Actor
from app.refusals import Refusal
from app.roles import PLACES, Role

ADMINS_ONLY = Refusal("admins_only", "Роль администратора и\u00a0вход администратора меняет только администратор.")
LAST_ADMIN = Refusal(
    "last_admin",
    "Это последний администратор с\u00a0действующим входом. Сначала назначьте другого, иначе входами управлять некому.",
)
NO_SCHOOL = "Выберите школу: эта роль даётся для одной школы."
NO_MUNICIPALITY = "Выберите муниципалитет: эта роль даётся для одного муниципалитета."
ENDS_BEFORE = "Роль заканчивается раньше, чем начинается. Проверьте дни."


def touch_refusal(actor: Actor | None, roles: Iterable[str]) -> Refusal | None:
    """Nobody but an administrator changes what belongs to one; the command line (no actor) is the operator's own."""
    theirs = Role.ADMIN in set(roles)
    mine = actor is None or any(held.role == Role.ADMIN for held in actor.grants)
    return ADMINS_ONLY if theirs and not mine else None


def place_refusal(role: Role, school_id: int | None, municipality_id: int | None) -> str:
    """What a role of this kind lacks of its place; empty when the place fits (app/roles.py, PLACES)."""
    if PLACES[role] == "school" and school_id is None:
        return NO_SCHOOL
    if PLACES[role] == "municipality" and municipality_id is None:
        return NO_MUNICIPALITY
    return ""


def days_refusal(starts_on: date, ends_on: date | None) -> str:
    """Both days are inclusive; no last day means «until further notice»."""
    return ENDS_BEFORE if ends_on is not None and ends_on < starts_on else ""

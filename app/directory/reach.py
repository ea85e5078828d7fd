"""What an actor reaches, for a statement that is built once: a clause on School, and the values that it asks for."""

from typing import TypedDict

from sqlalchemy import Boolean, bindparam, or_

from app.directory.models import School
from app.permissions import Actor, holdings
from app.roles import Role

REACHED = or_(
    bindparam("everywhere", type_=Boolean),
    School.id.in_(bindparam("schools", expanding=True)),
    School.municipality_id.in_(bindparam("towns", expanding=True)),
)


class Reach(TypedDict):
    """The values of `REACHED`."""

    everywhere: bool
    schools: tuple[int, ...]
    towns: tuple[int, ...]


def whole_region(actor: Actor, *actions: str) -> tuple[Role, ...] | None:
    """The roles by which the actor sees every school alike, for totals that are kept; None when some are closed."""
    held = [one for action in actions for one in holdings(actor, action)]
    if not held or any(one.school_id is not None or one.municipality_id is not None for one in held):
        return None
    return tuple(sorted({one.role for one in held}))


def reach(actor: Actor, action: str) -> Reach:
    """Of the schools for which the actor may take the action: what `within_reach` says in a clause."""
    held = holdings(actor, action)
    towns = [one.municipality_id for one in held if one.school_id is None]
    return Reach(
        everywhere=None in towns,
        schools=tuple(one.school_id for one in held if one.school_id is not None),
        towns=tuple(town for town in towns if town is not None),
    )

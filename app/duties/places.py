"""The schools of the year, as every set begins with them."""

from typing import Any

from sqlalchemy import Select, SQLColumnExpression, select

from app.directory.models import School
from app.duties.rows import Scope
from app.year.cycle.models import Participation


def schools(scope: Scope, *columns: SQLColumnExpression[Any]) -> Select[Any]:
    """Of each school that takes part: its place in the year, its key, its municipality, its name, and these columns."""
    found = select(Participation.id, School.id, School.municipality_id, School.short_name, *columns)
    found = found.select_from(Participation).join(School, School.id == Participation.school_id)
    return found.where(Participation.cycle_id == scope.cycle.id, Participation.left_on.is_(None), scope.reach)

"""Schools with their directions at a moment: what the matrices and a school's kit begin with."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement

from app.kernel.as_of import AsOf, show_as
from app.year.cycle.models import Participation
from app.year.cycle.queries import participations, participations_at
from app.year.cycle.rows import OfYear
from app.year.profile.history import standing
from app.year.profile.queries import factors


def schools_at(cycle: OfYear, clause: ColumnElement[bool], as_of: AsOf) -> list[Participation]:
    """The schools that took part, with the directions that were activated; a constant number of statements."""
    if not as_of.past:
        return participations(cycle, clause)
    schools = participations_at(cycle, clause, as_of)
    put_risks_back(schools, as_of)
    return schools


def put_risks_back(schools: Iterable[Participation], as_of: AsOf) -> None:
    """Show the directions of these schools as they stood; today they stay as they are."""
    if not as_of.past:
        return
    for one in factors(risk for school in schools for risk in school.risks):
        show_as(one.risk, vars(standing(one.verifications, one.activations, as_of)))

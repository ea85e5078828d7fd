"""Where one goes to mend what an indicator lacks: only the pages that the reader may open."""

from flask import current_app, url_for
from flask_login import current_user

from app.permissions import can
from app.plan.indicators.measures import Measure
from app.plan.indicators.reading import missing

# What `Measure.page` names: an endpoint, and the argument that the id of the missing one fills.
PAGES = {
    "documents.kit": ("documents.kit", "participation_id"),
    "profile.one": ("profile.one", "participation_id"),
    "enrolment.card": ("enrolment.card", "participation_id"),
}


def absent(measure: Measure) -> list[tuple[str, str]]:
    """Name and address of everybody who is missing; without an address where the reader can't go."""
    endpoint, argument = PAGES.get(measure.page, ("", ""))
    open_ = endpoint and bool(can(current_user, current_app.view_functions[endpoint].action))
    return [(name, url_for(endpoint, **{argument: number}) if open_ else "") for number, name in missing(measure)]

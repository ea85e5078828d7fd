"""Where one goes to mend what an indicator lacks: only the pages that the reader may open."""

from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.kernel.access import opens
from app.kernel.paging import SIZE
from app.kernel.reader import current_user
from app.plan.indicators.measures import Measure
from app.plan.indicators.reading import missing


def _register(key: str) -> tuple[str, dict[str, str], str]:
    return "registers.one", {"register_key": key}, ""


# What `Measure.page` names: an endpoint, its fixed arguments, and the argument that the id of the missing one fills.
PAGES: dict[str, tuple[str, dict[str, str], str]] = {
    "documents.kit": ("documents.kit", {}, "participation_id"),
    "profile.one": ("profile.one", {}, "participation_id"),
    "profile.register": ("profile.register", {}, ""),
    "enrolment.schools": ("enrolment.schools", {}, ""),
    "expertise.stage": ("expertise.stage", {"whose": "all"}, ""),
    "people.every": ("people.every", {}, ""),
    "monitorings.every": ("monitorings.every", {}, ""),
    "orders.register": ("orders.register", {}, ""),
    "register_events.one": ("register_events.one", {}, "event_id"),
    "registers.first": _register("events"),
    **{
        f"registers.{key}": _register(key)
        for key in ("publications", "letters", "contracts", "heads", "teachers", "resources")
    },
    "registers.municipal": _register("municipal"),
}


@dataclass(frozen=True)
class Absent:
    """Name and address of those who are missing of the reader's own, as far as they are shown; how many they are."""

    shown: list[tuple[str, str]]
    total: int


def absent(measure: Measure, at_most: int | None = SIZE, after: int = 0) -> Absent:
    """A part of the list; without an address where the reader can't go."""
    found = missing(measure, current_user, at_most, after)
    return Absent([(name, address(measure, number)) for number, name in found.rows], found.total)


def address(measure: Measure, number: int | None = None) -> str:
    """Where the lack is mended, for one who is missing or for the measure as a whole; empty without such a page."""
    endpoint, fixed, argument = PAGES[measure.page]
    if (argument and number is None) or not opens(endpoint):
        return ""
    arguments: dict[str, Any] = {**fixed, **measure.at}  # what `url_for` takes
    if argument:
        arguments[argument] = number
    return url_for(endpoint, **arguments)

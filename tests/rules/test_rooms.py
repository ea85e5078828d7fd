"""Inside a wing: which of its rooms may know which. Between wings it is said in pyproject.toml."""

from collections.abc import Iterator

import grimp
import pytest

OWN = "own modules"  # those that stand in the wing itself
# From the one that may know all others down; rooms of one line know nothing of each other.
WINGS = {
    "documents": ("desk | appeals", "checks | evidence", "recognition", OWN, "reading"),
    "expertise": ("results", "federal", "opinions", "reviews", OWN, "sheets | assignments"),
    "plan": ("intake", OWN, "registers"),
    "year": ("enrolment", "profile", "cycle"),
    "people": (OWN, "mode", "accounts"),
}


@pytest.fixture(scope="module")
def graph():
    return grimp.build_graph("app")


@pytest.mark.parametrize("wing", WINGS)
def test_rooms_of_a_wing_know_only_those_below(wing, graph):
    floors = {room: floor for floor, line in enumerate(WINGS[wing]) for room in line.split(" | ")}
    found = list(_arrows(graph, wing, floors))
    assert len(found) > 3
    assert [arrow for arrow in found if _up(arrow, floors)] == []


def _arrows(graph, wing: str, rooms: dict) -> Iterator[tuple[str, str, str, str]]:
    """From room, to room, and which module is known by which; what puts a wing together may know all of it."""
    prefix = f"app.{wing}."
    for module in graph.modules:
        for other in graph.find_modules_directly_imported_by(module):
            if module.startswith(prefix) and other.startswith(prefix):
                one, two = (_room(name.removeprefix(prefix), rooms) for name in (module, other))
                if one != two:
                    yield one, two, module, other


def _room(name: str, rooms: dict) -> str:
    first = name.split(".")[0]
    return first if first in rooms else OWN


def _up(arrow: tuple[str, str, str, str], floors: dict) -> bool:
    return floors[arrow[0]] >= floors[arrow[1]]

"""How the house itself stands, for whoever keeps it: what is not well is a thing to do."""

from collections.abc import Iterator
from typing import Any

from flask import current_app, url_for

from app.home.acts import Act, Block
from app.kernel.reader import current_user
from app.roles import Role


def of_house() -> Iterator[Block]:
    """The parts that are not well; a part that is well needs nobody."""
    found = [one for one in parts() if not one.well]
    if found:
        acts = [
            Act(f"{one.title}: {one.word}", one.said, "Открыть состояние", url_for("health.state")) for one in found
        ]
        yield Block("house", "Программа", acts)


def parts() -> list[Any]:
    """Every part with its word, for an administrator alone: `health` stands above this wing and is given to it."""
    return current_app.extensions.get("house_state", list)() if current_user.has(Role.ADMIN) else []

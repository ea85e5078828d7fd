"""Who signs and who controls on a day, as the paper names them."""

from datetime import date
from textwrap import wrap

from app.directory.queries import official
from app.orders.facts import Controller, Signatory

SIGNATURE_LINE = 40


def signatory(on: date) -> Signatory | None:
    """The position broken as in order No. 226, in three lines."""
    person = official("signatory", on)
    if person is None:
        return None
    lines = [line for part in person.position_nom.splitlines() for line in wrap(part, SIGNATURE_LINE)]
    return Signatory(tuple(lines), person.name_nom)


def controller(on: date) -> Controller | None:
    """In the accusative; None is said on the page."""
    person = official("controller", on)
    return person and Controller(person.position_acc, person.name_acc)

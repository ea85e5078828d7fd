"""Who signs and who controls on a day, as the paper names them."""

from datetime import date
from textwrap import wrap

from app.directory.models import Official
from app.directory.queries import official
from app.papers.declension import CASES, mid_sentence, surname_first
from app.papers.facts import Controller, Inflected, Signatory

SIGNATURE_LINE = 40


def signatory(on: date) -> Signatory | None:
    """The position broken as in order No. 226, in three lines; none for who stands in, until it is confirmed."""
    person = official("signatory", on)
    if person is None:
        return None
    said = person.position_nom if person.confirmed or not person.acting else ""
    lines = [line for part in said.splitlines() for line in wrap(part, SIGNATURE_LINE)]
    return Signatory(tuple(lines), person.name_nom, inflected(person))


def controller(on: date) -> Controller | None:
    """In the accusative; None is said on the page."""
    person = official("controller", on)
    return None if person is None else Controller(person.position_acc, person.name_acc, inflected(person))


def inflected(person: Official) -> Inflected:
    """The post and the name in one phrase; nothing that waits for its confirmation."""
    if not person.confirmed:
        return Inflected()
    nominative = f"{mid_sentence(person.position_nom)} {surname_first(person.name_nom)}"
    forms = {case: f"{getattr(person, f'position_{case}')} {getattr(person, f'name_{case}')}" for case in CASES}
    return Inflected(**{case: " ".join(words.split()) for case, words in ({"nom": nominative} | forms).items()})

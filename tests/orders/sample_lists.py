"""Facts of every list order and letter, with the officials and the letter of order No. 226."""

from app.demo.oryol import ORYOL
from app.papers.facts import ListFacts
from app.papers.templates.samples import PEOPLE, filled, rows
from tests.orders.sample_facts import BASIS, CONTROLLER, SIGNATORY

__all__ = ["PEOPLE", "listing", "rows"]


def listing(code: str) -> ListFacts:
    """An order or letter with everything filled in; `reply_to` is left out, as it mostly is."""
    return filled(code, {"year": 2022, "region": ORYOL, "signatory": SIGNATORY, "controller": CONTROLLER}, BASIS)

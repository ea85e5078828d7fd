"""A second or third opinion is given blind: until it is sent, its author doesn't know what the others said."""

from collections.abc import Iterable

from sqlalchemy import select

from app.assignments.models import Assignment
from app.cycle.models import Round
from app.expertise.models import Examined
from app.expertise.queries import publication_of
from app.extensions import db
from app.reviews.models import Review


def role_of(asked: Assignment) -> str:
    """The review that the assignment asks for: of one document alone, the third."""
    return "third" if asked.examined_id else "second"


def waiting(asked: Assignment) -> frozenset[int]:
    """The frozen lines about which the opinion was asked and not yet sent."""
    lines = select(Examined.id).where(
        Examined.round_id == asked.round_id,
        Examined.participation_id == asked.participation_id,
        Examined.asked,
        Examined.sha256.is_not(None),
    )
    if asked.examined_id:
        lines = lines.where(Examined.id == asked.examined_id)
    told = select(Review.examined_id).where(Review.role == role_of(asked), Review.sendings.any())
    return frozenset(db.session.scalars(lines.where(Examined.id.not_in(told))))


def hidden_from(person_id: int, stage: Round) -> frozenset[int]:
    """The lines whose other opinions the person may not know; none of a published stage, which everybody reads."""
    asked = select(Assignment).where(
        Assignment.round_id == stage.id,
        Assignment.reviewer_id == person_id,
        Assignment.role == "second",
        Assignment.until.is_(None),
    )
    found = db.session.scalars(asked).all()
    return frozenset() if not found or publication_of(stage) else _all(map(waiting, found))


def _all(sets: Iterable[frozenset[int]]) -> frozenset[int]:
    return frozenset().union(*sets)

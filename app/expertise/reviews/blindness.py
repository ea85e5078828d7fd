"""A second or third opinion is given blind: until it is sent, its author doesn't know what the others said."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.expertise.assignments.models import Assignment
from app.expertise.assignments.year_rows import assigned_to
from app.expertise.models import FrozenItem
from app.expertise.queries import publication_of
from app.expertise.reviews.models import Review
from app.extensions import db
from app.kernel.reads import once
from app.year.cycle.models import Participation, Stage


def role_of(asked: Assignment) -> str:
    """The review that the assignment asks for: of one document alone, the third."""
    return "third" if asked.frozen_item_id else "second"


def asked_in(stage: Stage, person_id: int | None = None) -> list[Assignment]:
    """The other opinions that are asked for in a stage, of everybody or of one person."""
    school = joinedload(Assignment.participation).joinedload(Participation.school)
    found = select(Assignment).where(
        Assignment.stage_id == stage.id, Assignment.role == "second", Assignment.until.is_(None)
    )
    if person_id is not None:
        found = found.where(Assignment.reviewer_id == person_id)
    return list(db.session.scalars(found.options(school).order_by(Assignment.id)))


def waiting(stage: Stage, asked: Sequence[Assignment]) -> dict[int, frozenset[int]]:
    """Assignment → the frozen lines of which the opinion was asked and not yet sent; two statements for all."""
    presented = FrozenItem.asked, FrozenItem.sha256.is_not(None)
    lines = db.session.execute(
        select(FrozenItem.id, FrozenItem.participation_id).where(FrozenItem.stage_id == stage.id, *presented)
    ).all()
    sent = select(Review.frozen_item_id, Review.role).join(Review.frozen_item)
    told = set(map(tuple, db.session.execute(sent.where(FrozenItem.stage_id == stage.id, Review.sendings.any()))))
    return {
        one.id: frozenset(
            key
            for key, school in lines
            if school == one.participation_id and one.frozen_item_id in (None, key) and (key, role_of(one)) not in told
        )
        for one in asked
    }


@once
def hidden_from(person_id: int, stage: Stage) -> frozenset[int]:
    """The lines whose other opinions the person may not know; none of a published stage, which everybody reads."""
    if not any(one.role == "second" and one.stage_id == stage.id for one in assigned_to(stage.cycle_id, person_id)):
        return frozenset()
    asked = asked_in(stage, person_id)
    if not asked or publication_of(stage):
        return frozenset()
    return frozenset().union(*waiting(stage, asked).values())

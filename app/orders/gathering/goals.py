"""Did a school reach its goal: what the expert said of it at the last stage, and only if nothing speaks against it."""

from collections.abc import Sequence

from sqlalchemy import select

from app.cycle.models import Round, SchoolRisk
from app.expertise.models import Examined
from app.extensions import db
from app.results.figures import SchoolFigures
from app.reviews.models import Review, Score, Sending
from app.reviews.queries import counting
from app.sheets.models import Criterion

GOAL = "r3"  # «Цель достигнута» of the sheet of results (sheets/data/sheets.json)
SAID = {0: "нет", 1: "частично", 2: "да"}
NOT_SAID = "нет сведений"


def goals_of(stage: Round) -> dict[int, int]:
    """The points for the goal by school, from the sheets that count; one statement."""
    found = (
        select(Examined.participation_id, Score.points)
        .join(Review, Review.examined_id == Examined.id)
        .join(Sending, Sending.review_id == Review.id)
        .join(Score, Score.sending_id == Sending.id)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(Examined.round_id == stage.id, Criterion.key == GOAL)
        .where(Sending.id.in_(counting().with_only_columns(Sending.id)))
    )
    return dict(tuple(row) for row in db.session.execute(found))


def goal(points: int | None, school: SchoolFigures, worked_on: Sequence[SchoolRisk]) -> str:
    """No «да» while a risk remains, a document is not confirmed or the school is not green."""
    if points is None:
        return NOT_SAID
    remains = any(risk.state == "activated" for risk in worked_on)
    clean = school.zone == "green" and school.confirmed and not remains
    return SAID[points if clean else min(points, 1)]

"""Goal and figures of a school: what the expert said of them at the last stage, unless the rest speaks against it."""

from collections.abc import Sequence

from sqlalchemy import select

from app.expertise.models import FrozenItem
from app.expertise.results.figures import SchoolFigures
from app.expertise.reviews.models import Review, Score, Sending
from app.expertise.reviews.queries import counting
from app.expertise.sheets.models import Criterion
from app.extensions import db
from app.year.cycle.models import SchoolRisk, Stage

# «Цель достигнута» and «Фактические показатели не ниже плановых» of the sheet of results (sheets/data/sheets.json).
GOAL, FIGURES = "r3", "r2"
REACHED = {0: "ниже плановых", 1: "частично ниже плановых", 2: "не\u00a0ниже плановых"}
SAID = {0: "нет", 1: "частично", 2: "да"}
NOT_SAID = "нет сведений"


def told_of(stage: Stage) -> dict[tuple[int, str], int]:
    """The points by school and criterion, from the sheets that count; one statement."""
    found = (
        select(FrozenItem.participation_id, Criterion.key, Score.points)
        .join(Review, Review.frozen_item_id == FrozenItem.id)
        .join(Sending, Sending.review_id == Review.id)
        .join(Score, Score.sending_id == Sending.id)
        .join(Criterion, Criterion.id == Score.criterion_id)
        .where(FrozenItem.stage_id == stage.id, Criterion.key.in_((GOAL, FIGURES)))
        .where(Sending.id.in_(counting().with_only_columns(Sending.id)))
    )
    return {(school, key): points for school, key, points in db.session.execute(found)}


def goal(points: int | None, figures: int | None, school: SchoolFigures, worked_on: Sequence[SchoolRisk]) -> str:
    """No «да» while a risk remains, a document is not confirmed, the school is not green or its figures are low."""
    if points is None:
        return NOT_SAID
    remains = any(risk.state == "activated" for risk in worked_on)
    clean = school.zone == "green" and school.confirmed and not remains and figures != 0
    return SAID[points if clean else min(points, 1)]


def figures_said(points: int | None) -> str:
    """«Показатели (план/факт)»: the numbers stand in the papers of the school, the expert has compared them."""
    return NOT_SAID if points is None else REACHED[points]

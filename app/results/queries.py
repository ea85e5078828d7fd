"""Reads of a round for its figures: a constant number of statements, whatever the number of schools."""

from app.cycle.models import Round
from app.cycle.queries import rounds
from app.expertise.lines import lines_of
from app.results.figures import Figures, figures


def figures_of(stage: Round) -> Figures:
    """The figures of a round with the round before it; no schools before the set is fixed."""
    earlier = before(stage)
    return figures(lines_of(stage), lines_of(earlier) if earlier else ())


def before(stage: Round) -> Round | None:
    """The round before it in the same year."""
    return next((one for one in reversed(rounds(stage.cycle)) if one.number < stage.number), None)

"""When two opinions of one document disagree. Pure."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Opinion:
    """What one reviewer said: a verdict, and a score in per cent if there is one."""

    verdict: str
    score: Decimal | None = None


def apart(first: Opinion, second: Opinion) -> Decimal | None:
    """How far the scores are from each other, in per cent of the scale; None when one of them has no score."""
    if first.score is None or second.score is None:
        return None
    return abs(first.score - second.score)


def disagree(first: Opinion, second: Opinion, threshold: int) -> bool:
    """True when the scores are further apart than the threshold; without scores, when the verdicts differ."""
    distance = apart(first, second)
    return first.verdict != second.verdict if distance is None else distance > threshold

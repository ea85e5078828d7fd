"""What is said otherwise since a stage was published: it is marked, and the school is told."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import func, select

from app.cycle.models import Participation, Round
from app.expertise.models import Examined, Publication, Result
from app.expertise.rules import said
from app.extensions import db

NO_WORD = "раньше вывода не\u00a0было"
REMARKS_ALONE = "вывод и\u00a0балл прежние, изменены замечания"


@dataclass(frozen=True)
class Revised:
    """What was said of a line when it was published, and since when something else is; `otherwise`: another way."""

    at: datetime
    verdict: str = ""
    score: Decimal | None = None
    otherwise: str = ""


def revised(line: Examined, published_at: datetime) -> Revised | None:
    """None when the line says what it said."""
    was, now = said(line, published_at), said(line)
    if _plain(was) == _plain(now):
        return None
    at = max(result.recorded_at for result in line.results)
    if was is None:
        return Revised(at, otherwise=NO_WORD)
    same = now is not None and (was.verdict, was.score) == (now.verdict, now.score)
    return Revised(at, was.verdict, was.score, REMARKS_ALONE if same else "")


def _plain(word: Result | None) -> tuple | None:
    return word and (word.verdict, word.score, word.remarks)


def changed_since(school: Participation, since: datetime) -> list[tuple[Round, str, datetime]]:
    """(stage, what about, when): words of the school that were changed after their publication, since a moment."""
    newer = (
        select(Round, Examined.title, func.max(Result.recorded_at))
        .join(Examined, Examined.round_id == Round.id)
        .join(Result, Result.examined_id == Examined.id)
        .join(Publication, Publication.round_id == Round.id)
        .where(Examined.participation_id == school.id, ~Publication.withdrawal.has())
        .where(Result.recorded_at > Publication.published_at, Result.recorded_at > since)
        .group_by(Round.id, Examined.id, Examined.title)
        .order_by(Round.number, Examined.id)
    )
    return [tuple(row) for row in db.session.execute(newer)]

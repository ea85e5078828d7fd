"""O_FINAL says that a goal is reached when the expert said so and the line of the school does not contradict it."""

from dataclasses import dataclass
from decimal import Decimal
from types import SimpleNamespace

import pytest

from app.expertise.models import FrozenItem, Result
from app.expertise.reviews.models import Review, Score, Sending
from app.expertise.sheets.models import Criterion, Sheet
from app.extensions import db
from app.orders.gathering import gather
from app.orders.gathering.goals import goal
from app.year.cycle.models import RiskDirection, SchoolRisk
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON


@dataclass(frozen=True)
class School:
    zone: str = "green"
    confirmed: bool = True


CLOSED, ACTIVE = SimpleNamespace(state="closed"), SimpleNamespace(state="activated")


@pytest.mark.parametrize(
    ("points", "figures", "school", "risks", "said"),
    [
        (2, 2, School(), [CLOSED], "да"),
        (2, 1, School(), [CLOSED], "да"),
        (2, None, School(), [CLOSED], "да"),
        (2, 0, School(), [CLOSED], "частично"),
        (2, 2, School(), [CLOSED, ACTIVE], "частично"),
        (2, 2, School(confirmed=False), [CLOSED], "частично"),
        (2, 2, School(zone="yellow"), [CLOSED], "частично"),
        (1, 2, School(), [CLOSED], "частично"),
        (0, 2, School(), [CLOSED], "нет"),
        (None, 2, School(), [CLOSED], "нет сведений"),
    ],
)
def test_a_goal_is_reached_by_a_persons_word_and_never_against_the_rest_of_the_line(
    points, figures, school, risks, said
):
    assert goal(points, figures, school, risks) == said


def judged(points: int, figures: int) -> None:
    """The expert sends the sheet of the whole set of the first school: of its goal, and of its figures."""
    one = db.session.get(FrozenItem, 1)
    line = FrozenItem(stage_id=one.stage_id, participation_id=one.participation_id, kind="set", title="Комплект")
    line.state, line.sha256 = "approved", "0" * 64
    sheet = Sheet(stage_id=one.stage_id, number=1, made_at=NOON)
    asked = {"r3": points, "r2": figures}
    criteria = [Criterion(sheet=sheet, key=key, position=1, title="Т", applies="set") for key in asked]
    review = Review(frozen_item=line, state="sent", answers={}, notes=[], saved_by_id=2, saved_at=NOON)
    word = {"verdict": "ok", "score": Decimal(90)}
    result = Result(source="regional", remarks="", reviewer_id=2, recorded_at=NOON, revision=1, **word)
    line.results = [result]
    sent = {"conclusion": "Годен.", "notes": [], "sent_by_id": 2, "sent_at": NOON}
    sending = Sending(review=review, number=1, sheet=sheet, points=9, out_of=10, result=result, **word, **sent)
    db.session.add_all([line, *criteria, sending])
    db.session.flush()
    db.session.add_all(Score(sending_id=sending.id, criterion_id=one.id, points=asked[one.key]) for one in criteria)
    db.session.commit()


def goals(column: str = "goal") -> list[str]:
    return [row[column] for row in gather("O_FINAL", current_cycle(), NOON.date()).tables["rows"]]


def test_a_green_school_has_no_goal_reached_until_somebody_has_said_so(stage):
    assert goals() == goals("figures") == ["нет сведений"] * 3


@pytest.mark.parametrize(
    ("points", "said"), [(2, "не\u00a0ниже плановых"), (1, "частично ниже плановых"), (0, "ниже плановых")]
)
def test_the_figures_of_a_school_are_what_the_expert_compared(stage, points, said):
    judged(1, points)
    assert goals("figures") == [said, "нет сведений", "нет сведений"]
    assert goals()[0] == "частично"


def test_a_direction_that_is_still_open_takes_the_word_back_in_part(stage):
    judged(2, 2)
    assert goals() == ["да", "нет сведений", "нет сведений"]
    direction = RiskDirection(code="x", title="Риск", short_title="Риск", position=1)
    place = db.session.get(FrozenItem, 1).participation_id
    db.session.add(SchoolRisk(participation_id=place, direction=direction, significance="high", state="verified"))
    db.session.commit()
    risk = db.session.query(SchoolRisk).one()
    risk.state, risk.activated_at = "activated", NOON
    db.session.commit()
    assert goals()[0] == "частично"

"""The arithmetic of a sheet: exact, never rounded up, a stop criterion stands above any sum."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.expertise.sheets.scoring import asked_of, counted, judge, left, zone


@dataclass(frozen=True)
class Asked:
    key: str
    weight: int = 1
    stop: bool = False
    kinds: tuple[str, ...] = ("concept",)


@dataclass(frozen=True)
class Bounds:
    ok_from: int = 80
    remarks_from: int = 50


@st.composite
def sheets(draw):
    weights = draw(st.lists(st.tuples(st.integers(1, 10), st.booleans()), min_size=1, max_size=15))
    asked = [Asked(f"c{n}", weight, stop) for n, (weight, stop) in enumerate(weights)]
    return asked, {one.key: draw(st.integers(0, 2)) for one in asked}


UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(sheets())
def test_the_verdict_follows_from_the_exact_share_and_the_shown_score_is_cut(sheet):
    asked, answers = sheet
    judged = judge(asked, answers, Bounds())
    share = Fraction(judged.points, judged.out_of) * 100
    shown = Fraction(judged.score)
    assert shown <= share < shown + Fraction(1, 10)
    if any(one.stop and answers[one.key] == 0 for one in asked):
        assert judged.verdict == "needs_work"
        assert judged.stopped_by
    else:
        expected = "ok" if share >= 80 else "ok_with_remarks" if share >= 50 else "needs_work"
        assert (judged.verdict, judged.stopped_by) == (expected, "")


@UNHURRIED
@given(sheets(), st.data())
def test_a_better_answer_never_makes_a_sheet_worse(sheet, data):
    asked, answers = sheet
    one = data.draw(st.sampled_from(asked))
    better = {**answers, one.key: min(2, answers[one.key] + 1)}
    order = ("needs_work", "ok_with_remarks", "ok")
    before, after = judge(asked, answers, Bounds()), judge(asked, better, Bounds())
    assert after.score >= before.score
    assert order.index(after.verdict) >= order.index(before.verdict)


@UNHURRIED
@given(sheets(), st.data())
def test_what_is_left_and_what_is_counted_make_the_whole(sheet, data):
    asked, answers = sheet
    known = {key: answers[key] for key in data.draw(st.sets(st.sampled_from(sorted(answers))))}
    missing = left(asked, known)
    assert {one.key for one in missing} == set(answers) - set(known)
    points, out_of = counted(asked, known)
    assert 0 <= points <= out_of == 2 * sum(one.weight for one in asked if one.key in known)


@pytest.mark.parametrize(
    ("points", "out_of", "verdict"),
    [
        (4, 5, "ok"),
        (7999, 10000, "ok_with_remarks"),
        (1, 2, "ok_with_remarks"),
        (4999, 10000, "needs_work"),
        (0, 1, "needs_work"),
    ],
)
def test_a_zone_begins_exactly_at_its_bound(points, out_of, verdict):
    assert zone(points, out_of, Bounds()) == verdict


def test_a_score_is_cut_and_not_rounded():
    asked = [Asked(f"c{n}") for n in range(3)]
    assert judge(asked, {"c0": 2, "c1": 2, "c2": 0}, Bounds()).score == Decimal("66.6")
    assert judge(asked, {"c0": 2, "c1": 2, "c2": 1}, Bounds()).score == Decimal("83.3")


def test_a_criterion_applies_to_its_kinds_alone():
    asked = [Asked("c1"), Asked("c12", kinds=("set",)), Asked("c3", kinds=("concept", "antirisk"))]
    assert [one.key for one in asked_of(asked, "concept")] == ["c1", "c3"]
    assert [one.key for one in asked_of(asked, "set")] == ["c12"]


@pytest.mark.parametrize("answers", [{}, {"a": 2}])
def test_nothing_is_judged_before_its_time(answers):
    """A judgement of nothing would be «принято», and so would one of half a sheet."""
    for asked in ([], [Asked("a"), Asked("b")]):
        with pytest.raises(AssertionError):
            judge(asked, answers, Bounds())

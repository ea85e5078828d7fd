"""The zone of a school, its reason in words, and what its score is of: each fixture stands on a bound."""

from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from app.expertise.results.figures import Set, figures
from app.expertise.rules import by_score, windows_of
from app.expertise.zones import Scale, because, mean, said_of, school_outcome, score_of, zone
from tests.expertise.results.test_figures import line as frozen_line

SHEET = Scale({"concept": 18, "midterm": 22, "antirisk": 24, "set": 2})


@dataclass
class Line:
    kind: str
    results: list = field(default_factory=list)
    presented: bool = True
    asked: bool = True
    title: str = "Концепция"

    @property
    def heard(self) -> list:
        return self.results


def word(verdict: str, score=None, source: str = "regional"):
    score = None if score is None else Decimal(score)
    return SimpleNamespace(source=source, verdict=verdict, score=score, withdrawn=False, revision=1)


def said(kind: str, verdict: str, score=None, source: str = "regional", **more) -> Line:
    return Line(kind, [word(verdict, score, source)], **more)


def missing(kind: str, **more) -> Line:
    return Line(kind, presented=False, **more)


@pytest.mark.parametrize(
    ("score", "verdict"),
    [("80", "ok"), ("79.9", "ok_with_remarks"), ("50", "ok_with_remarks"), ("49.9", "needs_work")],
)
def test_a_score_exactly_on_a_bound_belongs_to_the_zone_above(score, verdict):
    assert by_score(Decimal(score), 80, 50) == verdict


def test_a_window_that_opens_on_the_day_of_the_stage_is_looked_at():
    stage = SimpleNamespace(examines="evidence", due_on=date(2022, 6, 20))
    opens = [SimpleNamespace(opens_on=date(2022, 6, day)) for day in (20, 21)]
    assert windows_of(stage, opens) == opens[:1]
    assert windows_of(replace_examines(stage), opens) == []


def replace_examines(stage):
    return SimpleNamespace(**{**vars(stage), "examines": "concept"})


def test_one_missing_document_makes_a_school_red_and_the_reason_counts_it():
    lines = [said("concept", "ok", 100), missing("midterm"), missing("antirisk"), missing("antirisk")]
    assert (school_outcome(lines), zone(lines)) == ("needs_work", "red")
    assert because(lines, SHEET) == "не\u00a0представлено 3 из\u00a04"
    assert because([missing("concept")], SHEET) == "не\u00a0представлено 1 из\u00a01"
    assert because(lines[:1], SHEET) == ""


def test_the_worst_document_is_named_with_its_score_and_why_it_is_stricter_than_that():
    fine, bad = said("concept", "ok", 90), said("midterm", "needs_work", "38.8", title="Программа")
    assert because([fine, bad], SHEET) == "худший документ: Программа, 38,8\u00a0%"
    stopped = replace(bad, results=[word("needs_work", 50)])
    assert because([fine, stopped], SHEET).endswith(
        "50,0\u00a0%, вывод не\u00a0по\u00a0сумме баллов, а\u00a0по\u00a0обязательному критерию"
    )
    theirs = replace(bad, results=[word("needs_work", 12, "federal")])
    assert because([fine, theirs], SHEET).endswith("12,0\u00a0%, вывод федерального координатора")


def test_what_waits_is_no_zone_and_the_reason_says_how_much():
    lines = [said("concept", "needs_work", 10), Line("midterm")]
    assert zone(lines) == ""
    assert because(lines, SHEET) == "ещё не\u00a0оценено 1"


def test_a_kit_judged_as_a_whole_says_what_of_it_is_not_there():
    lines = [Line("concept", asked=False), missing("evidence", asked=False), said("set", "ok", "83.3")]
    assert zone(lines) == "green"
    assert because(lines, SHEET) == "не\u00a0представлено 1 из\u00a02, оценён комплект в целом"


def test_a_score_weighs_by_points_counts_the_absent_as_nothing_and_is_cut():
    lines = [said("concept", "ok", "83.3"), missing("midterm"), said("set", "ok", 100)]
    found = score_of(lines, SHEET)  # (83.3 × 18 + 100 × 2) / 42 = 40.46…
    assert (found.score, found.of, found.absent, found.federal) == (Decimal("40.4"), 3, 1, 0)
    assert said_of(found) == "1\u00a0непредставленный документ за\u00a00"


def test_a_mean_of_two_sources_says_so_and_nothing_is_a_score_before_a_word():
    lines = [said("concept", "ok", 90), said("midterm", "ok", 80, "federal")]
    assert said_of(score_of(lines, SHEET)) == "с\u00a0баллом федерального координатора: 1 из\u00a02"
    assert score_of([Line("concept"), missing("midterm")], SHEET).score is None
    assert score_of([said("concept", "ok"), missing("midterm")], SHEET).score is None
    assert score_of([missing("concept"), missing("midterm")], SHEET).score == 0
    assert score_of([said("evidence", "ok", 90, asked=False)], SHEET).score is None


def test_a_score_says_how_many_documents_have_none_and_are_left_out():
    lines = [said("concept", "ok", 100), said("midterm", "needs_work", source="federal")]
    found = score_of(lines, SHEET)
    assert (found.score, found.of, found.unscored) == (100, 1, 1)
    assert said_of(found) == "без\u00a0балла: 1\u00a0документ"
    assert said_of(score_of(lines[:1], SHEET)) == ""


@pytest.mark.parametrize(
    ("scores", "expected"), [(("83.3", "83.4"), "83.3"), (("66.6", "66.7", "66.7"), "66.6"), (("99.9", "100"), "99.9")]
)
def test_a_mean_is_cut_down_and_never_rounded(scores, expected):
    assert mean(map(Decimal, scores)) == Decimal(expected)
    assert mean([None, Decimal(5)]) == 5
    assert mean([]) is None


OK = {"regional": ("ok", Decimal(90))}


def test_directions_are_counted_by_their_programmes_and_no_other_paper():
    kinds = enumerate(("concept", "midterm", "antirisk", "set"), 1)
    lines = [replace(frozen_line(1, at, OK, kind), title=f"Документ {at}") for at, kind in kinds]
    [school] = figures(Set(lines)).schools
    assert (school.activated, school.required) == (1, 3)


def test_a_school_that_owes_nothing_has_not_confirmed_everything():
    [nothing] = figures(Set([frozen_line(1, 1, OK, "set")])).schools
    assert nothing.required == 0
    assert not nothing.confirmed
    [whole] = figures(Set([frozen_line(1, 1, OK)])).schools
    assert whole.confirmed


def test_stages_that_looked_at_different_things_are_not_compared():
    concepts = Set([frozen_line(1, 1, OK), frozen_line(1, 2, OK, "midterm")])
    as_whole = Set([frozen_line(1, 3, {"regional": ("ok", Decimal(95))}, "set")])
    [school] = figures(as_whole, concepts).schools
    assert school.change == "unlike"
    assert figures(as_whole, as_whole).schools[0].change == "same"
    one_more = Set([*concepts.lines, frozen_line(1, 4, OK, "antirisk")])
    assert figures(one_more, concepts).schools[0].change == "unlike"

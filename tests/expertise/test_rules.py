"""The pure rules of expertise on their bounds: windows of a stage, zones of a score, which word counts."""

from datetime import UTC, date, datetime
from decimal import Decimal
from types import SimpleNamespace as Thing

import pytest

from app.expertise import rules

SPRING, AUTUMN = Thing(opens_on=date(2022, 3, 1)), Thing(opens_on=date(2022, 8, 1))
FIRST, LATER = datetime(2022, 5, 2, 9, tzinfo=UTC), datetime(2022, 5, 3, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("examines", "due_on", "looked_at"),
    [
        ("concept", date(2022, 11, 15), []),
        ("evidence", date(2022, 2, 28), []),
        ("evidence", date(2022, 3, 1), [SPRING]),
        ("evidence", date(2022, 7, 31), [SPRING]),
        ("results", date(2022, 8, 1), [SPRING, AUTUMN]),
    ],
)
def test_a_stage_looks_at_the_windows_that_have_opened_by_its_day(examines, due_on, looked_at):
    assert rules.windows_of(Thing(examines=examines, due_on=due_on), [SPRING, AUTUMN]) == looked_at


@pytest.mark.parametrize(
    ("score", "verdict"),
    [("80", "ok"), ("79.9", "ok_with_remarks"), ("50", "ok_with_remarks"), ("49.9", "needs_work")],
)
def test_a_zone_begins_with_its_bound(score, verdict):
    assert rules.by_score(Decimal(score), 80, 50) == verdict
    others = {"ok", "ok_with_remarks", "needs_work"} - {verdict}
    assert rules.agrees(verdict, Decimal(score), 80, 50)
    assert not any(rules.agrees(other, Decimal(score), 80, 50) for other in others)


def test_without_a_score_a_verdict_parts_from_nothing():
    assert all(rules.agrees(verdict, None, 80, 50) for verdict in rules.VERDICTS)


def word(source: str, verdict: str, revision: int = 1, at: datetime = FIRST, withdrawn: bool = False):
    return Thing(source=source, verdict=verdict, revision=revision, recorded_at=at, withdrawn=withdrawn)


def line(*heard, presented: bool = True, asked: bool = True):
    return Thing(heard=heard, presented=presented, asked=asked)


def test_the_last_revision_of_each_source_stands_and_the_federal_word_counts_first():
    regional, revised = word("regional", "ok"), word("regional", "needs_work", 2, LATER)
    federal = word("federal", "ok_with_remarks", at=LATER)
    both = line(regional, revised, federal)
    assert rules.current(both) == {"regional": revised, "federal": federal}
    assert rules.current(both, FIRST) == {"regional": regional}
    assert rules.said(both, FIRST) is regional
    assert rules.said(both) is federal
    assert rules.outcome(both) == "ok_with_remarks"
    assert rules.said(line(revised)) is revised
    assert rules.said(line()) is None
    assert [rules.revision(both, source) for source in ("regional", "federal")] == [2, 1]


def test_what_was_taken_back_is_no_word_any_more():
    gone = word("regional", "ok", 2, LATER, withdrawn=True)
    taken = line(word("regional", "needs_work"), gone)
    assert rules.current(taken) == {}
    assert rules.withdrawn(taken) == {"regional": gone}
    assert rules.revision(taken, "regional") == 2
    assert rules.outcome(taken) == "not_started"


@pytest.mark.parametrize(
    ("presented", "asked", "outcome"),
    [
        (False, True, "absent"),
        (False, False, "absent"),
        (True, True, "not_started"),
        (True, False, "with_set"),
    ],
)
def test_why_there_is_no_verdict(presented, asked, outcome):
    assert rules.outcome(line(presented=presented, asked=asked)) == outcome

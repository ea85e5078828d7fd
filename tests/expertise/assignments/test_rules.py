"""The pure rules: a fair share never meets a conflict, one reviewer acts at each moment, opinions that disagree."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise, product
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.expertise.assignments.acting import acting
from app.expertise.assignments.conflicts import KINDS, Ties, conflict, is_allowed
from app.expertise.assignments.disagreement import Opinion, disagree
from app.expertise.assignments.proposal import share
from app.kernel.as_of import AsOf
from app.kernel.calendar import local

START = datetime(2022, 4, 1, 9, tzinfo=UTC)


@st.composite
def regions(draw):
    """Reviewers with what they hold, schools, and the pairs that a conflict forbids."""
    held = draw(st.dictionaries(st.integers(1, 4), st.integers(0, 4), min_size=1, max_size=4))
    schools = list(range(draw(st.integers(0, 6))))
    forbidden = draw(st.sets(st.tuples(st.sampled_from(sorted(held)), st.integers(0, 5))))
    return held, schools, forbidden


def spread(held: dict[int, int], given_: dict[int, int]) -> int:
    loads = dict(held)
    for reviewer in given_.values():
        loads[reviewer] += 1
    return max(loads.values()) - min(loads.values())


@given(regions())
def test_a_proposal_never_assigns_a_conflict_and_leaves_out_only_whom_nobody_may_take(region):
    held, schools, forbidden = region
    found = share(schools, held, lambda person, school: (person, school) not in forbidden)
    assert not {(person, school) for school, person in found.items()} & forbidden
    assert set(found) == {s for s in schools if any((p, s) not in forbidden for p in held)}


@given(regions())
def test_loads_differ_by_at_most_one_wherever_that_is_possible(region):
    held, schools, forbidden = region
    may = {s: [p for p in held if (p, s) not in forbidden] for s in schools}
    free = [s for s in schools if may[s]]
    best = min(spread(held, dict(zip(free, one, strict=True))) for one in product(*(may[s] for s in free)))
    found = share(schools, held, lambda person, school: (person, school) not in forbidden)
    assert best > 1 or spread(held, found) <= 1


@dataclass(frozen=True)
class Person:
    id: int


def row(reviewer: int, since: datetime, until: datetime | None):
    return SimpleNamespace(
        participation_id=1, reviewer_id=reviewer, reviewer=Person(reviewer), since=since, until=until
    )


def leave(absent: int, substitute: int, first: date, last: date, recalled_at=None):
    people = {"absent_id": absent, "absent": Person(absent), "substitute_id": substitute}
    days = {"starts_on": first, "ends_on": last, "made_at": START, "recalled_at": recalled_at}
    return SimpleNamespace(**people, **days, substitute=Person(substitute))


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 400)), min_size=1, max_size=5),
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 40), st.integers(0, 9), st.booleans()), max_size=6),
    st.integers(0, 24 * 60),
)
def test_at_every_moment_exactly_one_acts_for_an_assigned_school(changes, leaves, hours):
    """Changes follow each other; leaves of one person do not overlap: the services and triggers see to it."""
    moments = [START]
    for _, hours_later in changes:
        moments.append(moments[-1] + timedelta(hours=hours_later))
    rows = [row(who, *span) for (who, _), span in zip(changes, pairwise(moments), strict=True)]
    rows.append(row(changes[-1][0], moments[-1], None))
    away, made = {1: date.min, 2: date.min, 3: date.min}, []
    for who, start, length, recalled in sorted(leaves, key=lambda one: one[1]):
        first = local(START).date() + timedelta(days=start)
        if first > away[who]:
            away[who] = first + timedelta(days=length)
            made.append(leave(who, 9, first, away[who], START + timedelta(days=start + 1) if recalled else None))
    at = START + timedelta(hours=hours)
    found = acting(rows, made, AsOf(at, past=True))
    assert len(found) == 1
    assert (found[0].reviewer.id == 9) == (found[0].instead_of is not None)


def test_a_leave_lasts_from_the_first_moment_of_its_first_day_to_the_last_of_its_last_in_moscow():
    rows, made = [row(1, START, None)], [leave(1, 2, date(2022, 4, 25), date(2022, 5, 6))]
    who = [
        acting(rows, made, AsOf(datetime(*moment, tzinfo=UTC), past=True))[0].reviewer.id
        for moment in ((2022, 4, 24, 20, 59, 59), (2022, 4, 24, 21), (2022, 5, 6, 20, 59, 59), (2022, 5, 6, 21))
    ]
    assert who == [1, 2, 2, 1]


def test_a_recalled_leave_ends_the_same_minute():
    at = datetime(2022, 4, 26, 10, tzinfo=UTC)
    made = [leave(1, 2, date(2022, 4, 25), date(2022, 5, 6), recalled_at=at)]
    rows = [row(1, START, None)]
    assert acting(rows, made, AsOf(at - timedelta(seconds=1), past=True))[0].reviewer.id == 2
    assert acting(rows, made, AsOf(at, past=True))[0].reviewer.id == 1


def test_the_gravest_conflict_is_named_and_a_graver_allowance_covers_a_lighter_one():
    school = SimpleNamespace(school_id=5, municipality_id=7)
    ties = Ties(frozenset({5}), frozenset({5}), frozenset({7}))
    assert conflict(ties, school) == "curated"
    assert conflict(Ties(schools=ties.schools, municipalities=ties.municipalities), school) == "school"
    assert conflict(Ties(municipalities=ties.municipalities), school) == "municipality"
    assert conflict(Ties(frozenset({6}), frozenset({6}), frozenset({8})), school) == ""
    allowed = [[is_allowed(kind, [one]) for kind in KINDS] for one in KINDS]
    assert allowed == [[True, True, True], [False, True, True], [False, False, True]]


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (Opinion("ok", Decimal("90")), Opinion("ok", Decimal("75")), False),
        (Opinion("ok", Decimal("90")), Opinion("ok_with_remarks", Decimal("74.9")), True),
        (Opinion("ok", Decimal("80")), Opinion("ok_with_remarks", Decimal("79")), False),
        (Opinion("ok"), Opinion("needs_work", Decimal("40")), True),
        (Opinion("ok"), Opinion("ok"), False),
    ],
)
def test_opinions_disagree_beyond_the_threshold_or_without_scores_by_their_verdict(first, second, said):
    assert disagree(first, second, 15) is said is disagree(second, first, 15)

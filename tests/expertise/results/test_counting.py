"""What the figures of a school and of a stage count, on plain lines: each count beside what it must not count."""

from types import SimpleNamespace as Thing

import pytest

from app.expertise.results.figures import Figures, SchoolFigures, narrowed

FEDERAL, REGIONAL = Thing(), Thing()


def document(kind: str, state: str, title: str = "", outcome: str = "ok", asked=True, presented=True, **said):
    line = Thing(kind=kind, state=state, title=title or kind, asked=asked, presented=presented)
    sources = {"regional": None, "federal": None, "difference": ""} | said
    return Thing(line=line, outcome=outcome, **sources)


def school(*documents, **more) -> SchoolFigures:
    return SchoolFigures(documents, None, (), None, **more)


WHOLE = (
    document("set", "approved", asked=True, regional=REGIONAL),
    document("concept", "approved", regional=REGIONAL, federal=FEDERAL, difference="вывод"),
    document("midterm", "submitted", outcome="not_started"),
    document("antirisk", "approved", "Дефицит кадров", regional=REGIONAL),
    document("antirisk", "none", "Родители", presented=False, outcome="absent", federal=FEDERAL),
    document("evidence", "approved", "Родители", asked=False, outcome="with_set"),
)


def test_what_is_owed_leaves_out_the_line_of_the_whole_kit():
    one = school(*WHOLE)
    assert (one.required, one.approved, one.presented) == (5, 3, 4)
    assert one.activated == 2
    assert (one.sheets, one.left, one.differences) == (4, 1, 1)


@pytest.mark.parametrize(("states", "confirmed"), [((), False), (("approved",), True), (("approved", "none"), False)])
def test_a_school_is_confirmed_when_it_owes_something_and_all_of_it_is(states, confirmed):
    assert school(*(document("concept", state) for state in states)).confirmed is confirmed


def test_a_stage_counts_where_both_have_spoken_and_not_where_one_has():
    assert Figures((school(*WHOLE), school(*WHOLE))).both == 2


@pytest.mark.parametrize(("town", "differing", "kept"), [(0, False, 3), (7, False, 2), (0, True, 1), (7, True, 0)])
def test_what_is_shown_is_narrowed_to_a_place_and_to_differences(town, differing, kept):
    found = []
    for place, difference in ((7, ""), (7, ""), (8, "балл")):
        one = document("concept", "approved", difference=difference)
        one.line.municipality_id = place
        found.append(school(one))
    assert len(narrowed(Figures(tuple(found)), "", town, differing).schools) == kept

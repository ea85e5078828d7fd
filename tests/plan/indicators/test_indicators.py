"""Indicators: exact arithmetic, live counts, a few statements for all."""

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.sql.elements import BindParameter

from app.documents.models import Document
from app.extensions import db
from app.journal.kept import HEAD
from app.journal.services import record
from app.kernel import clock
from app.plan.indicators import reading
from app.plan.indicators.reading import INDICATORS, measures_of, missing, values
from app.plan.indicators.values import Ahead, Tally, Value
from app.plan.items import items_of
from app.plan.words import SHORT_TITLES, tally
from app.roles import Role
from app.year.cycle.models import Cycle, Participation, SchoolRisk
from app.year.cycle.queries import current_cycle

DAY = date(2022, 3, 24)
REGION = SimpleNamespace(grants=(SimpleNamespace(role=Role.REGIONAL, school_id=None, municipality_id=None),))


@example([(14, 32)], 44)
@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=4), st.integers(1, 100))
def test_an_indicator_is_met_only_when_every_exact_fraction_reaches_the_threshold(counts, threshold):
    value = Value(tuple(Tally("школ", min(part, whole), whole) for part, whole in counts), threshold)
    if any(whole == 0 for _, whole in counts):
        assert value.met is None
    else:
        assert value.met == all(Fraction(min(p, w), w) >= Fraction(threshold, 100) for p, w in counts)


def test_nothing_of_nothing_is_no_data_and_not_a_hundred_per_cent():
    assert Value((Tally("школ", 0, 0),)).met is None
    assert Value(()).met is None


def test_what_is_for_information_decides_nothing():
    assert Value((Tally("школ", 3, 3), Tally("школ отправили", 0, 3, counts=False))).met


def test_what_has_not_begun_does_not_spoil_the_reporting_date():
    august = Ahead("август – ноябрь", date(2022, 8, 1))
    value = Value((Tally("март – май", 3, 3), Tally("август – ноябрь", 0, 3, ahead=august)))
    assert value.met is False
    assert value.met_so_far
    assert value.worst.label == "март – май"
    assert value.ahead == [august]


def test_what_has_not_begun_is_counted_against_nobody():
    august = Ahead("август – ноябрь", date(2022, 8, 1))
    assert tally(Tally("школы", 0, 3, ahead=august)) == "школы: впереди, с\u00a001.08.2022"
    assert tally(Tally("школы", 1, 3, ahead=august)) == "школы: 1 из\u00a03, 33,3\u00a0%"
    assert Value((Tally("школы", 0, 3, ahead=august),)).worst is None


# «школы …: 1 из 12» agrees with any number; «1 из 12 школ отправили» does not.
COUNTED = {"школы", "кураторы", "муниципалитеты", "мероприятия", "совещания", "учителя"}
OF_THEM = {"проведённые", "обученные", "опубликованные"}


def test_every_share_names_whom_it_counts_as_a_heading_does(app):
    with app.app_context():
        for item in items_of(current_cycle()):
            for one in measures_of(current_cycle(), item, date(2022, 12, 1)):
                first = re.split(r"[ ,]", one.label)[0]
                alone = isinstance(one.whole, BindParameter) and one.whole.value == 1
                assert alone != (first in COUNTED | OF_THEM), one.label
                assert not re.search(r"во\xa0всех (вебинаров|совещаний)", one.label), one.label


def test_each_of_the_32_items_has_its_way():
    assert set(INDICATORS) == set(SHORT_TITLES)
    kinds = [way.kind for way in INDICATORS.values()]
    assert (kinds.count("computed"), kinds.count("register"), kinds.count("evidence")) == (10, 12, 10)


def of(cycle: Cycle, number: int, day: date = DAY) -> Value:
    item = next(item for item in items_of(cycle) if item.number == number)
    return values(cycle, day)[item.id]


def set_states(school: Participation, state: str, *kinds: str) -> None:
    """Put the documents of a school into a state, as its curator would; the journal goes on."""
    for document in db.session.scalars(select(Document).where(Document.participation_id == school.id)):
        if document.kind in kinds:
            document.state = state
            record("document:approved", document, None, clock.now())


def test_item_11_counts_schools_whose_whole_set_is_approved_and_an_approval_taken_back_is_felt(app):
    with app.app_context():
        cycle = current_cycle()
        item = items_of(cycle)[10]
        school = db.session.get(Participation, 4)
        before = of(cycle, 11).tallies[0]
        assert before.whole == 12
        assert school.id not in dict(missing(measures_of(cycle, item, DAY)[0], REGION).rows)
        set_states(school, "submitted", "midterm")
        assert of(cycle, 11).tallies[0].part == before.part - 1
        assert school.id in dict(missing(measures_of(cycle, item, DAY)[0], REGION).rows)
        set_states(school, "approved", "midterm")
        assert of(cycle, 11).tallies[0].part == before.part


def test_a_school_without_an_activated_direction_is_never_complete(app):
    with app.app_context():
        cycle = current_cycle()
        before = of(cycle, 11).tallies[0].part
        for risk in db.session.scalars(select(SchoolRisk).where(SchoolRisk.participation_id == 4)):
            risk.state, risk.activated_at = "verified", None
        set_states(db.session.get(Participation, 4), "approved", "concept", "midterm")
        assert of(cycle, 11).tallies[0].part == before - 1


def test_a_school_that_left_leaves_the_whole(app):
    with app.app_context():
        cycle, school = current_cycle(), db.session.get(Participation, 1)
        school.left_on, school.left_because = date(2022, 3, 20), "Закрыта (демо)"
        record("school:left", school, None, clock.now())
        assert of(cycle, 11).tallies[0].whole == 11
        assert of(cycle, 11, date(2022, 3, 19)).tallies[0].whole == 12


def test_a_plan_without_schools_has_no_data_and_no_page_breaks(app, browser):
    with app.app_context():
        for school in db.session.scalars(select(Participation)):
            school.left_on, school.left_because = date(2022, 3, 20), "Закрыта (демо)"
        record("school:left", school, None, clock.now())
        db.session.commit()
        assert (of(current_cycle(), 11).met, of(current_cycle(), 5).met, of(current_cycle(), 17).met) == (
            None,
            None,
            None,
        )
    department = browser("department")
    for path in ("/plan", "/plan/11", "/plan/year", "/plan/progress", "/plan/executors", "/plan/months"):
        department.get(path)
    department.get("/plan/11")
    assert "нет данных" in department.text
    assert "100,0 %" not in department.text


def test_the_count_of_statements_does_not_grow_with_items_or_schools(app, statements, browser):
    department = browser("department")
    department.get("/plan")
    assert statements(lambda: department.get("/plan")) <= 25


def test_item_30_asks_each_stage_for_its_results_its_analysis_and_its_webinar(app):
    with app.app_context():
        labels = [one.label for one in of(current_cycle(), 30, date(2022, 5, 1)).tallies]
        assert [label.split(",")[0] for label in labels[:3]] == [
            "школы с\u00a0результатом экспертизы",
            "опубликован анализ экспертизы",
            "проведён вебинар по\u00a0итогам",
        ]
        assert [one.begun for one in of(current_cycle(), 30, date(2022, 5, 1)).tallies] == [True] * 3 + [False] * 6


def test_threads_that_count_different_days_never_take_each_others_values(app, monkeypatch):
    monkeypatch.setattr(reading, "_counted", lambda scene, _items: {"day": scene.day})
    monkeypatch.setattr(reading, "items_of", lambda _: ())
    monkeypatch.setattr(HEAD, "one", lambda: 1)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            found = threads.map(lambda at: _counted_on(app, date(2022, 3, 1 + at)), range(4))
            assert all(found)
    finally:
        sys.setswitchinterval(interval)


def _counted_on(app, day: date) -> bool:
    with app.test_request_context():
        return all(values(Cycle(id=1), day)["day"] == day for _ in range(2000))

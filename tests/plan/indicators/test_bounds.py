"""Indicators on the bound: the last day, the first day, all but one, one more than asked."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.directory.models import Grant
from app.documents.models import Document
from app.expertise.models import Freeze, FrozenItem, Result
from app.extensions import db
from app.journal.services import record
from app.plan.indicators.reading import INDICATORS, values
from app.plan.indicators.scene import Scene
from app.plan.indicators.values import Tally, Value
from app.plan.items import items_of
from app.plan.registers.models import Attendance, ProjectEvent, ProjectPublication
from app.roles import Role
from app.year.cycle.models import Membership, Participation, SchoolRisk
from app.year.cycle.queries import current_cycle, stages_of, windows

DAY = date(2022, 3, 24)
NOON = datetime(2022, 3, 24, 9, tzinfo=UTC)
EVE, MORROW = timedelta(-1), timedelta(1)


@pytest.fixture
def cycle(app):
    with app.app_context():
        yield current_cycle()


def of(cycle, number: int, day: date = DAY) -> Value:
    """The indicator of the item; whatever was changed before is felt."""
    db.session.flush()
    record("test:changed", cycle, None, NOON)
    item = next(item for item in items_of(cycle) if item.number == number)
    return values(cycle, day)[item.id]


def parts(value: Value) -> list[tuple[int, int]]:
    return [(one.part, one.whole) for one in value.tallies]


def entered(cycle, model, on: date, **words):
    row = model(cycle_id=cycle.id, on=on, recorded_at=NOON, recorded_by_id=1, **words)
    db.session.add(row)
    db.session.flush()
    return row


def test_more_than_was_asked_is_the_whole_and_no_data_is_the_worst():
    assert Tally("школ", 13, 12).share == 1
    assert Value((Tally("школ", 13, 12),)).met
    nothing, none = Tally("школ", 0, 12), Tally("школ", 0, 0)
    assert Value((nothing, none)).worst is none


def test_a_school_with_all_directions_but_one_is_not_complete(cycle):
    """School 4 has three directions, and an approved programme of each stands."""
    before = of(cycle, 11).tallies[0].part
    own = SchoolRisk.participation_id == 4, SchoolRisk.state == "activated"
    first = db.session.scalars(select(SchoolRisk).where(*own).order_by(SchoolRisk.id)).first()
    programme = db.session.scalars(
        select(Document).where(Document.school_risk_id == first.id, Document.kind == "antirisk")
    ).one()
    programme.state = "submitted"
    assert of(cycle, 11).tallies[0].part == before - 1


def test_evidence_for_all_directions_but_one_is_not_enough_where_each_is_asked(cycle):
    spring = windows(cycle)[0]
    own = Document.participation_id == 4, Document.window_id == spring.id
    papers = db.session.scalars(select(Document).where(*own).order_by(Document.id)).all()
    assert [paper.state for paper in papers] == ["approved", "approved", "submitted"]
    assert of(cycle, 12).tallies[0].part == 0
    papers[2].state = "approved"
    assert of(cycle, 12).tallies[0].part == 1


def test_a_role_counts_on_its_last_day_and_no_more_on_the_next(cycle):
    """Items 2, 4, 5 and 7."""
    for role in (Role.REGIONAL, Role.CURATOR, Role.MUNICIPAL):
        for grant in db.session.scalars(select(Grant).where(Grant.role == role)):
            grant.ends_on = DAY
    assert (of(cycle, 2).tallies[1].part, of(cycle, 2, DAY + MORROW).tallies[1].part) == (1, 0)
    assert (of(cycle, 5).tallies[0].part, of(cycle, 5, DAY + MORROW).tallies[0].part) == (1, 0)
    for number in (4, 7):
        assert (of(cycle, number).tallies[0].part, of(cycle, number, DAY + MORROW).tallies[0].part) == (12, 0)


def test_a_role_counts_from_its_first_day(cycle):
    for role in (Role.REGIONAL, Role.CURATOR):
        for grant in db.session.scalars(select(Grant).where(Grant.role == role)):
            grant.starts_on = DAY
    assert (of(cycle, 2, DAY + EVE).tallies[1].part, of(cycle, 2).tallies[1].part) == (0, 1)
    assert (of(cycle, 7, DAY + EVE).tallies[0].part, of(cycle, 7).tallies[0].part) == (0, 12)


def test_a_school_leaves_on_its_day(cycle):
    school = db.session.get(Participation, 1)
    school.left_on, school.left_because = DAY, "Закрыта (демо)"
    assert (of(cycle, 11, DAY + EVE).tallies[0].whole, of(cycle, 11).tallies[0].whole) == (12, 11)


def test_news_of_the_first_of_april_belongs_to_the_second_quarter_alone(cycle):
    """The demo has one of the first quarter on the portal."""
    entered(cycle, ProjectPublication, date(2022, 4, 1), kind="news", place="portal", title="Т", link="https://e.org")
    assert [part for part, _ in parts(of(cycle, 31))] == [1, 0, 1, 0, 0, 0, 0, 0]
    entered(cycle, ProjectPublication, date(2022, 3, 31), kind="news", place="oiro", title="Т", link="https://e.org")
    assert [part for part, _ in parts(of(cycle, 31))] == [1, 1, 1, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("number", (12, 19, 30, 31))
def test_what_begins_today_has_begun(cycle, number):
    item = next(item for item in items_of(cycle) if item.number == number)
    first = min(INDICATORS[item.key].starts(Scene(cycle, DAY)))
    assert not any(one.begun for one in of(cycle, number, first + EVE).tallies)
    assert any(one.begun for one in of(cycle, number, first).tallies)


def test_an_analysis_on_the_day_of_a_stage_is_of_this_stage_and_of_no_other(cycle):
    first, second, third = (stage.due_on for stage in stages_of(cycle))
    for on in (first + EVE, first, second + EVE, second, third):
        entered(cycle, ProjectPublication, on, kind="analysis", place="oiro", title="А", link="https://e.org")
    for on in (second + EVE, second):
        entered(cycle, ProjectEvent, on, kind="results", title="Вебинар", link="https://e.org")
    told = parts(of(cycle, 30, third))
    assert [part for part, _ in told[1::3]] == [2, 1, 1]
    assert [part for part, _ in told[2::3]] == [1, 1, 0]


class Stage:
    """The second stage, where the sheet asks about the whole set of a school and not about its papers."""

    def __init__(self, cycle):
        self.stage = stages_of(cycle)[1]

    def fix(self) -> None:
        db.session.flush()
        db.session.add(Freeze(stage_id=self.stage.id, as_of=NOON, frozen_at=NOON, manifest_sha256="0" * 64))

    def line(self, school: int, kind: str, asked: bool, sha256: str | None = "1" * 64) -> FrozenItem:
        line = FrozenItem(stage_id=self.stage.id, participation_id=school, kind=kind, title="Лист", asked=asked)
        line.sha256, line.version_id = sha256, 1 if sha256 and kind != "set" else None
        line.state = "set" if kind == "set" else "submitted"
        db.session.add(line)
        db.session.flush()
        return line

    def say(self, line: FrozenItem, revision: int = 1, withdrawn: bool = False, source: str = "regional") -> None:
        said = {"source": source, "verdict": "ok", "remarks": "", "reviewer_id": 1, "recorded_at": NOON}
        db.session.add(Result(frozen_item_id=line.id, revision=revision, withdrawn=withdrawn, **said))


def test_item_30_counts_what_the_sheet_asks_about_and_no_more(cycle):
    stage = Stage(cycle)
    first, second = (stage.line(school, "set", True) for school in (1, 2))
    stage.line(1, "concept", False)
    stage.line(3, "set", True, sha256=None)
    stage.fix()
    assert of(cycle, 30, date(2022, 6, 20)).tallies[3].part == 10  # two wait; who handed nothing in waits for nobody
    stage.say(first)
    assert of(cycle, 30, date(2022, 6, 20)).tallies[3].part == 11
    stage.say(second)
    assert parts(of(cycle, 30, date(2022, 6, 20)))[3] == (12, 12)


def test_a_word_that_was_taken_back_is_no_result(cycle):
    stage = Stage(cycle)
    line = stage.line(1, "set", True)
    stage.fix()
    stage.say(line)
    stage.say(line, revision=2, withdrawn=True)
    assert of(cycle, 30, date(2022, 6, 20)).tallies[3].part == 11
    stage.say(line, source="federal")
    assert of(cycle, 30, date(2022, 6, 20)).tallies[3].part == 12


def test_before_its_set_is_fixed_a_stage_has_no_results(cycle):
    assert parts(of(cycle, 30))[0] == (0, 12)


def attend(event: ProjectEvent, schools=(), people=()) -> None:
    for column, ids in (("participation_id", schools), ("person_id", people)):
        for one in ids:
            mark = {"source": "list", "recorded_by_id": 1, "recorded_at": NOON, column: one}
            db.session.add(Attendance(event_id=event.id, **mark))


def curators() -> list[int]:
    return list(db.session.scalars(select(Grant.person_id).where(Grant.role == Role.CURATOR).distinct()))


@pytest.mark.parametrize(("number", "kind"), ((22, "vks"), (27, "exchange")))
def test_items_22_and_27_ask_for_each_event_that_was_held(cycle, number, kind):
    assert parts(of(cycle, number))[:2] == [(0, 12), (0, 4)]  # nothing held is nothing met
    first = entered(cycle, ProjectEvent, date(2022, 3, 2), kind=kind, title="Первая", link="")
    attend(first, range(1, 13), curators())
    assert of(cycle, number).met
    second = entered(cycle, ProjectEvent, date(2022, 3, 9), kind=kind, title="Вторая", link="")
    assert parts(of(cycle, number))[:3] == [(0, 12), (0, 4), (1, 2)]
    assert of(cycle, number).met is False
    attend(second, range(1, 12), curators())
    assert parts(of(cycle, number))[:3] == [(11, 12), (4, 4), (1, 2)]
    attend(second, (12,))
    assert parts(of(cycle, number))[:3] == [(12, 12), (4, 4), (2, 2)]
    assert of(cycle, number).met


def test_who_came_or_began_to_lead_after_an_event_is_not_asked_about_it(cycle):
    event = entered(cycle, ProjectEvent, date(2022, 3, 2), kind="vks", title="ВКС", link="")
    *others, last = curators()
    attend(event, range(1, 12), others)
    assert parts(of(cycle, 22))[:2] == [(11, 12), (3, 4)]
    for grant in db.session.scalars(select(Grant).where(Grant.person_id == last)):
        grant.starts_on = event.on + MORROW
    came = datetime(2022, 3, 2, 21, tzinfo=UTC)  # midnight in Moscow: the next day
    db.session.add(Membership(participation_id=12, move="joined", happened_at=came, recorded_at=came))
    assert of(cycle, 22).met
    for grant in db.session.scalars(select(Grant).where(Grant.person_id == last)):
        grant.starts_on = event.on
    assert parts(of(cycle, 22))[1] == (3, 4)


def test_a_year_without_its_quota_is_sent_to_where_the_quota_is_set(browser):
    department = browser("department")
    department.get("/plan/3")
    assert department.page.xpath('//section[@id="indicator"]//a/@href') == ["/plan/monitorings"]
    department.get("/plan/30")
    ways = department.page.xpath('//section[@id="indicator"]//a/@href')
    assert set(ways) == {
        *(f"/rounds/{number}?whose=all" for number in (1, 2, 3)),
        "/registers/publications",
        "/registers/events",
    }

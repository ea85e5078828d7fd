"""The demo can be shown on four days of the year, and on each the whole house looks as it did."""

from contextlib import nullcontext, suppress

import pytest
from flask_migrate import upgrade
from sqlalchemy import func, select

from app.demo import seed as story
from app.demo import story as acts
from app.demo.chapters import CHAPTERS, go_on, told
from app.demo.company import company
from app.documents.models import Document, Submission
from app.extensions import db
from app.journal.models import Event
from app.journal.services import broken_links
from app.kernel import calendar, clock
from app.kernel.transaction import begin_write
from app.orders.models import Order
from app.plan.amendments.services import propose, put_in_force
from app.plan.items import items_of
from app.plan.models import PlanItem
from app.plan.pictures.queries import history
from app.plan.registers.models import ProjectEvent, SentLetter
from app.year.cycle.queries import current_cycle
from app.year.enrolment.services import leave
from tests.browser_like import Browser
from tests.house import build, settings_of

pytestmark = pytest.mark.sqlite
DECEMBER, SPRING, SUMMER, AUTUMN = CHAPTERS


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """A fresh demo that begins in December; none of its acts is refused: a demo with a hole would mislead."""
    with pytest.MonkeyPatch.context() as strict:
        strict.setattr(acts, "suppress", lambda *_: nullcontext())
        yield _told(tmp_path_factory.mktemp("demo"))


def _told(folder):
    app = build(settings_of(f"sqlite:///{folder / 'opora'}", folder))
    with app.app_context():
        upgrade()
        story.seed(DECEMBER)
        db.session.commit()
    app.extensions["jobs"] = lambda *_, **__: None  # the worker is played by go_to
    return app


@pytest.fixture(scope="module")
def department(demo):
    """The Department, which goes from day to day."""
    return Browser(demo, "department")


def go_to(demo, department, day) -> None:
    """Choose the day in the page; then the worker comes. It is the day already where an earlier test has come to it."""
    with demo.app_context():
        if clock.today() >= day:
            return
    department.get("/demo/day")
    department.submit("/demo/day", day=day.isoformat())
    with demo.app_context():
        go_on()
        db.session.commit()


def agree(demo, department, confirmed: int) -> None:
    """The board, the progress and the journal say the same, and nothing is of a day to come."""
    department.get("/plan")
    assert f"{confirmed} из 32 исполнено и подтверждено" in department.text
    with demo.app_context():
        cycle = current_cycle()
        assert history(items_of(cycle), cycle).at(clock.today()).count.confirmed == confirmed
        assert calendar.local(db.session.scalar(select(func.max(Event.happened_at)))).date() <= clock.today()
        assert broken_links() == []
    for page in ("/", "/plan/progress", "/orders", "/matrix", "/rounds", "/registers/events"):
        assert department.get(page).status_code == 200, page


def test_in_december_nothing_of_the_year_has_happened(demo, department):
    agree(demo, department, 0)
    department.get("/plan/1")
    assert "Не начато" in department.text
    assert "2022 в" not in department.text
    with demo.app_context():
        assert db.session.scalar(select(func.count(ProjectEvent.id))) == 0


def test_in_march_the_plan_stands_approved_by_order_226(demo, department):
    department.get("/demo/day")
    assert "14.12.2021" in department.text
    assert "31.10.2022" in department.text
    go_to(demo, department, SPRING)
    agree(demo, department, 9)
    with demo.app_context():
        order = db.session.scalars(select(Order).where(Order.number == "226")).one()
        assert order.state == "signed"
        assert order.edition
        assert len(order.scans) == 1
        assert db.session.scalar(select(func.count(SentLetter.id))) == 4
    department.get("/plan/13")
    assert "Показатель: выполнен" in department.text
    assert "Приказ № 226" in department.text


def test_no_day_before_the_last_act_is_offered_or_taken(demo, department):
    go_to(demo, department, SPRING)
    department.get("/demo/day")
    offered = department.page.xpath('//button[@name="day"]/@value')
    assert offered == [day.isoformat() for day in (SPRING, SUMMER, AUTUMN)]
    department.submit("/demo/day", day=DECEMBER.isoformat())
    assert department.status == 422
    assert "вернуться нельзя: этим днём уже есть записи" in department.text
    with demo.app_context():
        assert clock.today() == SPRING


def test_in_june_and_in_october_the_year_has_gone_on(demo, department):
    go_to(demo, department, SUMMER)
    agree(demo, department, 13)
    department.get("/rounds/1")
    assert "Набор зафиксирован" in department.text
    go_to(demo, department, AUTUMN)
    agree(demo, department, 17)
    department.get("/plan/monitorings")
    assert "14 из 32, 43,7 %" in department.text


def test_the_acts_are_spread_over_the_day_and_some_come_after_midnight(demo, department):
    go_to(demo, department, AUTUMN)
    with demo.app_context():
        found = db.session.scalars(select(Event.happened_at).where(Event.subject.not_in(("accounts", "cycles"))))
        hours = [calendar.local(at).hour for at in found]
    assert len(set(hours)) > 10
    assert 0 < sum(hour < 3 for hour in hours) < len(hours) / 5
    assert max(map(hours.count, set(hours))) < len(hours) / 3


def test_what_a_visitor_has_ended_leaves_a_hole_and_the_rest_is_told(tmp_path, monkeypatch):
    """A school that left hands nothing in, an item that is cancelled is not reported: nothing comes of either."""
    monkeypatch.setattr(acts, "suppress", suppress)
    app = _told(tmp_path)
    with app.app_context():
        begin_write()
        who = company(current_cycle())
        leave(who.schools[0], DECEMBER, "Школа реорганизована.", who.department, clock.now())
        item = db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == who.cycle.id, PlanItem.number == 1)).one()
        cancelled = propose(item, "cancel", "Не нужно.", {}, who.department, clock.now())
        put_in_force(cancelled, "17", DECEMBER, who.department, clock.now())
        db.session.commit()
    go_to(app, Browser(app, "department"), SPRING)
    with app.app_context():
        who = company(current_cycle())
        assert told(who.cycle) == SPRING
        sent = select(func.count(Submission.id)).join(Submission.document)
        assert db.session.scalar(sent.where(Document.participation_id == who.schools[0].id)) == 0
        assert db.session.scalar(sent.where(Document.participation_id == who.schools[1].id)) > 0


def test_a_chapter_is_told_once(demo):
    with demo.app_context():
        before = db.session.scalar(select(func.count(Event.id)))
        story.seed()
        assert db.session.scalar(select(func.count(Event.id))) == before

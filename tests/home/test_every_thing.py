"""Whatever happened, each thing beside the kit stands on one first page while it waits, on none when it is done.

What waits is read here from the rows themselves, and not from what the pages or the reminders make of them.
"""

from collections import Counter, defaultdict
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from flask import url_for
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from app.demo import federal_table
from app.directory.models import Grant
from app.documents.appeals import services as answers
from app.documents.appeals.models import Appeal
from app.duties.rows import Scope
from app.duties.sets import SETS
from app.expertise.models import Freeze, FrozenItem, Publication, Result
from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel.calendar import local
from app.kernel.transaction import begin_write
from app.orders.models import OPEN, Order
from app.orders.register.registering import register_order
from app.orders.services import draft_order, drop_draft
from app.papers.kinds import KINDS
from app.plan.models import Execution, PlanItem, Snapshot
from app.plan.monitoring_services import take
from app.refusals import Refused
from app.roles import Role
from app.year.cycle.models import Monitoring, Participation, SchoolRisk, Stage
from app.year.cycle.queries import current_cycle
from app.year.profile.models import FirstVisit, ProfileReceipt, RiskProfile
from tests.browser_like import Browser
from tests.home.test_every_task import ACTS, DAYS, QUICK, Year
from tests.home.test_one_has_it import ROLES, tasks_of

pytestmark = [pytest.mark.long, pytest.mark.sqlite]  # the pages are the same on either database
MORE = 3 * ("plan_on", "ask_to_open", "ask_to_prolong", "draft_a_paper", "drop_a_paper", "answer")
MORE += ("take_a_picture",) + 2 * ("number_a_paper", "draft_a_paper", "draft_a_paper")
STEPS = st.lists(st.tuples(st.sampled_from((*ACTS, *MORE)), st.integers(0, 40)), min_size=20, max_size=28)
OCTOBER = datetime(2022, 10, 25, 9, tzinfo=UTC)
STAGES = st.sampled_from(("as they are", "frozen", "examined", "published"))


class Work(Year):
    """The same acts, and what the Department does beside documents."""

    def freeze(self, examined: bool) -> None:
        then = self.now - timedelta(1)
        freeze_due(then)
        federal_table.play(then)
        for stage in db.session.scalars(select(Stage).where(Stage.due_on < then.date())) if examined else ():
            self._examine(stage, then)

    def draft_a_paper(self, chosen: int) -> None:
        kind = self._pick(sorted(KINDS), chosen) if chosen % 3 else "O_PLAN"
        draft_order(kind, self.cycle, self.region, self.now)

    def drop_a_paper(self, chosen: int) -> None:
        if paper := self._pick(db.session.scalars(select(Order).where(Order.state == "draft")).all(), chosen):
            drop_draft(paper, self.region, self.now)

    def number_a_paper(self, chosen: int) -> None:
        if paper := self._pick(db.session.scalars(select(Order).where(Order.state == "draft")).all(), chosen):
            register_order(paper, str(300 + chosen), local(self.now).date(), self.region, self.now)

    def answer(self, chosen: int) -> None:
        if appeal := self._pick(db.session.scalars(select(Appeal).where(Appeal.state == "asked")).all(), chosen):
            said = (
                answers.Answer("refuse", "Срок прошёл")
                if chosen % 2
                else answers.Answer("grant", "", local(self.now).date())
            )
            answers.answer(appeal, said, self.curator if appeal.document_id else self.region, self.now)

    def take_a_picture(self, chosen: int) -> None:
        if due := db.session.scalars(select(Monitoring).order_by(Monitoring.on)).first():
            take(due, self.cycle, "", self.region, self.now, local(self.now).date())


def test_each_thing_stands_on_one_page_while_it_waits_and_on_none_when_it_is_done(seeded):
    seen: Counter[tuple[str, bool]] = Counter()  # kind of thing, whether it waited

    @settings(max_examples=10, phases=[Phase.generate], **QUICK)
    @given(day=st.sampled_from((*DAYS, OCTOBER)), stages=STAGES, steps=STEPS)
    def told(day, stages, steps):
        app = seeded.as_seeded()
        now = _lived(app, day, stages, steps)
        app.extensions["clock"] = lambda: now
        pages = {who: tasks_of(Browser(app, who)) for who in ROLES}
        with app.test_request_context():
            world = Waiting(now)
            for thing in THINGS:
                asked = thing(world)
                seen.update((thing.__name__, holder is not None) for holder in asked.values())
                for href, holder in asked.items():
                    on = {who for who, hrefs in pages.items() if href in hrefs}
                    expected = {holder} if holder else set()
                    assert on == expected, f"{thing.__name__}: {href} stands with {on}, not with {holder}"
            assert_duties_are_what_the_rows_say(world)

    told()
    assert {(thing.__name__, waited) for thing in THINGS for waited in (True, False)} - set(seen) <= NEVER


def _lived(app, day: datetime, stages: str, steps) -> datetime:
    with app.app_context():
        begin_write()
        year = Work(day)
        if stages == "published":
            year.publish()
        elif stages != "as they are":
            year.freeze(stages == "examined")
        for act, chosen in steps:
            with suppress(Refused), db.session.begin_nested():
                getattr(year, act)(chosen)
            year.pass_time(1)
            db.session.flush()
        db.session.commit()
        db.session.remove()
        return year.now


class Waiting:
    """The year as its rows stand."""

    def __init__(self, now: datetime):
        self.now, self.today, self.cycle = now, local(now).date(), current_cycle()

    def all(self, statement) -> list:
        return list(db.session.scalars(statement).unique())


def appeals(world: Waiting) -> dict[str, str | None]:
    """About a document the curator of the school is asked, about a window the Department."""
    found = {}
    for one in world.all(select(Appeal)):
        school = db.session.get(Participation, one.participation_id).school_id
        holder = (one.document_id and curator_of(school)) or "department"
        found[url_for("appeals.every", _anchor=f"appeal-{one.id}")] = holder if one.state == "asked" else None
    return found


def curator_of(school_id: int) -> str | None:
    own = select(Grant).where(Grant.role == Role.CURATOR, Grant.school_id == school_id, Grant.ended_at.is_(None))
    grant = db.session.scalars(own).first()
    return grant and grant.person.email.partition("@")[0]


def reports(world: Waiting) -> dict[str, str | None]:
    """An item that is executed and not answered waits for the Department, and so does a part."""
    found = {}
    for item in world.all(select(PlanItem)):
        found[url_for("plan.item", number=item.number)] = "department" if item.state == "executed" else None
    parts = world.all(select(Execution).where(~Execution.whole))
    for one in parts:
        if one.confirmation or one.item.state in ("confirmed", "cancelled"):
            found[url_for("plan.item", number=one.item.number, _anchor=f"part-{one.id}")] = None
    return found


def papers(world: Waiting) -> dict[str, str | None]:
    """A paper without a number is the Department's."""
    orders = world.all(select(Order).where(Order.cycle_id == world.cycle.id))
    return {url_for("orders.order", order_id=one.id): "department" if one.state in OPEN else None for one in orders}


def monitorings(world: Waiting) -> dict[str, str | None]:
    """Its day has come and no picture was taken."""
    taken = set(world.all(select(Snapshot.monitoring_id)))
    due = [one for one in world.all(select(Monitoring)) if one.on <= world.today and one.id not in taken]
    return {url_for("monitorings.every"): "department" if due else None}


def whole_stages(world: Waiting) -> dict[str, str | None]:
    """A fixed stage of which schools were not told is the lead's until they are."""
    found = {}
    for stage in world.all(select(Stage).where(Stage.cycle_id == world.cycle.id)):
        told = any(
            one.withdrawal is None for one in world.all(select(Publication).where(Publication.stage_id == stage.id))
        )
        fixed = db.session.scalar(select(Freeze.id).where(Freeze.stage_id == stage.id)) is not None
        left = waiting_lines(stage.id)
        page = {"stage_id": stage.id, "whose": "all"}
        found[url_for("expertise.stage", **page)] = "expert" if fixed and not told and left else None
        done = fixed and not told and not left
        found[url_for("expertise.stage", **page, _anchor="publication")] = "expert" if done else None
    return found


def own_sheets(world: Waiting) -> dict[str, str | None]:
    """A reviewer is led to a sheet that waits; to none of a school that is done."""
    lines = world.all(select(FrozenItem))
    waiting = {one for stage in world.all(select(Stage.id)) for one in waiting_lines(stage)}
    return {url_for("reviews.review", frozen_item_id=one.id): None for one in lines if one.id not in waiting}


def waiting_lines(stage_id: int) -> set[int]:
    """The documents of a set that are asked for, are there, and of which nobody has said a word that stands."""
    last: dict[tuple[int, str], Result] = {}
    for one in db.session.scalars(select(Result).order_by(Result.revision)):
        last[one.frozen_item_id, one.source] = one
    said = {line for (line, _), one in last.items() if not one.withdrawn}
    own = select(FrozenItem).where(FrozenItem.stage_id == stage_id, FrozenItem.asked, FrozenItem.sha256.is_not(None))
    here = select(Participation.id).where(Participation.left_on.is_(None))
    return {one.id for one in db.session.scalars(own.where(FrozenItem.participation_id.in_(here)))} - said


THINGS = (appeals, reports, papers, monitorings, whole_stages, own_sheets)
NEVER = {("own_sheets", True)}  # which of the sheets that wait is shown first, the page decides


DONE = ("confirmed", "cancelled")  # what was confirmed is awaited again where the plan asks for it monthly


def assert_duties_are_what_the_rows_say(world: Waiting) -> None:
    """What the reminders go by: of each thing that waits one duty, of a thing that is done none."""
    scope, found = Scope(world.cycle, world.today), defaultdict(list)
    for kind in ("profile", "visit", "activation", "plan", "reports", "monitoring", "orders"):
        for one in SETS[kind](scope):
            found[kind].append((one.role, one.school_id or one.name))
    schools = world.all(select(Participation).where(Participation.left_on.is_(None)))
    assert sorted(found["visit"]) == sorted((Role.CURATOR, one.school_id) for one in schools if not visited(one))
    assert sorted(found["profile"]) == sorted((Role.SCHOOL, one.school_id) for one in schools if has_untaken(one))
    assert sorted(found["activation"]) == sorted((Role.CURATOR, one.school_id) for one in schools if unsettled(one))
    whole = defaultdict(int)
    for one in SETS["plan"](scope):
        if "-" not in one.place[1]["open"]:
            whole[int(one.place[1]["open"])] += 1
    answered = Counter(one.name for one in SETS["reports"](scope) if "part" not in str(one.place))
    for item in world.all(select(PlanItem).where(PlanItem.cycle_id == world.cycle.id)):
        reported = answered[f"№\u00a0{item.number}"]
        assert reported == (item.state == "executed"), f"{item.number}: {item.state}"
        assert whole[item.number] + reported == 1 or item.state in DONE, f"{item.number}: {item.state}"
        assert whole[item.number] + reported <= (item.state != "cancelled"), f"{item.number}: {item.state}"


def visited(school: Participation) -> bool:
    return db.session.scalar(select(FirstVisit.id).where(FirstVisit.participation_id == school.id)) is not None


def has_untaken(school: Participation) -> bool:
    newest = db.session.scalar(select(func.max(RiskProfile.id)).where(RiskProfile.participation_id == school.id))
    taken = select(ProfileReceipt.id).where(ProfileReceipt.profile_id == newest)
    return newest is not None and db.session.scalar(taken) is None


def unsettled(school: Participation) -> bool:
    risks = db.session.scalars(select(SchoolRisk).where(SchoolRisk.participation_id == school.id)).unique().all()
    unseen = any(one.state == "in_profile" for one in risks)
    ready = any(one.state == "verified" for one in risks) and not any(one.activated_at for one in risks)
    return unseen or ready

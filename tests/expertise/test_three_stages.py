"""The year of ОИРО, told once: three stages, one substitution, one conflict, one late school, one federal table and
one disagreement; each time the page, the workbook, the note and the order say the same."""

from datetime import UTC, datetime

from sqlalchemy import select

from app.expertise import services
from app.expertise.models import FrozenItem
from app.expertise.queries import examined_in
from app.extensions import db
from app.kernel.transaction import begin_write
from app.year.cycle.models import Participation
from app.year.cycle.queries import current_cycle, stages_of
from tests.documents.steps import document_of, docx, empty_place, send, upload_to
from tests.expertise.assignments.conftest import KROMY, Region, tick
from tests.expertise.federal.made import OWN as SCHOOL
from tests.expertise.federal.made import begun, confirm
from tests.expertise.filling import send_sheet, sheet
from tests.expertise.results.saying import all_say_the_same
from tests.rules.places import OWN

DISPUTED = "МБОУ «Тополёвская СОШ» (демо)"  # examined by Соловьёва, who leads
STANDS_IN = {(1, "expert3"): "expert2"}  # Зайцев is on leave on the days of the first stage
POINTS = (2, 1, 0)  # what a school gets for every criterion: green, yellow, red


class Year:
    """The people of the year and what they do in every stage."""

    def __init__(self, app, at, browser):
        self.app, self.at, self.browser, self.region = app, at, browser, Region(app)
        self.lead, self.department, self.school = browser("expert"), browser("department"), browser("school")
        with app.app_context():
            self.places = sorted(db.session.scalars(select(Participation.id)))

    def points(self, number: int, place: int) -> int:
        """Each school moves by one zone from stage to stage."""
        return POINTS[(self.places.index(place) + number) % 3]

    def asked(self, number: int) -> list[FrozenItem]:
        """What the sheet of the stage is about."""
        return [line for line in examined_in(stages_of(current_cycle())[number - 1]) if line.asked]

    def lines(self, number: int) -> list[FrozenItem]:
        """What is to be examined."""
        return [line for line in self.asked(number) if line.presented]

    def zones(self, number: int) -> list[int]:
        """How many schools are green, yellow, red, grey and not examined yet, counted by hand (domain.md §5).

        A document that is not there asks for work, and so does the federal table of the first stage.
        """
        given, federal = [], self.region.place(OWN) if number == 1 else None
        with self.app.app_context():
            asked = self.asked(number)
        for place in self.places:
            there = {line.presented for line in asked if line.participation_id == place}
            whole = there == {True} and place != federal
            given.append(self.points(number, place) if whole else 0 if True in there else "grey")
        return [*map(given.count, (*POINTS, "grey")), 0]

    def close(self, *moment: int) -> None:
        """The day has passed, and the worker fixes the set."""
        self.at(*moment)
        with self.app.app_context():
            begin_write()
            assert len(services.freeze_due(datetime(*moment, tzinfo=UTC))) == 1
            db.session.commit()

    def share_out(self, number: int) -> None:
        """The fair share is agreed to."""
        address = f"/rounds/{number}/assignments/proposal"
        self.lead.get(address)
        self.lead.submit(address, pair=self.lead.page.xpath('//input[@name="pair"]/@value'))

    def examine(self, number: int) -> None:
        """Every sheet is filled in by whom it was given to, or by who stands in."""
        given, reviewers = self.region.now(number), {}
        with self.app.app_context():
            lines = [(line.id, line.participation_id) for line in self.lines(number)]
        for line, place in lines:
            who = STANDS_IN.get((number, given[place]), given[place])
            reviewer = reviewers.get(who) or reviewers.setdefault(who, self.browser(who))
            send_sheet(reviewer, line, self.points(number, place))

    def publish(self, number: int) -> None:
        """The schools see it from now on."""
        self.department.get(f"/rounds/{number}")
        held = self.department.page.xpath('//input[@name="pass"]/@value')
        self.department.submit(f"/rounds/{number}/publication", **{"pass": held, "because": "Второе мнение запоздало."})
        assert "Результаты этапа опубликованы" in self.department.text

    def line(self, name: str, number: int, kind: str) -> int:
        """The frozen line of a school."""
        with self.app.app_context():
            place = self.region.place(name)
            return next(one.id for one in self.lines(number) if (one.participation_id, one.kind) == (place, kind))


def test_a_year_of_expertise(app, at, browser):
    year = Year(app, at, browser)
    grace_is_given(year.department)
    a_conflict_is_allowed_with_a_reason(year)
    at(2022, 4, 30, 9)
    late = a_document_comes_late(year.school)
    year.close(2022, 5, 2, 21)
    with app.app_context():
        assert [line.document_id for line in year.lines(1) if line.late] == [late]
    year.examine(1)
    two_disagree(year)
    begun(year.lead, [SCHOOL, "Концепция развития", "", "Требует доработки", "3", "Нет чисел"])
    confirm(year.lead)
    all_say_the_same(year.department, 1, zones=year.zones(1), differing=1)
    year.publish(1)

    a_remark_is_mended(year.school)
    year.share_out(2)
    year.close(2022, 6, 20, 21)
    the_mended_remark_is_accepted(year)
    year.examine(2)
    all_say_the_same(year.department, 2, zones=year.zones(2), differing=0)
    year.publish(2)

    year.share_out(3)
    year.close(2022, 11, 15, 21)
    year.examine(3)
    all_say_the_same(year.department, 3, zones=year.zones(3), differing=0)
    assert "К 2-му этапу" in year.department.text
    all_say_the_same(year.department, 1, zones=year.zones(1), differing=1)


def grace_is_given(department) -> None:
    """Three days more for the first stage, with the reason."""
    department.get("/rounds/days")
    days = {"opens_on": "2022-02-14", "due_on": "2022-04-29", "grace_days": "3", "examines": "concept"}
    department.submit("/rounds/1/days", **days, reason="Майские праздники.")
    assert department.status == 200
    assert "Майские праздники." in department.text


def a_conflict_is_allowed_with_a_reason(year: Year) -> None:
    """Зайцев works in the municipality of the school: refused, and allowed when it is said why."""
    lead, reviewer = year.lead, year.region.person("expert3")
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, KROMY), reviewer=reviewer, because="")
    assert lead.status == 422
    assert "работает в этом муниципалитете" in lead.text
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, KROMY), reviewer=reviewer, because="Больше некому.")
    assert year.region.now()[year.region.place(KROMY)] == "expert3"


def a_document_comes_late(school) -> int:
    """After the day and within the grace."""
    upload_to(school, empty_place(school), docx("позже"))
    send(school, document := document_of(school))
    return document


def two_disagree(year: Year) -> None:
    """A second opinion far from the first; the Department keeps the first."""
    place, line = year.region.place(DISPUTED), year.line(DISPUTED, 1, "concept")
    year.lead.get(f"/rounds/1/schools/{place}")
    asked = {"reviewer": year.region.person("expert2"), "reason": "Спорная цель."}
    year.lead.submit(f"/rounds/1/schools/{place}/second-opinion", **asked)
    send_sheet(year.browser("expert2"), line, 2 if year.points(1, place) == 0 else 0)
    year.lead.get("/rounds/1")
    assert "Расходятся, нужно решение" in year.lead.text
    year.department.get(f"/rounds/examined/{line}/opinions")
    year.department.submit(f"/rounds/examined/{line}/ruling", counts="first", reason="Цель измерима.")
    assert "считается мнение первого эксперта" in year.department.text


def a_remark_is_mended(school) -> None:
    """The school sends a newer version, and says so of the first remark that it reads."""
    school.get("/conclusions")
    document = school.page.xpath('//a[contains(@href, "#upload")]/@href')[0].partition("#")[0]
    upload_to(school, document, docx("Исправлено по замечаниям"))
    school.submit(f"{document}/submission")
    school.get("/conclusions")
    school.submit(school.page.xpath('//form[starts-with(@action, "/conclusions/remarks/")]/@action')[0], move="fix")
    assert "Исправлено школой" in school.text


def the_mended_remark_is_accepted(year: Year) -> None:
    """It stands first in the next stage, before the sheet of the set."""
    with year.app.app_context():
        place = year.region.place(OWN)
    reviewer = year.browser(year.region.now(2)[place])
    sheet(reviewer, year.line(OWN, 2, "set"))
    mended = [
        one for one in reviewer.page.xpath('//*[@class="carried pad"]') if "Исправлено школой" in one.text_content()
    ]
    assert len(mended) == 1
    reviewer.submit(mended[0].xpath(".//form/@action")[0], move="accept")
    assert "Исправлено школой" not in reviewer.text

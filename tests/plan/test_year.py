"""The year 2022 through the 32 items of order No. 226: the story of the demo until March goes on until December."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from app.directory.models import Person
from app.documents.models import Document
from app.extensions import db
from app.journal.services import record
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.plan import services
from app.plan.indicators.reading import values
from app.plan.items import items_of
from app.plan.models import PlanItem
from app.plan.monitoring import COUNTED
from app.plan.monitoring_queries import forecasts, standings
from app.plan.monitoring_services import take
from app.plan.pictures.queries import history
from app.plan.registers.services import add, strike
from app.plan.registers.table import REGISTERS
from app.year.cycle.models import Monitoring, Participation
from app.year.cycle.queries import current_cycle
from app.year.enrolment.services import leave

SITES = ("portal", "oiro")


def noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 9, tzinfo=UTC)


class Year:
    """What the Department does with the plan, day by day."""

    def __init__(self):
        self.cycle = current_cycle()
        account = db.session.scalars(select(Account).join(Person).where(Person.email == "department@example.org")).one()
        self.department = SignedIn(account, grants_today(account.person_id))

    def item(self, number: int):
        own = PlanItem.cycle_id == self.cycle.id, PlanItem.number == number
        return db.session.scalars(select(PlanItem).where(*own)).one()

    def execute(self, on: date, *numbers: int, interim: bool = False) -> None:
        for number in numbers:
            services.execute(self.item(number), "Материалы (демо).", self.department, noon(on), interim)
            db.session.refresh(self.item(number))

    def answer(self, on: date, *numbers: int, verdict: str = "confirm") -> None:
        for number in numbers:
            services.answer(self.item(number), verdict, "Посмотрено.", self.department, noon(on))

    def done(self, on: date, *numbers: int, interim: bool = False) -> None:
        """Executed on the day, confirmed a day later."""
        self.execute(on, *numbers, interim=interim)
        self.answer(on + timedelta(1), *numbers)

    def write(self, register: str, on: date, **words):
        return add(REGISTERS[register], self.cycle, {"on": on, **words}, self.department, noon(on))

    def monitored(self, number: int, on: date) -> tuple[int, ...]:
        """The figures of a new snapshot: part, whole, and those of the other denominator."""
        own = Monitoring.cycle_id == self.cycle.id, Monitoring.number == number
        monitoring = db.session.scalars(select(Monitoring).where(*own)).one()
        self.last = take(monitoring, self.cycle, "", self.department, noon(on), on)
        return self.last.part, self.last.whole, self.last.due_confirmed, self.last.due

    def forecast(self, number: int, on: date):
        return forecasts(self.cycle, standings(self.cycle, on))[number - 1]

    def value(self, number: int, on: date):
        return values(self.cycle, on)[self.item(number).id]

    def counted(self, on: date) -> set[int]:
        return {one.number for one in standings(self.cycle, on) if one.state in COUNTED}


@pytest.mark.sqlite
def test_the_year_of_2022_from_december_to_december(app, at, browser):
    with app.app_context():
        year = Year()
        way = history(items_of(year.cycle), year.cycle)
        assert [way.at(day).count.confirmed for day in (date(2021, 12, 31), date(2022, 3, 24))] == [5, 9]

        # Spring: what waited is confirmed, three items come in time, one is returned, one is forgotten.
        year.answer(date(2022, 3, 25), 13, 18)
        year.done(date(2022, 3, 30), 9, 11)
        year.execute(date(2022, 3, 31), 25)
        year.answer(date(2022, 4, 5), 25, verdict="return")
        year.done(date(2022, 4, 29), 26)
        told = year.forecast(1, date(2022, 6, 29))
        assert (told.needed, told.short, told.reached) == (15, 1, False)
        assert (told.waiting, told.due, told.more) == ((), (25, 14), 0)
        assert 21 not in told.interim

        # June: 14 of 32 is 43,75 %, which is not 45; one long item on the reporting date makes it 15.
        assert year.monitored(1, date(2022, 6, 30)) == (14, 32, 14, 16)
        assert not year.last.reached
        june = year.last
        year.write(
            "publications", date(2022, 6, 30), kind="recommendations", place="oiro", title="Т", link="https://e.org"
        )
        year.write("letters", date(2022, 6, 30), subject="recommendations", addressee="МОУО", number="1", note="")
        assert year.forecast(1, date(2022, 6, 30)).interim == (21,)
        year.execute(date(2022, 6, 30), 21, interim=True)
        year.answer(date(2022, 6, 30), 21)
        assert year.monitored(1, date(2022, 6, 30)) == (15, 32, 14, 16)
        assert year.last.reached
        assert (june.part, june.whole) == (14, 32)

        # What is withdrawn or leaves after the snapshot changes the live figure and not the snapshot.
        rumo = year.write("events", date(2022, 6, 10), kind="rumo", title="Заседание", link="")
        year.monitored(1, date(2022, 6, 30))
        withdrawn = year.last
        strike(REGISTERS["events"], rumo, "Дважды.", year.department, noon(date(2022, 7, 1)))
        assert withdrawn.rows[19]["indicator"] is True
        assert year.value(20, date(2022, 7, 1)).met is False
        before = year.value(11, date(2022, 7, 1)).tallies[0]
        paper = db.session.scalars(
            select(Document).where(Document.participation_id == 4, Document.kind == "midterm")
        ).one()
        paper.state = "submitted"
        record("document:undone", paper, year.department, noon(date(2022, 7, 1)))
        assert year.value(11, date(2022, 7, 1)).tallies[0].part == before.part - 1
        assert leave(
            db.session.get(Participation, 1),
            date(2022, 7, 1),
            "Закрыта (демо)",
            year.department,
            noon(date(2022, 7, 1)),
        )
        assert [year.value(11, day).tallies[0].whole for day in (date(2022, 6, 30), date(2022, 7, 1))] == [12, 11]

        # Autumn: by its day only 18 are due, so six must come from long items; 23 of 32 is 71,8 %, 24 is exactly 75.
        year.done(date(2022, 7, 4), 14, 23)
        year.done(date(2022, 7, 5), 25)
        year.write("events", date(2022, 9, 1), kind="rumo", title="Заседание", link="")
        year.write("events", date(2022, 9, 2), kind="method_wednesday", title="Среда", link="https://e.org")
        for month in (3, 6, 9, 10):
            for site in SITES:
                year.write(
                    "publications", date(2022, month, 1), kind="news", place=site, title="Т", link="https://e.org"
                )
        told = year.forecast(2, date(2022, 10, 10))
        assert (told.needed, told.short, told.due, told.more) == (24, 6, (15,), 2)
        assert told.interim == (20, 29, 31)
        assert set(told.rest) >= {12, 16, 17, 19, 22, 24, 27, 28, 30, 32}
        year.done(date(2022, 10, 20), 20, 29, 31, 12, 19, interim=True)
        assert year.monitored(2, date(2022, 10, 31)) == (23, 32, 17, 18)
        assert not year.last.reached
        october = year.last
        year.execute(date(2022, 10, 31), 15)
        assert year.forecast(2, date(2022, 10, 31)).waiting == (15,)
        year.answer(date(2022, 10, 31), 15)
        assert year.monitored(2, date(2022, 10, 31)) == (24, 32, 18, 18)
        assert year.last.reached
        assert (october.part, october.rows[14]["state"], october.rows[19]["counted"]) == (23, "not_started", True)

        # December: the long ones once more and whole; what is forgotten is late on the first day after.
        year.done(date(2022, 12, 20), 12, 16, 17, 19, 20, 21, 22, 24, 27, 28, 29, 30, 32)
        assert len(year.counted(date(2022, 12, 31))) == 32
        assert {one.number for one in standings(year.cycle, date(2023, 1, 1)) if one.state == "overdue"} == {31}
        year.done(date(2023, 1, 9), 31)
        way = history(items_of(year.cycle), year.cycle)
        months = [
            (date(2022, month, 30), counted) for month, counted in ((4, 14), (6, 15), (7, 18), (10, 23), (12, 32))
        ]
        assert [(day, way.at(day).count.confirmed) for day, _ in months] == months
        db.session.commit()

    # The pages say the same.
    at(2023, 1, 10, 9)
    department = browser("department")
    department.get("/plan/monitorings")
    for said in ("14 из 32, 43,7 %", "15 из 32, 46,8 %", "14 из 16, 87,5 %", "23 из 32, 71,8 %", "24 из 32, 75,0 %"):
        assert said in department.text
    department.get("/plan/year")
    assert "32 из 32 исполнено и подтверждено (100,0 %)" in department.text
    assert "Просроченных и возвращённых нет" in department.text
    department.get("/plan/progress")
    assert "снимок 31.10.2022: 23 из 32, порог 75 % не достигнут" in department.text

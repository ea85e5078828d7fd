"""The whole year of 2022 with twelve schools, day by day before a mail server: who got which letter on which day.

The demo's own story is lived instead of being told at once: before each act the worker has done its mornings and its
minutes. The golden table is tests/golden/letters-2022.txt; `OPORA_GOLDEN=write` writes it anew.
"""

import os
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

import pytest
from sqlalchemy import select, true

from app.demo import ahead, cast, chapters, company, federal_table, story
from app.demo.story import Act, at_hour
from app.directory.models import Grant, Person
from app.documents.models import Document
from app.expertise.opinions.held import held
from app.expertise.opinions.publishing import publish
from app.extensions import db
from app.jobs import compose_letters, freeze_stages, publish_stages
from app.kernel import calendar
from app.kernel.transaction import begin_write
from app.notices.letters.outbox import send_due
from app.refusals import Refused
from app.year.cycle.models import LatePermission, Stage
from app.year.cycle.queries import current_cycle, participations, windows
from tests.house import House
from tests.notices.letterbox import letterbox

GOLDEN = Path(__file__).parents[1] / "golden" / "letters-2022.txt"
BEGINS, ENDS = date(2021, 12, 14), date(2022, 12, 31)
DAY = timedelta(days=1)


class Year:
    """The days go by: `play` lives acts at their moments, the worker does its work between them."""

    def __init__(self, app, box) -> None:
        self.app, self.box, self.now, self.letters = app, box, at_hour(BEGINS, 9), []
        self.held: list[Act] = []
        self.until = at_hour(cast.FIRST_DAY, 0)
        app.extensions["clock"] = lambda: self.now

    def play(self, acts: Sequence[Act]) -> None:
        """As story.play; at first until the documents begin, for their acts are known only then."""
        every = sorted([*self.held, *acts], key=lambda act: act.at)
        self.held = [act for act in every if act.at >= self.until]
        lived = [act for act in every if act.at < self.until]
        for moment, together in groupby(lived, key=lambda act: act.at.replace(second=0)):
            self.go_to(moment)
            for act in together:
                with suppress(Refused):
                    act.run(act.at)
            self.work()
        self.until = at_hour(ENDS + DAY, 0)

    def go_to(self, moment: datetime) -> None:
        """Every morning on the way the worker makes the letters of the day."""
        morning = at_hour(calendar.local(self.now).date(), 8, 1)
        while True:
            morning = morning if morning > self.now else morning + DAY
            if morning > moment:
                break
            self.now = morning
            self.work()
        self.now = max(self.now, moment)

    def work(self) -> None:
        """One minute of the worker."""
        db.session.commit()
        for job in (freeze_stages, publish_stages, compose_letters):
            with self.app.app_context():
                job()
                db.session.commit()
        with self.app.app_context():
            send_due()
        for letter in self.box.taken:
            self.letters.append((self.now, str(letter["To"]), str(letter["Subject"]), _plain(letter)))
            self._speaks_of_what_is_left(letter)
        self.box.taken.clear()
        db.session.expire_all()

    def _speaks_of_what_is_left(self, letter) -> None:
        """Whatever a school is asked to upload or to send is neither with its curator nor approved."""
        asked = re.findall(r"(?:Загрузите|Отправьте куратору) (концепцию|среднесрочную)", _plain(letter))
        kinds = {"концепцию": "concept", "среднесрочную": "midterm"}
        for word in asked:
            own = select(Grant.school_id).join(Person, Person.id == Grant.person_id)
            own = own.where(Person.email == str(letter["To"]), Grant.role == "school")
            done = select(Document.id).where(
                Document.kind == kinds[word], Document.state.in_(("submitted", "approved"))
            )
            done = done.where(Document.participation.has(school_id=db.session.scalars(own).one()))
            assert db.session.scalar(done) is None, (self.now, letter["To"], word)


def _plain(letter) -> str:
    return letter.get_body(("plain",)).get_content().replace("\u00a0", " ")


def _permit(who, at: datetime) -> None:
    """One school may still show what it had not in spring."""
    school = participations(current_cycle(), true())[0]
    window = windows(current_cycle())[0]
    given = {"until_on": date(2022, 6, 10), "reason": "Болезнь директора", "granted_by_id": who.department.person_id}
    db.session.add(LatePermission(participation=school, window=window, granted_at=at, **given))


def _plan_publication(at: datetime) -> None:
    stage = db.session.scalars(select(Stage).where(Stage.number == 1)).one()
    stage.publish_on = date(2022, 5, 25)


def _publish(who, at: datetime) -> None:
    stage = db.session.scalars(select(Stage).where(Stage.number == 1)).one()
    publish(stage, {one.key: "Так решено" for one in held(stage)}, who.department, at)


@pytest.fixture
def lived(tmp_path, postgres, monkeypatch):
    """The letters of a year."""
    house = House(tmp_path, postgres, BEGINS)
    app = house.as_seeded()
    with letterbox() as box, app.app_context():
        settings = app.config["SETTINGS"]
        settings.mail_server, settings.mail_security, settings.mails_per_minute = box.address, "none", 1000
        year = Year(app, box)
        for module in (story, chapters):
            monkeypatch.setattr(module, "play", year.play)
        who = company.company(current_cycle())
        begin_write()
        chapters.CHAPTERS[chapters.SPRING](who, False)
        year.play([*ahead.spring(who), *_besides(who)])
        year.play(ahead.autumn(who))
        year.go_to(at_hour(ENDS, 23))
    house.leave()
    return year.letters


def _besides(who) -> list[Act]:
    """What the demo does not tell: the first stage is examined and published, one school is let come late."""
    return [
        Act(at_hour(date(2022, 4, 4), 12), _plan_publication),
        Act(at_hour(date(2022, 5, 12), 15), federal_table.play),
        Act(at_hour(date(2022, 5, 26), 15), partial(_publish, who)),
        Act(at_hour(date(2022, 6, 2), 12), partial(_permit, who)),
    ]


def table_of(letters) -> str:
    """Day by day, person by person, as one reads it."""
    lines, last = [], None
    for moment, who, subject, _ in letters:
        day = calendar.local(moment).date()
        if day != last:
            lines += ["", f"{day:%d.%m.%Y}, {calendar.WEEKDAYS[day.weekday()]}"]
            last = day
        lines.append(f"  {who.partition('@')[0]:<12} {subject}".replace("\u00a0", " "))
    return "\n".join(lines).strip() + "\n"


@pytest.mark.long
@pytest.mark.sqlite
def test_the_letters_of_the_year_are_those_of_the_golden_table(lived):
    table = table_of(lived)
    if os.environ.get("OPORA_GOLDEN") == "write":
        GOLDEN.write_text(table, encoding="utf-8")
    assert table == GOLDEN.read_text(encoding="utf-8")
    digests = Counter(
        (calendar.local(moment).date(), who)
        for moment, who, subject, _ in lived
        if calendar.local(moment).time().strftime("%H:%M") == "08:01"
    )
    assert digests
    assert max(digests.values()) == 1

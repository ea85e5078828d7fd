"""What a curator owes before any document is a task, and the school is told whom it waits for."""

import pytest
from sqlalchemy import delete

from app.extensions import db
from app.year.cycle.models import Participation
from app.year.profile.models import FirstVisit


@pytest.fixture
def curator4(browser):
    return browser("curator4")


def test_an_overdue_first_visit_and_unverified_factors_are_tasks_of_the_curator(curator4):
    curator4.get("/")
    said = curator4.text.lower()
    assert "запишите первое посещение" in said
    assert "проверьте факторы риска" in said
    assert "вишнёвская" in said
    assert "прошло 23 дня" in said
    links = [a.get("href") for a in curator4.page.xpath("//a") if "запишите первое" in a.text_content().lower()]
    curator4.get(links[0].partition("#")[0])
    assert curator4.page.xpath('//section[@id="visit"]//form')


def test_the_school_reads_that_it_waits_for_its_curator_and_no_dot_says_done(browser):
    school = browser("school12")
    school.get("/")
    assert "Направления ещё не активированы, ждём куратора" in school.text
    days = {li.text_content(): li.get("class") for li in school.page.xpath('//ol[@class="dates"]/li')}
    risks = next(text for text in days if "активированы" in text.lower())
    assert days[risks] != "is-past"
    assert "Ещё не сделано" in risks.replace("\xa0", " ")


def test_a_day_is_done_by_its_fact(school, app):
    def dot() -> str | None:
        school.get("/")
        return next(
            li.get("class")
            for li in school.page.xpath('//ol[@class="dates"]/li')
            if "активированы" in li.text_content()
        )

    assert dot() == "is-past"
    with app.app_context():
        db.session.execute(delete(FirstVisit).where(FirstVisit.participation_id == db.session.get(Participation, 1).id))
        db.session.commit()
    assert dot() != "is-past"

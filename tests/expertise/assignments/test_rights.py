"""Who may record a result: the reviewer of the school, who stands in, a coordinator; access changes the same minute."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from app.directory.models import Person
from app.expertise.assignments.models import Assignment
from app.expertise.models import FrozenItem, Result
from app.expertise.services import Said, append
from app.extensions import db
from app.journal.models import Event
from app.kernel import clock
from tests.expertise.assignments.conftest import KROMY, tick
from tests.rules.places import FAR, OWN

RESULT = {"source": "federal", "revision": 0, "verdict": "ok", "score": "90", "remarks": ""}


@pytest.fixture
def line(app, region, frozen):
    """The first presented document of a school in the first stage."""

    def of(name: str) -> int:
        with app.app_context():
            found = select(FrozenItem.id).where(FrozenItem.participation_id == region.place(name))
            return db.session.scalars(found.where(FrozenItem.sha256.isnot(None)).order_by(FrozenItem.id)).first()

    return of


def record(who, line: int, **typed):
    who.get(f"/rounds/examined/{line}?source=federal")
    return who.post(f"/rounds/examined/{line}/result", RESULT | typed)


def test_only_the_reviewer_of_the_school_records_and_the_others_read(browser, line, region):
    krylova = browser("expert2")
    own, foreign = line(FAR), line("БОУ «Ключевская СОШ» (демо)")
    assert record(krylova, own).status_code == 200
    answer = record(krylova, foreign)
    assert answer.status_code == 422
    assert "Школу в этом этапе оценивает Соловьёва Нина (демо)" in krylova.text
    krylova.get(f"/rounds/examined/{foreign}")
    assert 'id="result"' not in krylova.last.text
    assert "Школу в этом этапе оценивает" in krylova.text
    assert region.count(Result) == 1


def test_who_stands_in_records_during_the_leave_and_what_was_sent_stays_whose_it_was(browser, line, at, app):
    zaytsev, krylova, school = browser("expert3"), browser("expert2"), line(OWN)
    assert record(zaytsev, school).status_code == 422
    assert record(krylova, school).status_code == 200
    at(2022, 5, 6, 21)
    assert record(krylova, school, revision=1).status_code == 422
    assert record(zaytsev, school, revision=1, score="80").status_code == 200
    with app.app_context():
        kept = db.session.scalars(select(Result).order_by(Result.id)).all()
        assert [(r.reviewer.email.partition("@")[0], int(r.score)) for r in kept] == [("expert2", 90), ("expert3", 80)]


def test_a_reviewer_who_is_replaced_loses_the_school_the_same_minute(browser, lead, line, region):
    krylova, school = browser("expert2"), line(FAR)
    assert record(krylova, school).status_code == 200
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, FAR), reviewer=region.person("expert"), because="")
    answer = record(krylova, school, revision=1)
    assert answer.status_code == 422
    assert "оценивает Соловьёва" in krylova.text
    krylova.get(f"/rounds/examined/{school}")
    assert "Крылова Татьяна (демо), 30.04.2022" in krylova.text


def test_a_coordinator_records_for_any_school_and_until_there_are_assignments_everybody_does(
    browser, lead, line, region
):
    school = line(OWN)
    assert record(lead, school).status_code == 200
    krylova = browser("expert2")
    boxes = lead.get("/rounds/1/assignments") and lead.page.xpath('//input[@name="school"]/@value')
    lead.submit("/rounds/1/assignments", school=boxes, reviewer="none", because="")
    assert region.now() == {}
    assert record(krylova, line("БОУ «Ключевская СОШ» (демо)")).status_code == 200


def test_a_school_without_a_reviewer_waits_for_the_coordinator(browser, lead, line):
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, FAR), reviewer="none", because="")
    krylova = browser("expert2")
    assert record(krylova, line(FAR)).status_code == 422
    assert "ещё не назначен эксперт" in krylova.text


def test_a_reviewer_sees_first_what_is_his(browser, frozen):
    krylova = browser("expert2")
    krylova.get("/rounds/1")
    assert "Мои, 8" in krylova.text
    assert FAR in krylova.text
    assert "Ключевская" not in krylova.text
    krylova.get("/rounds/1?whose=all")
    assert "Ключевская" in krylova.text


def test_the_first_page_says_how_many_of_ones_schools_are_left(browser, line, region, app):
    krylova = browser("expert2")
    line(FAR)
    krylova.get("/")
    assert "Осталось 6 из 8." in krylova.text
    with app.app_context():
        found = select(FrozenItem.id).where(FrozenItem.participation_id == region.place(FAR))
        own = db.session.scalars(found.where(FrozenItem.sha256.isnot(None))).all()
    for one in own:
        record(krylova, one)
    krylova.get("/")
    assert "Осталось 5 из 8." in krylova.text


def test_the_load_counts_active_done_left_and_mean_days(lead, line, at, app, region):
    line(FAR)
    at(2022, 5, 2, 21)
    with app.app_context():
        krylova = db.session.scalars(select(Person.id).where(Person.name.startswith("Крылова"))).one()
        found = select(FrozenItem).where(FrozenItem.participation_id == region.place(FAR))
        for one in db.session.scalars(found.where(FrozenItem.sha256.isnot(None))).unique():
            append(one, "regional", Said("ok", None, ""), SimpleNamespace(person_id=krylova), clock.now())
        db.session.commit()
    lead.get("/rounds/1/assignments")
    rows = lead.page.xpath('//section[@aria-label="Нагрузка экспертов"]//tbody/tr')
    cells = [[cell.text_content().strip() for cell in row] for row in rows]
    assert cells == [
        ["Зайцев Роман (демо)", "0", "0", "0", "–"],
        ["Крылова Татьяна (демо)", "8", "3", "5", "2,5"],
        ["Соловьёва Нина (демо)", "4", "0", "4", "–"],
    ]


def test_the_first_reviewer_asks_for_a_second_opinion_with_a_reason(browser, line, region, app):
    krylova, place = browser("expert2"), region.place(FAR)
    line(FAR)
    ask = f"/rounds/1/schools/{place}/second-opinion"
    krylova.get(f"/rounds/1/schools/{place}")
    krylova.submit(ask, reviewer=region.person("expert3"), reason=" ")
    assert krylova.status == 422
    assert "зачем нужно второе мнение" in krylova.text
    krylova.submit(ask, reviewer=region.person("expert2"), reason="Спорная цель.")
    assert krylova.status == 422
    assert "другой эксперт" in krylova.text
    krylova.submit(ask, reviewer=region.person("expert3"), reason="Спорная цель.")
    assert "Второе мнение запрошено: Зайцев Роман (демо)" in krylova.text
    krylova.submit(ask, reviewer=region.person("expert"), reason="Ещё раз.")
    assert krylova.status == 422
    assert "уже запрошено" in krylova.text
    with app.app_context():
        asked = db.session.scalars(select(Assignment).where(Assignment.role == "second")).one()
        assert (asked.reason, asked.participation_id) == ("Спорная цель.", place)
        assert db.session.scalars(select(Event).order_by(Event.id.desc())).first().kind == "opinion:asked"


def test_who_gives_the_second_opinion_does_not_become_the_first_reviewer(browser, lead, line, region):
    place, krylova = region.place(FAR), browser("expert2")
    line(FAR)
    krylova.get(f"/rounds/1/schools/{place}")
    ask = {"reviewer": region.person("expert"), "reason": "Спорная цель."}
    krylova.submit(f"/rounds/1/schools/{place}/second-opinion", **ask)
    assert "Второе мнение запрошено" in krylova.text
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, FAR), reviewer=region.person("expert"), because="")
    assert lead.status == 422
    assert "второе мнение" in lead.text
    assert region.now()[place] == "expert2"


def test_until_there_are_assignments_nobody_records_about_a_school_of_his_own(browser, lead, line, region):
    boxes = lead.get("/rounds/1/assignments") and lead.page.xpath('//input[@name="school"]/@value')
    lead.submit("/rounds/1/assignments", school=boxes, reviewer="none", because="")
    own = line(KROMY)
    answer = record(browser("expert3"), own)
    assert answer.status_code == 422
    assert "Конфликт интересов" in answer.text
    assert record(browser("expert2"), own).status_code == 200


def test_who_is_not_of_the_school_asks_for_nothing_and_a_school_sees_nothing(browser, school, line, region):
    line(OWN)
    place, reviewer = region.place("БОУ «Ключевская СОШ» (демо)"), region.person("expert3")
    krylova = browser("expert2")
    ask = f"/rounds/1/schools/{place}/second-opinion"
    assert krylova.post(ask, {"reviewer": reviewer, "reason": "Так."}).status_code == 422
    assert school.get(f"/rounds/1/schools/{region.place(OWN)}").status_code == 403
    assert "Зайцев" not in school.get("/").text


def test_a_regional_word_past_the_sheet_is_of_who_leads_and_has_a_reason(browser, line, region, app):
    krylova, lead, own = browser("expert2"), browser("expert"), line(FAR)
    krylova.get(f"/rounds/examined/{own}")
    assert "Региональный вывод складывается из" in krylova.text
    assert 'name="verdict"' not in krylova.last.text
    assert record(krylova, own, source="regional").status_code == 422
    assert record(lead, own, source="regional").status_code == 422
    assert "почему вывод записан мимо" in lead.text
    assert region.count(Result) == 0
    assert record(lead, own, source="regional", because="Лист утрачен.").status_code == 200
    with app.app_context():
        told = db.session.scalars(select(Event).where(Event.kind == "result:recorded")).one()
        assert told.data["reason"] == "Лист утрачен."

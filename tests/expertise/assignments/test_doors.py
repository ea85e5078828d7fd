"""A conflict of interest is asked at each door by which a reviewer can come to a school: every tie × every door."""

from datetime import date

import pytest
from sqlalchemy import select

from app.expertise.assignments.models import ConflictWaiver, Workplace
from app.expertise.models import FrozenItem
from app.extensions import db
from app.kernel import clock
from app.roles import Role
from tests.expertise.assignments.conftest import tick
from tests.rules.places import FAR, school_named

SAID = "Конфликт интересов"
RESULT = {"source": "federal", "revision": 0, "verdict": "ok", "score": "90", "remarks": ""}


def tied(app, region, who: str, tie: str) -> None:
    """A role or a workplace that ties somebody to the school."""
    with app.app_context():
        school = school_named(FAR)
        place = {"school_id": school.id} if tie == "school" else {"municipality_id": school.municipality_id}
        if tie != "curated":
            person, lead = int(region.person(who)), int(region.person("expert"))
            stated = Workplace(person_id=person, stated_by_id=lead, stated_at=clock.now(), **place)
            db.session.add(stated)
            db.session.commit()
            return
        school_id = school.id
    region.grant(who, role=Role.CURATOR, school_id=school_id, starts_on=date(2022, 1, 10))


def line_of(app, region) -> int:
    with app.app_context():
        own = select(FrozenItem.id).where(
            FrozenItem.participation_id == region.place(FAR), FrozenItem.sha256.is_not(None)
        )
        return db.session.scalars(own.order_by(FrozenItem.id)).first()


def give(lead, region, who: str):
    return lead.submit("/rounds/1/assignments", school=tick(lead, 1, FAR), reviewer=region.person(who), because="")


def assigning(app, browser, region, tie):
    tied(app, region, "expert3", tie)
    return give(browser("expert"), region, "expert3")


def standing_in_for_the_assigned(app, browser, region, tie):
    tied(app, region, "expert3", tie)
    lead = browser("expert")
    days = {"starts_on": "2022-05-10", "ends_on": "2022-05-12", "reason": "Отпуск."}
    lead.get("/reviewers")
    people = {"absent": region.person("expert2"), "substitute": region.person("expert3")}
    return lead.submit("/reviewers/substitutions", **people, **days)


def a_second_opinion(app, browser, region, tie):
    tied(app, region, "expert3", tie)
    lead, ask = browser("expert"), f"/rounds/1/schools/{region.place(FAR)}"
    lead.get(ask)
    return lead.submit(f"{ask}/second-opinion", reviewer=region.person("expert3"), reason="Спорная цель.")


def a_tie_that_comes_after_the_assignment(app, browser, region, tie):
    krylova, line = browser("expert2"), line_of(app, region)
    krylova.get(f"/rounds/examined/{line}?source=federal")
    tied(app, region, "expert2", tie)
    return krylova.post(f"/rounds/examined/{line}/result", RESULT)


def a_tie_that_comes_after_a_second_opinion_was_asked(app, browser, region, tie):
    lead, ask = browser("expert"), f"/rounds/1/schools/{region.place(FAR)}"
    lead.get(ask)
    lead.submit(f"{ask}/second-opinion", reviewer=region.person("expert3"), reason="Спорная цель.")
    tied(app, region, "expert3", tie)
    zaytsev, line = browser("expert3"), line_of(app, region)
    return zaytsev.post(f"/rounds/examined/{line}/review", {"seen": 0, "answer-c1": 2})


def before_anybody_is_assigned(app, browser, region, tie):
    lead, line = browser("expert"), line_of(app, region)
    boxes = lead.get("/rounds/1/assignments") and lead.page.xpath('//input[@name="school"]/@value')
    lead.submit("/rounds/1/assignments", school=boxes, reviewer="none", because="")
    tied(app, region, "expert2", tie)
    return browser("expert2").post(f"/rounds/examined/{line}/result", RESULT)


def one_who_leads(app, browser, region, tie):
    tied(app, region, "expert", tie)
    return browser("expert").post(f"/rounds/examined/{line_of(app, region)}/result", RESULT)


DOORS = (
    assigning,
    standing_in_for_the_assigned,
    a_second_opinion,
    a_tie_that_comes_after_the_assignment,
    a_tie_that_comes_after_a_second_opinion_was_asked,
    before_anybody_is_assigned,
    one_who_leads,
)


@pytest.mark.parametrize("tie", ["curated", "school", "municipality"])
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__)
def test_every_door_asks_for_a_conflict_of_interest(door, tie, app, browser, region, frozen):
    answer = door(app, browser, region, tie)
    page = answer.get_data(as_text=True).replace("\u00a0", " ").replace("&nbsp;", " ")
    assert answer.status_code == 422, page[:3000]
    assert SAID in page, page[:3000]


def test_a_workplace_that_ties_a_reviewer_to_his_schools_names_them_and_allowing_opens_them(
    lead, browser, region, frozen, app
):
    lead.get("/reviewers")
    school = lead.page.xpath(f'//select[@id="school"]/option[contains(., "{FAR.split("«")[1][:8]}")]/@value')[0]
    lead.submit("/reviewers/workplaces", person=region.person("expert2"), school=school, municipality="")
    assert "Место работы указано" in lead.text
    assert "Конфликт интересов: Крылова" in lead.text
    assert "эксперт их не оценивает" in lead.text
    krylova, line = browser("expert2"), line_of(app, region)
    assert krylova.post(f"/rounds/examined/{line}/result", RESULT).status_code == 422
    before = region.count(ConflictWaiver)
    give_again = {"reviewer": region.person("expert2"), "because": "Больше некому."}
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, FAR), **give_again)
    assert region.count(ConflictWaiver) == before + 1
    assert krylova.post(f"/rounds/examined/{line}/result", RESULT).status_code in (200, 303)

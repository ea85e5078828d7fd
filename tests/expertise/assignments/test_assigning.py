"""The coordinator gives schools to reviewers, by list or by a fair share; a conflict needs a reason."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.directory.models import Municipality, School
from app.expertise.assignments.models import Assignment, ConflictWaiver, Substitution
from app.extensions import db
from app.journal.models import Event
from app.kernel.transaction import begin_write
from app.year.cycle.models import Participation, Stage
from tests.expertise.assignments.conftest import KROMY, tick
from tests.rules.places import FAR, OWN, school_named


def test_several_schools_go_to_one_reviewer_and_the_history_stays(lead, region, app):
    before = len(region.rows())
    boxes = tick(lead, 1, OWN, FAR)
    lead.submit("/rounds/1/assignments", school=boxes, reviewer=region.person("expert"), because="")
    assert "Изменено: 2 школы" in lead.text
    now = region.now()
    assert now[region.place(OWN)] == now[region.place(FAR)] == "expert"
    assert len(region.rows()) == before + 2
    lead.get(f"/rounds/1/schools/{region.place(OWN)}")
    assert "Зайцев Роман (демо) С 21.03.2022 в 09:44 по 24.03.2022 в 12:00" in lead.text
    with app.app_context():
        kinds = [e.kind for e in db.session.scalars(select(Event).order_by(Event.id.desc()).limit(4))]
        assert sorted(kinds) == ["assignment:ended"] * 2 + ["assignment:made"] * 2


def test_an_assignment_is_taken_back(lead, region):
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, OWN), reviewer="none", because="")
    assert region.place(OWN) not in region.now()
    lead.get("/rounds/1/assignments?whose=none")
    assert OWN in lead.text
    assert FAR not in lead.text


def test_what_is_lacking_is_said_and_what_was_ticked_stays(lead, region):
    boxes = tick(lead, 1, OWN)
    lead.submit("/rounds/1/assignments", school=boxes, reviewer="", because="Причина.")
    assert lead.status == 422
    assert "Выберите эксперта" in lead.text
    assert "Причина." in lead.text
    assert lead.page.xpath('//input[@name="school"][@checked]/@value') == boxes
    lead.submit("/rounds/1/assignments", reviewer=region.person("expert"), because="")
    assert lead.status == 422
    assert "Отметьте хотя бы одну школу" in lead.text


def test_two_coordinators_at_once_do_not_overwrite_each_other(lead, browser, region):
    department = browser("department")
    theirs = tick(department, 1, OWN)
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, OWN), reviewer=region.person("expert"), because="")
    answer = {"school": theirs, "reviewer": region.person("expert2"), "because": ""}
    department.submit("/rounds/1/assignments", **answer)
    assert department.status == 422
    assert "изменил другой человек" in department.text
    assert region.now()[region.place(OWN)] == "expert"


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        ({"role": "curator", "school": True, "starts_on": date(2022, 1, 10), "ends_on": date(2022, 2, 1)}, "курирует"),
        ({"role": "school", "school": True, "starts_on": date(2021, 1, 1)}, "работает или работал(а) в этой школе"),
        ({"role": "municipal", "town": True, "starts_on": date(2021, 1, 1)}, "работает в этом муниципалитете"),
    ],
)
def test_a_conflict_is_refused_with_a_sentence_until_a_reason_is_written(lead, region, app, tie, said):
    with app.app_context():
        school = school_named(OWN)
        place = {"school_id": school.id} if tie.pop("school", None) else {}
        place |= {"municipality_id": school.municipality_id} if tie.pop("town", None) else {}
    region.grant("expert2", **tie, **place)
    typed = {"school": tick(lead, 1, OWN), "reviewer": region.person("expert2")}
    lead.submit("/rounds/1/assignments", **typed, because="")
    assert lead.status == 422
    assert f"Крылова Татьяна (демо) {said}" in lead.text
    allowed = region.count(ConflictWaiver)
    lead.submit("/rounds/1/assignments", **typed, because="Больше некому.")
    assert region.now()[region.place(OWN)] == "expert2"
    assert region.count(ConflictWaiver) == allowed + 1
    assert "Конфликт разрешён (Крылова Татьяна (демо)): Больше некому. Соловьёва Нина (демо), 24.03.2022" in lead.text


def test_a_role_that_ended_before_the_year_is_no_conflict(lead, region, app):
    with app.app_context():
        school = school_named(OWN).id
    region.grant("expert2", role="curator", school_id=school, starts_on=date(2020, 1, 1), ends_on=date(2021, 12, 31))
    typed = {"school": tick(lead, 1, OWN), "reviewer": region.person("expert2"), "because": ""}
    lead.submit("/rounds/1/assignments", **typed)
    assert region.now()[region.place(OWN)] == "expert2"


def test_a_conflict_of_the_stand_in_is_refused_as_well(lead, region, app):
    with app.app_context():
        school = school_named(FAR).id
    region.grant("expert2", role="school", school_id=school, starts_on=date(2022, 1, 1))
    lead.submit("/rounds/1/assignments", school=tick(lead, 1, FAR), reviewer=region.person("expert3"), because="")
    assert lead.status == 422
    assert "Крылова Татьяна (демо) работает" in lead.text


def test_a_conflict_that_arose_later_is_shown_beside_the_assignment(lead, region, app):
    with app.app_context():
        school = school_named(FAR).id
    region.grant("expert2", role="curator", school_id=school, starts_on=date(2022, 3, 22))
    lead.get("/rounds/1/assignments")
    assert "Конфликт интересов: Крылова Татьяна (демо) курирует эту школу" in lead.text


def test_a_fair_share_is_only_shown_until_it_is_confirmed(lead, region):
    lead.get("/rounds/2/assignments/proposal")
    assert "Пока ничего не назначено" in lead.text
    assert region.rows(2) == []
    pairs = lead.page.xpath('//input[@name="pair"]/@value')
    lead.submit("/rounds/2/assignments/proposal", pair=pairs)
    now = region.now(2)
    assert len(now) == 12
    assert now[region.place(KROMY)] != "expert3"
    loads = [list(now.values()).count(who) for who in ("expert", "expert2", "expert3")]
    assert max(loads) - min(loads) <= 1


def test_a_fair_share_that_was_overtaken_is_refused(lead, browser, region):
    lead.get("/rounds/2/assignments/proposal")
    pairs = lead.page.xpath('//input[@name="pair"]/@value')
    department = browser("department")
    typed = {"school": tick(department, 2, OWN), "reviewer": region.person("expert2"), "because": ""}
    department.submit("/rounds/2/assignments", **typed)
    lead.submit("/rounds/2/assignments/proposal", pair=pairs)
    assert lead.status == 422
    assert "изменил другой человек" in lead.text
    assert len(region.now(2)) == 1


def test_only_a_coordinator_assigns(browser):
    for who, status in (("expert2", 403), ("rcoko", 403), ("curator", 403), ("department", 200)):
        assert browser(who).get("/rounds/1/assignments").status_code == status, who


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO assignments (stage_id, participation_id, reviewer_id, role, reason, since, made_by_id)"
        " SELECT stage_id, participation_id, reviewer_id, role, reason, since, made_by_id FROM assignments",
        "UPDATE assignments SET reviewer_id = made_by_id WHERE reviewer_id <> made_by_id",
        "DELETE FROM assignments",
        "UPDATE conflict_waivers SET reason = 'иначе'",
        "DELETE FROM conflict_waivers",
        "UPDATE substitutions SET ends_on = '2022-06-01'",
        "DELETE FROM substitutions",
        "INSERT INTO substitutions (absent_id, substitute_id, starts_on, ends_on, reason, made_by_id, made_at)"
        " SELECT absent_id, made_by_id, ends_on, ends_on, reason, made_by_id, made_at FROM substitutions",
        "INSERT INTO conflict_waivers (stage_id, participation_id, reviewer_id, conflict, reason, made_by_id,"
        " made_at) SELECT stage_id, participation_id, reviewer_id, conflict, '', made_by_id, made_at"
        " FROM conflict_waivers",
    ],
)
def test_the_database_repeats_the_law(app, statement):
    with app.app_context():
        for model in (Assignment, ConflictWaiver, Substitution):
            assert db.session.scalars(select(model)).first()
        with pytest.raises(DBAPIError) as refused:
            db.session.execute(text(statement))
        assert "no such" not in str(refused.value)  # it is the law that refuses, and not a name that has gone


def test_the_page_asks_the_database_as_often_for_many_schools_as_for_few(lead, region, app, statements):
    lead.get("/rounds/2/assignments")  # fills what a process keeps
    few = statements(lambda: lead.get("/rounds/2/assignments"))
    with app.app_context():
        cycle = db.session.scalars(select(Participation.cycle_id)).first()
        town = db.session.scalars(select(Municipality.id)).first()
        for number in range(30):
            school = School(short_name=f"Школа {number} (демо)", full_name="", municipality_id=town)
            db.session.add(Participation(cycle_id=cycle, school=school))
        db.session.commit()
    assert statements(lambda: lead.get("/rounds/2/assignments")) == few
    lead.get("/rounds/2/assignments/proposal")
    lead.submit("/rounds/2/assignments/proposal", pair=lead.page.xpath('//input[@name="pair"]/@value'))
    assert len(region.now(2)) == 42
    many = statements(lambda: lead.get("/rounds/2/assignments"))
    assert many - few <= 3


def test_who_assigns_waits_while_another_one_assigns_in_the_same_stage(lead, region, app):
    typed = {"school": tick(lead, 1, FAR), "reviewer": region.person("expert"), "because": ""}
    with ThreadPoolExecutor(1) as pool:
        with app.app_context():
            begin_write()
            # No more than what the row of an assignment waits for by itself, when it names its stage (FOR KEY SHARE).
            db.session.execute(select(Stage.id).where(Stage.number == 1).with_for_update(key_share=True))
            waiting = pool.submit(lambda: lead.submit("/rounds/1/assignments", **typed).status_code)
            with pytest.raises(TimeoutError):
                waiting.result(timeout=2)
            db.session.rollback()
        assert waiting.result(timeout=30) == 200

"""A curator who is replaced loses access the same minute, and what was done stays under the old name (P6)."""

from datetime import date

from sqlalchemy import select

from app.directory.models import Grant, Person
from app.extensions import db
from tests.documents.steps import sent_by, version_of


def test_a_replaced_curator_loses_access_the_same_minute_and_the_history_stays(school, curator, browser, app):
    sent = sent_by(school)
    version = version_of(curator, sent)
    curator.submit(f"/documents/{sent}/decision", verdict="return", reason="dates_wrong", remark="Назовите месяц.")
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.email == "curator@example.org")).one()
        name = person.name
        grant = db.session.scalars(select(Grant).where(Grant.person_id == person.id, Grant.school_id == 1)).one().id
    department = browser("department")
    department.get("/people")
    department.post(f"/people/roles/{grant}/end", {"ends_on": "2022-03-23"})
    assert department.status == 200
    typed = {"version_id": version, "verdict": "approve"}
    for url in (f"/desk/{sent}", f"/documents/{sent}", f"/versions/{version}/file", "/schools/1/kit"):
        assert curator.get(url).status_code == 404, url
    assert curator.post(f"/documents/{sent}/decision", typed).status_code == 404
    curator.get("/desk")
    assert "Заречная" not in curator.text
    school.get(f"/documents/{sent}")
    assert name in school.text
    assert "Назовите месяц." in school.text
    with app.app_context():
        assert db.session.get(Grant, grant).ends_on == date(2022, 3, 23)

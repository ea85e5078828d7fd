"""A school comes into the year, is renamed, leaves and comes back."""

import pytest

from app.directory.models import Municipality, School
from app.extensions import db
from app.year.cycle.models import Cycle, Participation
from tests.rules.places import FAR, school_named


@pytest.fixture
def department(browser):
    return browser("department")


@pytest.fixture
def far(app) -> int:
    """The id of a school's place in the year."""
    with app.app_context():
        return db.session.query(Participation.id).filter_by(school_id=school_named(FAR).id).scalar()


def add(who, **words):
    who.get("/participants")
    return who.submit("/participants", **{"short_name": "", "full_name": "", "code": "", "municipality": ""} | words)


def test_one_school_is_added_by_hand_and_stands_in_the_matrix(app, department):
    with app.app_context():
        town = db.session.query(Municipality.id).first()[0]
    add(department, short_name="МБОУ «Новая СОШ» (демо)", municipality=str(town))
    assert "Добавлена" in department.text
    department.get("/matrix")
    assert "МБОУ «Новая СОШ» (демо)" in department.text


def test_what_is_lacking_is_said_and_what_was_typed_stays(department):
    add(department, short_name="МБОУ «Новая СОШ» (демо)")
    assert department.status == 422
    assert "Выберите муниципалитет" in department.text
    assert department.page.xpath('//input[@id="short_name"]/@value') == ["МБОУ «Новая СОШ» (демо)"]


def test_two_schools_can_not_have_one_code(app, department):
    with app.app_context():
        town = str(db.session.query(Municipality.id).first()[0])
    add(department, short_name="Первая (демо)", municipality=town, code="057")
    add(department, short_name="Вторая (демо)", municipality=town, code="057")
    assert department.status == 422
    assert "Код 057 уже у другой школы: Первая (демо)" in department.text
    with app.app_context():
        assert db.session.query(School).filter_by(short_name="Вторая (демо)").count() == 0


def test_the_code_of_another_school_is_not_taken_by_a_correction(app, department, far):
    """Its own stays good."""
    with app.app_context():
        town = str(db.session.get(Participation, far).school.municipality_id)
        db.session.add(School(short_name="Первая (демо)", full_name="", municipality_id=int(town), code="057"))
        db.session.commit()
    words = {"short_name": "Дальняя (демо)", "full_name": "", "municipality": town}
    for code, status in (("058", 200), ("057", 422), ("058", 200)):
        department.get(f"/participants/{far}")
        department.submit(f"/participants/{far}", code=code, **words)
        assert department.status == status
        assert ("Код 057 уже у другой школы: Первая (демо)" in department.text) == (status == 422)
    with app.app_context():
        assert db.session.get(Participation, far).school.code == "058"


def test_a_new_name_stands_everywhere(app, department, far):
    department.get(f"/participants/{far}")
    town = department.page.xpath('//select[@id="municipality"]/option[@selected]/@value')[0]
    words = {"short_name": "МБОУ «Переименованная» (демо)", "full_name": "", "code": "", "municipality": town}
    department.submit(f"/participants/{far}", **words)
    assert "Сохранено" in department.text
    department.get("/matrix")
    assert "Переименованная" in department.text


def test_a_school_that_leaves_needs_a_reason_and_its_documents_stay(app, department, far):
    with app.app_context():
        documents = len(db.session.get(Participation, far).risks)
    department.post(f"/participants/{far}/leaving", {"left_on": "2022-03-24", "because": " "})
    assert department.status == 422
    assert "Напишите, почему" in department.text
    department.post(f"/participants/{far}/leaving", {"left_on": "2022-03-24", "because": "Реорганизация"})
    assert "вышла из проекта 24.03.2022" in department.text
    department.get("/matrix")
    assert FAR not in department.text
    with app.app_context():
        assert len(db.session.get(Participation, far).risks) == documents
    department.post(f"/participants/{far}/return", {})
    department.get("/matrix")
    assert FAR in department.text


def test_the_card_of_a_year_that_has_passed_offers_nothing_and_takes_nothing(app, department, far):
    with app.app_context():
        name = db.session.get(Participation, far).school.short_name
        town = str(db.session.get(Participation, far).school.municipality_id)
        db.session.add(Cycle(year=2023, title="Следующий год", opened=True))
        db.session.commit()
    card, said = (
        f"/participants/{far}",
        "Это перечень 2022 года: он закончен и больше не меняется. Сейчас идёт 2023 год.",
    )
    department.get(card)
    assert said in department.text.replace("\xa0", " ")
    assert not department.page.xpath('//main//form[@method="post"]')
    words = {"short_name": "Иная", "full_name": "", "municipality": town, "left_on": "2022-03-24", "because": "Слияние"}
    for act in ("", "/leaving", "/return"):
        department.post(card + act, words)
        assert department.status == 422, act
        assert said in department.text.replace("\xa0", " "), act
        assert "Слияние" in department.text  # what was typed comes back
    with app.app_context():
        joined = db.session.get(Participation, far)
        assert joined.school.short_name == name
        assert joined.left_on is None


def test_the_list_asks_the_database_as_often_for_many_as_for_few(app, department, statements):
    few = statements(lambda: department.get("/participants"))
    with app.app_context():
        cycle = db.session.query(Participation.cycle_id).first()[0]
        town = db.session.query(Municipality.id).first()[0]
        for one in range(30):
            school = School(short_name=f"Школа {one} (демо)", full_name="", municipality_id=town)
            db.session.add(Participation(cycle_id=cycle, school=school))
        db.session.commit()
    assert statements(lambda: department.get("/participants")) == few

"""Who answers for others sees how the year goes, who keeps the house how it stands; an empty page looks ahead."""

from sqlalchemy import update

from app.directory.models import Person, School
from app.extensions import db
from app.health.words import Line
from app.orders.models import Order
from app.year.cycle.models import Participation
from tests.house import NOON


def plain(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def tasks(person) -> list[str]:
    return [plain(one.text_content()) for one in person.page.xpath('//*[@id="tasks"]//h3')]


def test_the_department_sees_the_thresholds_what_others_owe_and_the_late_schools_by_municipality(browser, at):
    department = browser("department")
    department.get("/")
    assert "К 30.06.2022 нужно 15 из 32 (45 %): не хватает 6, осталось 98 дней." in plain(department.text)
    assert "Школы, у которых срок прошёл" not in plain(department.text)
    at(2022, 6, 10, 9)
    department.get("/")
    said = plain(department.text)
    assert "26. Совещания с руководителями школ МОУО, ОРЦОКО, ОИРО. Просрочено, срок был до 30.04.2022" in said
    late = [plain(one.text_content()) for one in department.page.xpath('//*[@aria-labelledby="late-schools"]//ul/li')]
    assert "МБОУ «Родниковская СОШ» (демо) Не сдано: 4 документа комплекта." in late
    assert not any("Берёзовская" in one for one in late)  # all of it stands
    assert "/matrix?town=" in department.last.text


def test_what_waits_for_the_department_beside_the_plan_is_named_until_it_is_done(browser, at, app):
    with app.app_context():
        said = {"facts": {}, "drafted_by_id": 1, "drafted_at": NOON}
        db.session.add(Order(cycle_id=1, kind="O_FREE", title="О семинаре", **said))
        school = School(municipality_id=1, short_name="Новая СОШ", full_name="Новая СОШ")
        db.session.add(Participation(cycle_id=1, school=school))
        db.session.commit()
    department = browser("department")
    department.get("/")
    assert "Закончите приказ «О семинаре»" in tasks(department)
    assert "Внесите рисковый профиль" in tasks(department)
    assert not any("мониторинга" in one for one in tasks(department))
    at(2022, 6, 30, 9)
    department.get("/")
    assert "Сделайте снимок 1-го мониторинга" in tasks(department)


def test_a_municipality_reads_whom_to_call_about_its_own_late_schools_alone(browser, at, app):
    with app.app_context():
        db.session.execute(update(Person).values(phone="+7 (486) 220-12-34"))
        db.session.commit()
    municipal = browser("municipal")
    at(2022, 6, 10, 9)
    municipal.get("/")
    assert municipal.page.xpath('//a[@href="tel:+74862201234"]')
    assert municipal.page.xpath('//a[@href="mailto:school@example.org"]')
    assert "Заречная" in municipal.text
    assert "Родниковская" not in municipal.text


def test_an_empty_page_says_when_the_next_thing_comes(browser):
    analyst = browser("rcoko")
    analyst.get("/")
    assert tasks(analyst) == []
    assert "Ближайший срок 30.03.2022: Концептуальные документы подтверждены куратором" in plain(analyst.text)


def test_an_administrator_sees_every_part_and_what_is_not_well_is_to_be_done(browser, app):
    lines = [
        Line("backup", "Резервная копия", False, "Старше суток", "Сделайте копию."),
        Line("mail", "Почта", True, "Уходит", ""),
    ]
    app.extensions["house_state"] = lambda: lines
    admin = browser("admin")
    admin.get("/")
    assert tasks(admin) == ["Резервная копия: Старше суток"]
    assert "Почта Уходит" in plain(admin.text)

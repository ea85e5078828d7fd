"""Who has something to do in the plan sees it first after signing in: what, by when, and what was returned."""

from datetime import UTC, datetime

from sqlalchemy import select

from app.directory.models import Municipality, Person
from app.expertise.services import freeze_due
from app.extensions import db
from app.plan.models import Execution, PlanItem
from tests.house import NOON


def titles(person) -> list[str]:
    return [" ".join(one.text_content().split()) for one in person.page.xpath('//li[contains(@class, "task")]//h3')]


def buttons(person) -> list[str]:
    return [one.text_content().strip() for one in person.page.xpath('//*[contains(@class, "btn--primary")]')]


def test_an_executor_sees_what_to_report_by_when_and_what_came_back(browser):
    municipal, department = browser("municipal"), browser("department")
    municipal.get("/")
    assert any(title.startswith("25. Меры поддержки") for title in titles(municipal))
    assert "до 31.03.2022 23:59 мск, осталось 7 дней" in municipal.text
    assert len(buttons(municipal)) == 1
    municipal.get(municipal.page.xpath('//a[contains(., "Отчитаться")]/@href')[0].partition("#")[0])
    municipal.submit("/duties/25/execution", note="Программа изменена.")
    municipal.get("/")
    assert titles(municipal) == []  # nothing presses any more
    assert "Ближайший срок 30.03.2022" in municipal.text.replace("\xa0", " ")
    department.get("/")
    assert "Программа изменена." in department.text
    assert len(buttons(department)) == 1
    department.get(department.page.xpath('//a[contains(@href, "/plan/25#part-")]/@href')[0].partition("#")[0])
    act = department.page.xpath('//form[contains(@action, "/plan/parts/")]/@action')[0]
    department.submit(act, verdict="return", remark="Нет постановления.")
    department.get("/")
    assert "Программа изменена." not in department.text
    municipal.get("/")
    assert titles(municipal)[0].startswith("25.")
    assert "Замечание: Нет постановления." in municipal.text
    assert buttons(municipal)[0].startswith("Исправить")


def test_a_curator_reads_the_queue_and_what_the_plan_asks_on_one_page(browser):
    curator = browser("curator")
    curator.get("/")
    assert titles(curator)[0].startswith("Проверьте антирисковую программу «")
    assert any(title.startswith("9. ") for title in titles(curator))
    assert "Отчитайтесь до 30.03.2022 23:59 мск, осталось 6 дней" in curator.text
    other = browser("curator2")
    other.get("/duties")
    other.get(other.page.xpath('//a[contains(@href, "open=9")]/@href')[0].partition("#")[0])
    other.submit(other.page.xpath('//form[contains(@action, "/duties/9/")]/@action')[0], note="Готово.")
    other.get("/")
    assert not any(title.startswith("9. ") for title in titles(other))


def test_the_first_page_costs_the_same_for_one_report_and_for_many(browser, statements, app):
    department = browser("department")
    department.get("/")
    few = statements(lambda: department.get("/"))
    with app.app_context():
        town = db.session.scalars(select(Municipality.id)).first()
        for item in db.session.scalars(select(PlanItem)).all():
            said = {"executed_by_id": 1, "executed_at": NOON, "recorded_at": NOON, "note": "Часть."}
            db.session.add(Execution(item_id=item.id, whole=False, municipality_id=town, **said))
        db.session.commit()
    app.extensions.pop("plan")  # these rows came past the verbs, and so past the journal
    department.get("/")
    assert statements(lambda: department.get("/")) == few
    assert department.text.count("Часть.") > 15


def test_a_lead_sees_a_fixed_stage_until_its_results_are_published(browser, at, app):
    lead = browser("expert")
    at(2022, 4, 30, 9)
    with app.app_context():
        freeze_due(datetime(2022, 4, 30, 9, tzinfo=UTC))
        db.session.commit()
    lead.get("/")
    assert "Завершите экспертизу 1-го этапа" in lead.text.replace("\xa0", " ")
    assert "Не оценено" in lead.text
    assert "/rounds/1?whose=all" in lead.page.xpath("//a/@href")
    reviewer = browser("expert2")
    reviewer.get("/")
    assert not any(title.startswith("26.") for title in titles(reviewer))
    assert "Завершите" not in reviewer.text
    assert "Оцените школы 1-го этапа" in reviewer.text


def named(department, code: str, who: str) -> None:
    with department.app.app_context():
        person = db.session.scalars(select(Person.id).where(Person.email == f"{who}@example.org")).one()
    department.get("/plan/answering")
    department.submit("/plan/answering", code=code, person=f"{person}", starts_on="2022-01-01")
    assert "Записано." in department.text


def test_who_is_named_alone_is_told_of_the_duty_and_the_others_see_with_whom_it_is(browser, at):
    at(2022, 6, 10, 9)
    lead, reviewer = browser("expert"), browser("expert2")
    lead.get("/")
    assert any(title.startswith("30.") for title in titles(lead))
    reviewer.get("/")
    assert not any(title.startswith("30.") for title in titles(reviewer))
    named(browser("department"), "OIRO", "expert2")
    reviewer.get("/")
    assert any(title.startswith("30.") for title in titles(reviewer))
    lead.get("/")
    assert not any(title.startswith("30.") for title in titles(lead))
    lead.get("/duties")
    assert "У коллеги: Крылова Татьяна (демо)." in lead.text
    count = lead.page.xpath('//nav//a[@href="/duties"]/*[@class="count"]')
    assert not count


def test_who_is_named_without_the_role_leaves_the_duty_to_all(browser, at):
    at(2022, 6, 10, 9)
    named(browser("department"), "OIRO", "curator")
    lead = browser("expert")
    lead.get("/")
    assert any(title.startswith("30.") for title in titles(lead))
    lead.get("/duties")
    assert "У коллеги" not in lead.text


def test_what_one_of_an_institution_has_done_is_done_for_all(browser, at):
    at(2022, 6, 10, 9)
    lead, reviewer = browser("expert"), browser("expert2")
    named(browser("department"), "OIRO", "expert2")
    reviewer.get("/plan/30")
    reviewer.submit("/plan/30/execution", note="Проведены.")
    for person in (lead, reviewer):
        person.get("/")
        assert not any(title.startswith("30.") for title in titles(person))

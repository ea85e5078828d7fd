"""Whoever leads the expertise finds on the first page what waits: own schools, opinions, tables, conflicts."""

from decimal import Decimal

from sqlalchemy import select

from app.directory.models import Person, School
from app.expertise.assignments.models import Workplace
from app.expertise.queries import examined_in
from app.expertise.rules import outcome
from app.expertise.services import Said, append
from app.extensions import db
from app.kernel import clock
from app.kernel.transaction import begin_write
from app.people.accounts.models import Account
from app.year.cycle.queries import current_cycle, stages_of
from tests.expertise.assignments.test_doors import give, tied
from tests.expertise.federal.made import begun
from tests.expertise.opinions.steps import decide
from tests.expertise.opinions.test_publishing import keys, publish
from tests.rules.places import FAR, school_named


def links(who) -> list[str]:
    return who.page.xpath('//div[@id="tasks"]//a/@href')


def counted(lead) -> int:
    """How many things the page says there are."""
    return int(lead.page.xpath('//p[@class="lead"]/strong')[0].text_content().split()[0])


def test_the_first_page_of_a_lead_names_and_opens_all_that_waits(two, browser, region, app):
    lead = browser("expert")
    begun(lead, ["МБОУ «Заречная СОШ» (демо)", "Концепция развития", "", "Принято", "92", ""])
    tied(app, region, "expert2", "school")
    lead.get("/")
    for words in (
        "Решите, чьё мнение считать",
        "Мнения экспертов расходятся: 1 документ.",
        "ФИОКО.xlsx: ещё не записана.",
        "Назначьте других экспертов",
        "Конфликт интересов: Крылова",
    ):
        assert words in lead.text, words
    found, many = links(lead), counted(lead)
    assert f"/rounds/examined/{two}/opinions" in found
    assert "/rounds/1/assignments" in found
    assert any(link.startswith("/rounds/federal/") for link in found)
    decide(lead, two, counts="second", reason="Так.")
    lead.get("/")
    assert "Решите, чьё мнение считать" not in lead.text
    assert counted(lead) == many - 1


def test_a_lead_with_own_schools_sees_them_beside_the_whole(frozen, region, browser):
    lead = browser("expert")
    lead.get("/")
    assert "Завершите экспертизу 1-го этапа" in lead.text
    assert "Не оценено 10 из 12 школ." in lead.text
    assert "Оцените школы 1-го этапа" in lead.text
    assert "Осталось 4 из 4." in lead.text
    assert {"/rounds/1?whose=all", "/rounds/1?whose=mine"} <= set(links(lead))
    give(lead, region, "expert")
    lead.get("/")
    assert "Осталось 5 из 5." in lead.text


def everything_else_is_judged(app) -> None:
    with app.app_context():
        begin_write()
        lead = select(Account).join(Account.person).where(Person.email == "expert@example.org")
        actor = db.session.scalars(lead).one()
        for line in examined_in(stages_of(current_cycle())[0]):
            if outcome(line) == "not_started":
                append(line, "regional", Said("ok", Decimal(90), ""), actor, clock.now())
        db.session.commit()


def test_a_held_publication_is_no_publication_yet(two, browser, app):
    everything_else_is_judged(app)
    lead, department = browser("expert"), browser("department")
    held = len(keys(department))
    lead.get("/")
    assert "Решите, что мешает опубликовать выводы 1-го этапа" in lead.text
    assert held == 2
    assert "Публикацию держит: 2 вопроса" in lead.text
    assert "Опубликуйте выводы" not in lead.text
    assert "/rounds/1?whose=all#publication" in links(lead)
    publish(department)
    lead.get("/")
    assert "Решите, что мешает" not in lead.text
    assert "Решите, чьё мнение считать" in lead.text


def test_what_nothing_holds_is_to_be_published(frozen, browser, app):
    everything_else_is_judged(app)
    lead = browser("expert")
    lead.get("/")
    assert "Опубликуйте выводы 1-го этапа" in lead.text
    assert "Оцените школы" not in lead.text
    publish(browser("department"))
    lead.get("/")
    assert "Опубликуйте выводы" not in lead.text


def test_the_first_page_of_a_lead_costs_the_same_for_one_conflict_and_for_many(
    frozen, region, browser, app, statements
):
    lead = browser("expert")
    tied(app, region, "expert2", "school")
    lead.get("/")
    few = statements(lambda: lead.get("/"))
    with app.app_context():
        person = int(region.person("expert2"))
        for school in db.session.scalars(select(School.id).where(School.id != school_named(FAR).id)).all():
            stated = {"stated_by_id": person, "stated_at": clock.now()}
            db.session.add(Workplace(person_id=person, school_id=school, **stated))
        db.session.commit()
    assert statements(lambda: lead.get("/")) == few
    assert lead.text.count("Конфликт интересов") > 3

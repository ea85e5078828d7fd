"""A change of the plan is in force by an order alone, and as its text says."""

from datetime import date

from sqlalchemy import select

from app.directory.models import Person
from app.extensions import db
from app.kernel import clock
from app.people.accounts.actor import SignedIn
from app.people.accounts.models import Account
from app.plan.amendments.queries import amendments
from app.plan.amendments.services import put_all_in_force
from app.year.cycle.queries import current_cycle
from tests.plan.amendments.steps import amend
from tests.refusing import refusal_of


def coordinator() -> SignedIn:
    account = db.session.scalars(select(Account).join(Person).where(Person.email == "department@example.org")).one()
    return SignedIn(account, account.person.grants)


def test_a_point_that_the_clerk_dropped_puts_nothing_in_force(change, department):
    department.submit(f"{change}/text", points="1.1. Строку 29 «Трансляция практик» исключить.")
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    department.get("/plan/29")
    assert "Отменено приказом" in department.text
    department.get("/plan/24")
    assert "Декабрь 2022 г." in department.text
    department.get("/plan/editions")
    assert "ещё не действует: 1" in department.text


def test_a_change_that_another_order_put_in_force_is_passed_by_and_the_next_one_stands(department, app):
    amend(department, 29, move="cancel", number="57", signed_on="2022-03-24")
    amend(department, 24, period_text="ноябрь 2022 г.")
    with app.app_context():
        put_all_in_force(amendments(current_cycle()), "58", date(2022, 3, 24), None, coordinator(), clock.now())
        found = [(one.item.number, one.order.number) for one in amendments(current_cycle())]
        assert found == [(29, "57"), (24, "58")]


def test_an_order_that_says_a_change_that_another_has_replaced_is_refused(department, app):
    amend(department, 24, period_text="ноябрь 2022 г.")
    amend(department, 24, period_text="октябрь 2022 г.")
    with app.app_context():
        said = amendments(current_cycle())[:1]
        refusal = refusal_of(put_all_in_force, said, "58", date(2022, 3, 24), None, coordinator(), clock.now())
        assert refusal.code == "withdrawn"


def test_an_order_that_moves_what_is_confirmed_meanwhile_is_refused(department, app):
    amend(department, 24, period_text="ноябрь 2022 г.")
    with app.app_context():
        [said] = amendments(current_cycle())
        said.item.state = "confirmed"
        refusal = refusal_of(put_all_in_force, [said], "58", date(2022, 3, 24), None, coordinator(), clock.now())
        assert (refusal.code, said.order) == ("confirmed", None)


def test_an_order_that_names_a_proposal_of_before_is_drawn_up_anew_first(change, department):
    amend(department, 24, period_text="октябрь 2022 г.")
    department.get(change)
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    assert department.status == 422
    assert "Предложение о строке 24 с тех пор заменено" in department.text
    department.get("/plan/editions")
    department.submit("/orders")
    department.submit(f"{change}/text", points="1.1. Срок строки 24 – «октябрь 2022 г.»;\n1.2. Строку 29 исключить.")
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    department.get("/plan/24")
    assert "октябрь 2022 г." in department.text


def test_a_point_that_says_another_day_than_the_plan_will_have_bars_the_registration(change, department):
    department.get(change)
    said = department.page.xpath('//textarea[@name="points"]')[0].text_content()
    department.submit(f"{change}/text", points=said.replace("редакции «ноябрь 2022 г.»", "редакции «26.12.2022 г.»"))
    assert "В пункте о строке 24 не то, что записано: в плане станет «ноябрь 2022 г.»" in department.text
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    assert department.status == 422
    department.submit(f"{change}/text", points=said.replace("редакции «ноябрь", "редакции «октябрь – ноябрь"))
    assert "В пункте о строке 24 не то, что записано" in department.text
    amend(department, 24, period_text="26.12.2022 г.")
    department.get(change)
    assert "Предложение о строке 24 с тех пор заменено" in department.text
    department.get("/plan/editions")
    department.submit("/orders")
    again = department.page.xpath('//textarea[@name="points"]')[0].text_content()
    assert again.count("строке 24") == 1
    assert "«26.12.2022 г.»" in again
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    department.get("/plan/24")
    assert "26.12.2022 г." in department.text


def test_a_draft_of_before_says_what_has_come_to_wait_since(change, department):
    amend(department, 31, move="cancel", reason="Портал закрыт.")
    department.get(change)
    assert "Список изменений изменился (строки: 31): обновите проект из данных" in department.text


def test_an_order_of_outside_that_is_older_than_the_plan_changes_nothing_at_either_door(department, app):
    department.get("/orders")
    department.post("/orders", {"kind": "O_PLAN"})
    department.submit(f"{department.last.request.path}/registration", number="226", signed_on="2022-02-28")
    early = "План утверждён приказом № 226 от 28.02.2022: приказ, который подписан раньше, его не меняет."
    amend(department, 24, period_text="ноябрь 2022 г.", number="900", signed_on="2022-02-27")
    assert department.status == 422
    assert early in department.text
    assert department.page.xpath('//input[@name="number"]/@value') == ["900"]
    amend(department, 24, period_text="ноябрь 2022 г.")
    department.get("/plan/editions")
    (action,) = department.page.xpath('//form[contains(@action, "/plan/amendments/")]/@action[contains(., "/order")]')
    department.submit(action, number="900", signed_on="2022-02-27")
    assert department.status == 422
    assert early in department.text
    department.submit(action, number="№ 900", signed_on="2022-02-28")
    assert "Приказ от 28.02.2022 № 900" in department.text
    amend(department, 29, move="cancel", number="57", signed_on="2022-03-24")
    department.get("/orders")
    assert "изменён приказом № 900 от 28.02.2022, в реестр не внесён" in department.text
    assert "изменён приказом № 57 от 24.03.2022, в реестр не внесён" in department.text

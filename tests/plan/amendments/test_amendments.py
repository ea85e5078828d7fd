"""The plan changes by an order alone, and every edition of it stays to be read."""

import re
from datetime import date

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.directory.models import Person
from app.extensions import db
from app.journal.models import Event
from app.kernel import clock
from app.people.accounts.actor import SignedIn
from app.people.accounts.models import Account
from app.plan.amendments.models import PlanAmendment
from app.plan.amendments.queries import amendments
from app.plan.amendments.services import put_all_in_force
from app.plan.models import PlanItem
from app.year.cycle.queries import current_cycle
from tests.refusing import refusal_of


@pytest.fixture
def department(browser):
    return browser("department")


def coordinator() -> SignedIn:
    account = db.session.scalars(select(Account).join(Person).where(Person.email == "department@example.org")).one()
    return SignedIn(account, account.person.grants)


def amend(department, item: int, **typed) -> None:
    department.get(f"/plan/{item}/amendment")
    department.submit(f"/plan/{item}/amendment", **{"move": "move", "reason": "Нет площадки.", **typed})


def test_a_moved_item_lives_by_its_new_days_everywhere_and_the_approved_ones_stay_beside(department, browser, app):
    amend(department, 24, period_text="до 20.04.2022 г.", number="57", signed_on="2022-03-24")
    assert "Приказ от 24.03.2022 № 57" in department.text
    assert "Нет площадки." in department.text
    row = department.page.xpath('//caption[contains(., "Утверждено")]/..//tbody/tr')[0].text_content()
    assert "Декабрь 2022" in row
    assert "до 20.04.2022 г." in row
    expert = browser("expert")
    expert.get("/duties")
    assert re.search(r"24\. Сборник материалов.{0,80}до 20\.04\.2022", expert.text)
    with app.app_context():
        item = db.session.scalars(select(PlanItem).where(PlanItem.number == 24)).one()
        assert [(w.starts_on, w.ends_on.isoformat()) for w in item.windows] == [(None, "2022-04-20")]
        for change in ("UPDATE plan_amendments SET reason = 'x'", "DELETE FROM plan_amendment_orders"):
            with pytest.raises(DatabaseError):
                db.session.execute(text(change))
            db.session.rollback()


def test_what_waits_for_an_order_changes_nothing_until_the_order_of_the_house_has_its_number(department, app):
    department.get("/orders")
    department.post("/orders", {"kind": "O_PLAN"})
    department.submit(f"{department.last.request.path}/registration", number="226", signed_on="2022-02-28")
    amend(department, 29, move="cancel", period_text="")
    amend(department, 24, period_text="ноябрь 2022 г.")
    department.get("/plan")
    assert "из 32" in department.text
    assert "Отменено приказом" not in department.text
    department.get("/plan/editions")
    assert "ещё не действует: 2" in department.text
    department.submit("/orders")
    typed = department.page.xpath('//textarea[@name="points"]')[0].text_content()
    assert "Строку 29" in typed
    assert "изложить в\u00a0редакции «ноябрь 2022 г.»" in typed
    order = department.last.request.path
    department.submit(f"{order}/text", points=f"{typed}\n1.3. Своими словами.")
    amend(department, 31, move="cancel", reason="Портал закрыт.")
    department.submit("/orders")
    again = department.page.xpath('//textarea[@name="points"]')[0].text_content()
    assert "1.3. Своими словами;" in again
    assert "1.4. Строку 31" in again
    department.submit(f"{order}/registration", number="58", signed_on="2022-03-24")
    assert "№ 58" in department.text
    department.get("/plan")
    assert "из 30" in department.text
    assert "Отменено приказом" in department.text
    department.get("/plan/29")
    assert "Отменено приказом" in department.text
    department.get("/plan/editions")
    assert "Приказ от 24.03.2022 № 58" in department.text
    assert "ждут приказа" not in department.text.lower()


@pytest.fixture
def change(department):
    """The address of a draft that cancels row 29 and moves row 24; the order that it changes has its number."""
    department.get("/orders/past")
    typed = {"number": "226", "signed_on": "2022-02-28", "title": "Об утверждении плана-графика", "kind": "O_PLAN"}
    department.submit("/orders/past", **typed)
    amend(department, 29, move="cancel", period_text="")
    amend(department, 24, period_text="ноябрь 2022 г.")
    department.get("/plan/editions")
    department.submit("/orders")
    return department.last.request.path


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


def test_a_doubtful_period_is_never_taken_silently_and_nothing_typed_is_lost(department, app):
    amend(department, 24, period_text="по графику ОИРО")
    assert department.status == 422
    assert "Понято верно: 01.01.2022 – 31.12.2022" in department.text
    assert department.page.xpath('//input[@name="period_text"]/@value') == ["по графику ОИРО"]
    assert department.page.xpath('//textarea[@name="reason"]')[0].text_content() == "Нет площадки."
    amend(department, 24, period_text="когда-нибудь")
    assert department.status == 422
    assert "Срок не прочитан" in department.text
    amend(department, 24, period_text="май 2022 г.", number="57")
    assert department.status == 422
    assert "и номер приказа, и его дату" in department.text
    amend(department, 24, period_text="май 2022 г.", number="57", signed_on="2022-03-25")
    assert department.status == 422
    assert "ещё не наступила" in department.text
    with app.app_context():
        assert db.session.scalars(select(PlanAmendment)).all() == []


def test_what_is_cancelled_or_confirmed_is_moved_no_more(department, app):
    amend(department, 24, move="cancel", number="57", signed_on="2022-03-24")
    amend(department, 29, period_text="май 2022 г.")
    for item, said in ((24, "отменено приказом"), (1, "исполнено и подтверждено")):
        amend(department, item, period_text="май 2022 г.", number="58", signed_on="2022-03-24")
        assert department.status == 422
        assert f"Мероприятие {said}: его срок больше не меняется." in department.text
    with app.app_context():
        db.session.scalars(select(PlanItem).where(PlanItem.number == 29)).one().state = "confirmed"
        db.session.commit()
    department.get("/plan/editions")
    department.submit("/plan/amendments/2/order", number="59", signed_on="2022-03-24")
    assert department.status == 422
    assert "его срок больше не меняется" in department.text


def test_a_snapshot_of_before_keeps_what_an_order_cancels_later(department, at):
    at(2022, 6, 30, 9)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    amend(department, 29, move="cancel", number="99", signed_on="2022-06-30")
    department.get("/plan/monitorings")
    assert "9 из 32" in department.text
    assert "из 31" in department.text


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


def test_a_change_that_waits_is_withdrawn_with_a_reason_and_leaves_the_draft(change, department, app):
    department.get("/plan/24")
    assert "срок предложено перенести на «ноябрь 2022 г.»" in department.text
    department.get("/plan/24/amendment")
    assert "Новая запись заменит его" in department.text
    department.get("/plan/editions")
    department.submit("/plan/amendments/2/withdrawal", reason=" ")
    assert department.status == 422
    assert "Напишите, почему изменение больше не нужно" in department.text
    department.submit("/plan/amendments/2/withdrawal", reason="Площадка нашлась.")
    assert "ещё не действует: 1" in department.text
    assert "Площадка нашлась." in department.text
    department.get("/plan/24")
    assert "Ждёт приказа" not in department.text
    department.post("/plan/amendments/2/order", {"number": "60", "signed_on": "2022-03-24"})
    assert department.status == 422
    department.get(change)
    assert "Предложение о строке 24 с тех пор заменено или убрано" in department.text
    department.get("/plan/editions")
    department.submit("/orders")
    assert "строке 24" not in department.page.xpath('//textarea[@name="points"]')[0].text_content()
    with app.app_context():
        assert "amendment:withdrawn" in db.session.scalars(select(Event.kind)).all()
        for statement in ("UPDATE plan_amendments SET reason = 'x'", "DELETE FROM plan_amendment_withdrawals"):
            with pytest.raises(DatabaseError):
                db.session.execute(text(statement))
            db.session.rollback()


def test_what_was_cancelled_comes_back_by_an_order_as_far_as_it_had_come(department, app, at):
    amend(department, 24, move="cancel", number="57", signed_on="2022-03-24")
    amend(department, 1, move="restore", period_text="май 2022 г.")
    assert department.status == 422
    assert "возвращать его в план не нужно" in department.text
    department.get("/plan/24")
    assert "Вернуть в план" in department.text
    amend(department, 24, move="restore", period_text="ноябрь 2022 г.", number="58", signed_on="2022-03-24")
    department.get("/plan")
    assert "из 32" in department.text
    assert "Отменено приказом" not in department.text
    department.get("/plan/editions")
    assert "возвращено в план, ноябрь 2022 г." in department.text
    at(2022, 3, 26, 9)
    department.get("/plan/24?as_of=2022-03-25")
    assert "Отменено приказом" not in department.text
    assert "ноябрь 2022 г." in department.text


def test_a_cancelled_order_says_what_it_has_left_in_the_plan(change, department):
    department.get(change)
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    department.get("/orders/past")
    typed = {"number": "59", "signed_on": "2022-03-24", "title": "Об отмене приказа", "kind": "O_FREE"}
    department.submit("/orders/past", **typed)
    by = department.last.request.path.rsplit("/", 1)[1]
    department.get(change)
    department.post(f"{change}/acts", {"act": "cancel", "by_order": by})
    department.get(change)
    for page in (change, "/plan/editions"):
        department.get(page)
        assert "остаются изменены: 2 мероприятия" in department.text, page
        assert "Вернуть «Декабрь 2022 г.»" in department.text
    department.get("/plan/24/amendment?back=2")
    assert department.page.xpath('//input[@name="period_text"]/@value') == ["Декабрь 2022 г."]
    amend(department, 24, period_text="Декабрь 2022 г.", number="60", signed_on="2022-03-24")
    department.get(change)
    assert "остаются изменены: 1 мероприятие" in department.text


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

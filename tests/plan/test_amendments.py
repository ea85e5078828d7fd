"""The plan changes by an order alone, and every edition of it stays to be read."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.plan.amendments.models import PlanAmendment
from app.plan.models import PlanItem


@pytest.fixture
def department(browser):
    return browser("department")


def amend(department, item: int, **typed) -> None:
    department.get(f"/plan/{item}/amendment")
    department.submit(f"/plan/{item}/amendment", **{"move": "move", "reason": "Нет площадки.", **typed})


def test_a_moved_item_lives_by_its_new_days_everywhere_and_the_approved_ones_stay_beside(department, browser, app):
    amend(department, 24, period_text="до 20.04.2022 г.", number="57", signed_on="2022-03-24")
    assert "Приказ от 24.03.2022 № 57" in department.text and "Нет площадки." in department.text
    row = department.page.xpath('//caption[contains(., "Утверждено")]/..//tbody/tr')[0].text_content()
    assert "Декабрь 2022" in row and "до 20.04.2022 г." in row
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
    assert "из 32" in department.text and "Отменено приказом" not in department.text
    department.get("/plan/editions")
    assert "ещё не действует: 2" in department.text
    department.submit("/orders")
    typed = department.page.xpath('//textarea[@name="points"]')[0].text_content()
    assert "Строку 29" in typed and "изложить в\u00a0редакции «ноябрь 2022 г.»" in typed
    order = department.last.request.path
    department.submit(f"{order}/text", points=f"{typed}\n1.3. Своими словами.")
    amend(department, 31, move="cancel", reason="Портал закрыт.")
    department.submit("/orders")
    again = department.page.xpath('//textarea[@name="points"]')[0].text_content()
    assert "1.3. Своими словами;" in again and "1.4. Строку 31" in again
    department.submit(f"{order}/registration", number="58", signed_on="2022-03-24")
    assert "№ 58" in department.text
    department.get("/plan")
    assert "из 30" in department.text and "Отменено приказом" in department.text
    department.get("/plan/29")
    assert "Отменено приказом" in department.text
    department.get("/plan/editions")
    assert "Приказ от 24.03.2022 № 58" in department.text and "ждут приказа" not in department.text.lower()


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


def test_an_order_that_names_a_proposal_of_before_is_drawn_up_anew_first(change, department):
    amend(department, 24, period_text="октябрь 2022 г.")
    department.get(change)
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    assert department.status == 422 and "Предложение о строке 24 с тех пор заменено" in department.text
    department.get("/plan/editions")
    department.submit("/orders")
    department.submit(f"{change}/text", points="1.1. Срок строки 24 – «октябрь 2022 г.»;\n1.2. Строку 29 исключить.")
    department.submit(f"{change}/registration", number="58", signed_on="2022-03-24")
    department.get("/plan/24")
    assert "октябрь 2022 г." in department.text


def test_a_doubtful_period_is_never_taken_silently_and_nothing_typed_is_lost(department, app):
    amend(department, 24, period_text="по графику ОИРО")
    assert department.status == 422 and "Понято верно: 01.01.2022 – 31.12.2022" in department.text
    assert department.page.xpath('//input[@name="period_text"]/@value') == ["по графику ОИРО"]
    assert department.page.xpath('//textarea[@name="reason"]')[0].text_content() == "Нет площадки."
    amend(department, 24, period_text="когда-нибудь")
    assert department.status == 422 and "Срок не прочитан" in department.text
    amend(department, 24, period_text="май 2022 г.", number="57")
    assert department.status == 422 and "и номер приказа, и его дату" in department.text
    amend(department, 24, period_text="май 2022 г.", number="57", signed_on="2022-03-25")
    assert department.status == 422 and "ещё не наступила" in department.text
    with app.app_context():
        assert db.session.scalars(select(PlanAmendment)).all() == []


def test_what_is_cancelled_or_confirmed_is_moved_no_more(department, app):
    amend(department, 24, move="cancel", number="57", signed_on="2022-03-24")
    amend(department, 29, period_text="май 2022 г.")
    for item, said in ((24, "отменено приказом"), (1, "исполнено и подтверждено")):
        amend(department, item, period_text="май 2022 г.", number="58", signed_on="2022-03-24")
        assert department.status == 422 and f"Мероприятие {said}: его срок больше не меняется." in department.text
    with app.app_context():
        db.session.scalars(select(PlanItem).where(PlanItem.number == 29)).one().state = "confirmed"
        db.session.commit()
    department.get("/plan/editions")
    department.submit("/plan/amendments/2/order", number="59", signed_on="2022-03-24")
    assert department.status == 422 and "его срок больше не меняется" in department.text


def test_a_snapshot_of_before_keeps_what_an_order_cancels_later(department, at):
    at(2022, 6, 30, 9)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    amend(department, 29, move="cancel", number="99", signed_on="2022-06-30")
    department.get("/plan/monitorings")
    assert "9 из 32" in department.text and "из 31" in department.text

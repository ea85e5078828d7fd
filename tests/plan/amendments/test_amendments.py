"""The plan is changed: moved, cancelled, brought back, withdrawn; what was approved stays beside."""

import re

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from app.extensions import db
from app.journal.models import Event
from app.plan.amendments.models import PlanAmendment
from app.plan.models import PlanItem
from tests.plan.amendments.steps import amend


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

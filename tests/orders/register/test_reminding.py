"""The Department reminds municipalities in one act: letters with numbers, rows of the register, mail."""

import pytest
from sqlalchemy import select

from app.directory.models import Person
from app.extensions import db
from app.kernel import clock
from app.notices.models import Notice
from app.orders.models import Order
from app.orders.register.reminding import KIND
from app.orders.services import amend_order, stated
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.plan.registers.models import SentLetter
from tests.browser_like import Browser

PAGE = "/orders/letters/reminders"


@pytest.fixture
def clerk(app):
    return Browser(app, "department")


def drafted(clerk) -> None:
    """A draft for each late municipality."""
    clerk.get(f"/orders/letters/{KIND}")
    chosen = clerk.page.xpath('//input[@name="receiver"][@checked]/@value')
    schools = clerk.page.xpath('//input[@name="school"]/@value')
    clerk.submit(f"/orders/letters/{KIND}", receiver=chosen, school=schools)


def with_sheets(app, how_many: int = 99) -> int:
    """Somebody has counted the sheets of so many drafts."""
    with app.app_context():
        account = db.session.scalars(
            select(Account).join(Account.person).where(Person.email == "department@example.org")
        ).one()
        actor = SignedIn(account, grants_today(account.person_id))
        orders = list(db.session.scalars(select(Order).where(Order.kind == KIND).order_by(Order.id)))[:how_many]
        for order in orders:
            amend_order(order, {"typed": {"sheets": "1"}}, actor, clock.now())
        db.session.commit()
        return len(orders)


def test_one_act_numbers_registers_and_tells(app, clerk):
    drafted(clerk)
    assert clerk.last.request.path == PAGE
    assert "Не заполнено: Листов в приложении" in clerk.text
    many = with_sheets(app)
    clerk.get(PAGE)
    said = clerk.text
    chosen = clerk.page.xpath('//input[@name="order"][@checked]/@value')
    assert len(chosen) == many > 1
    clerk.submit(PAGE, order=chosen, signed_on="2022-03-24")
    assert f"Отправлено: {many}" in clerk.text
    with app.app_context():
        orders = list(db.session.scalars(select(Order).where(Order.kind == KIND)))
        assert {one.state for one in orders} == {"signed"}
        numbers = sorted(int(one.number) for one in orders)
        assert numbers == list(range(numbers[0], numbers[0] + many))
        rows = list(db.session.scalars(select(SentLetter).where(SentLetter.number.in_(map(str, numbers)))))
        assert sorted(one.addressee for one in rows) == sorted(
            {row["municipality"] for one in orders for row in stated(one).tables["rows"]}
        )
        told = list(db.session.scalars(select(Notice).where(Notice.kind == "letter:reminded")))
        assert told
        for notice in told:
            assert " ".join(notice.words.split()) in " ".join(said.split())
            assert notice.path == "/matrix"
        towns = {grant.municipality_id for notice in told for grant in notice.person.grants if grant.municipality_id}
        assert len(towns) == len(told)


def test_what_lacks_something_is_not_sent_and_what_is_ready_is(app, clerk):
    drafted(clerk)
    with_sheets(app, 1)
    clerk.get(PAGE)
    chosen = clerk.page.xpath('//input[@name="order"][@checked]/@value')
    barred = clerk.page.xpath('//input[@name="order"][@disabled]/@value')
    assert len(chosen) == 1
    clerk.submit(PAGE, order=[*chosen, barred[0]], signed_on="2022-03-24")
    assert clerk.status == 422
    assert "Не заполнено" in clerk.text
    with app.app_context():
        assert {one.state for one in db.session.scalars(select(Order).where(Order.kind == KIND))} == {"draft"}
    clerk.submit(PAGE, signed_on="2022-03-24")
    assert "Отметьте письма" in clerk.text


def test_the_matrix_of_the_department_leads_to_the_choice_for_a_municipality(app, clerk):
    clerk.get("/matrix")
    (link,) = clerk.page.xpath('//a[contains(@href, "L_MOUO_REMIND")]/@href')
    clerk.get(f"/orders/letters/{KIND}")
    offered = clerk.page.xpath('//input[@name="receiver"]/@value')
    clerk.get(f"{link}?receiver={offered[0]}")
    assert clerk.page.xpath('//input[@name="receiver"][@checked]/@value') == offered[:1]
    curator = Browser(app, "curator")
    curator.get("/matrix")
    assert not curator.page.xpath('//a[contains(@href, "L_MOUO_REMIND")]')


def with_several_schools(clerk) -> tuple[str, list[str]]:
    """A municipality with more than one late school, and the schools as they are offered."""
    clerk.get(f"/orders/letters/{KIND}")
    for town in clerk.page.xpath('//details[@class="of-whom"]'):
        receiver = town.getprevious().xpath('.//input[@name="receiver"]/@value')[0]
        return receiver, town.xpath('.//input[@name="school"]/@value')
    raise AssertionError("no municipality has two late schools")


def test_a_letter_is_about_the_schools_that_are_ticked_also_when_it_is_drawn_up_anew(app, clerk):
    town, schools = with_several_schools(clerk)
    clerk.submit(f"/orders/letters/{KIND}", receiver=[town], school=schools[:1])
    (order_id,) = ids_of(app)
    assert schools_in_letter(app, order_id) == 1
    clerk.get(f"/orders/{order_id}")
    clerk.post("/orders", {"kind": KIND, "order": order_id})
    assert clerk.last.request.path == f"/orders/{order_id}"
    assert schools_in_letter(app, order_id) == 1


def test_a_ticked_municipality_without_a_ticked_school_is_asked_about(app, clerk):
    town, _ = with_several_schools(clerk)
    clerk.submit(f"/orders/letters/{KIND}", receiver=[town], school=[])
    assert clerk.status == 422
    assert "хотя бы одну школу" in clerk.text
    assert clerk.page.xpath('//input[@name="receiver"][@checked]/@value') == [town]
    assert ids_of(app) == []


def test_a_school_in_the_address_is_ticked_alone_with_its_municipality(app, clerk):
    town, schools = with_several_schools(clerk)
    clerk.get(f"/orders/letters/{KIND}?school={schools[1]}")
    assert clerk.page.xpath('//input[@name="receiver"][@checked]/@value') == [town]
    assert clerk.page.xpath('//input[@name="school"][@checked]/@value') == [schools[1]]


def ids_of(app) -> list[int]:
    with app.app_context():
        return list(db.session.scalars(select(Order.id).where(Order.kind == KIND)))


def schools_in_letter(app, order_id: int) -> int:
    with app.app_context():
        return len(stated(db.session.get(Order, order_id)).tables["rows"])

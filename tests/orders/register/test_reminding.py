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
    clerk.submit(f"/orders/letters/{KIND}", receiver=chosen)


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

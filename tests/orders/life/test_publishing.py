"""«Отметить публикацию»: what is marked on the page of the plan order is a row of the register, and feeds the plan."""

import pytest
from sqlalchemy import select

from app.extensions import db
from app.orders.models import Order
from app.orders.register.registering import register_order
from app.plan.indicators.reading import values
from app.plan.items import items_of
from app.plan.registers.models import ProjectPublication
from app.plan.registers.services import add, strike
from app.plan.registers.table import REGISTERS
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.draft.test_ready import of_kind
from tests.orders.life.test_sending import DAY, signed  # noqa: F401

PAGE = "https://orel-region.ru/500/226"
PORTAL, OIRO = "публикация на\u00a0портале", "публикация на\u00a0сайте ОИРО"


def publish(client, place: str = "portal", address: str = PAGE, on: str = "2022-02-28", order: int = 1):
    """Send the form of the order."""
    typed = {"act": "publish", "happened_on": on, "place": place, "note": address}
    return client.post(f"/orders/{order}/acts", data=typed)


def rows() -> list[tuple]:
    """The rows of the register that stand."""
    db.session.rollback()
    found = select(ProjectPublication).where(ProjectPublication.voided_at.is_(None)).order_by(ProjectPublication.id)
    return [(one.kind, one.place, one.link, one.on) for one in db.session.scalars(found)]


def sites_of_item_13() -> dict[str, int]:
    """What the item of the plan counts of its two sites."""
    db.session.rollback()
    item = next(one for one in items_of(current_cycle()) if one.number == 13)
    told = values(current_cycle(), DAY)[item.id].tallies
    return {one.label: one.part for one in told if one.label in (PORTAL, OIRO)}


def test_the_plan_that_is_marked_as_published_feeds_its_item_site_by_site(signed):  # noqa: F811
    assert sites_of_item_13() == {PORTAL: 0, OIRO: 0}
    assert publish(signed).status_code == 303
    assert rows() == [("plan", "portal", PAGE, DAY)]
    assert sites_of_item_13() == {PORTAL: 1, OIRO: 0}
    page = signed.get("/orders/1").text
    assert "план её засчитает" in page
    assert f"Образовательный портал: {PAGE}" in page
    assert publish(signed, "oiro", "https://oiro.example/226").status_code == 303
    assert sites_of_item_13() == {PORTAL: 1, OIRO: 1}
    assert db.session.get(Order, 1).state == "published"
    (first, _) = db.session.scalars(select(ProjectPublication).order_by(ProjectPublication.id))
    assert "№\u00a0226" in first.title
    assert "Об утверждении" in first.title


def test_the_same_publication_makes_no_double(signed):  # noqa: F811
    publish(signed)
    again = publish(signed)
    assert again.status_code == 422
    assert "уже отмечена" in again.text
    assert len(rows()) == 1
    assert len(db.session.get(Order, 1).acts) == 1


def test_what_was_typed_in_the_register_first_is_not_written_there_again(signed, clerk):  # noqa: F811
    own = {"on": DAY, "kind": "plan", "place": "portal", "title": "План", "link": PAGE}
    add(REGISTERS["publications"], current_cycle(), own, clerk, NOON)
    db.session.commit()
    assert publish(signed).status_code == 303
    assert len(rows()) == 1
    assert db.session.get(Order, 1).state == "published"


def test_a_row_that_was_struck_may_be_marked_again(signed, clerk):  # noqa: F811
    publish(signed)
    strike(REGISTERS["publications"], db.session.query(ProjectPublication).one(), "Страница убрана", clerk, NOON)
    db.session.commit()
    assert rows() == []
    assert publish(signed).status_code == 303
    assert len(rows()) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"place": ""}, "Выберите, где опубликован приказ"),
        ({"address": ""}, "Вставьте адрес страницы"),
        ({"address": "на портале"}, "должна начинаться с https://"),
        ({"on": "2022-02-27"}, "не\u00a0раньше дня подписания"),
        ({"on": "2022-03-01"}, "ещё не\u00a0наступил"),
    ],
)
def test_what_is_amiss_is_said_and_the_typed_stays(signed, typed, said):  # noqa: F811
    for standing in (0, 1):  # of an order that is signed, and of one that is published already
        answer = publish(signed, **typed)
        assert answer.status_code == 422
        assert said in answer.text
        assert f'value="{typed.get("address", PAGE)}"' in answer.text
        assert len(rows()) == standing
        publish(signed, "oiro", "https://oiro.example/226")


def test_a_day_without_an_address_is_of_the_order_alone(signed):  # noqa: F811
    assert publish(signed, "", "").status_code == 303
    assert rows() == []
    assert db.session.get(Order, 1).state == "published"


def test_of_other_orders_no_item_asks_where_they_stand(signed, clerk):  # noqa: F811
    other = register_order(of_kind("O_FREE"), "9", DAY, clerk, NOON)
    db.session.commit()
    assert 'name="place"' not in signed.get(f"/orders/{other.id}").text
    assert publish(signed, "", order=other.id).status_code == 303
    assert rows() == []
    assert "Отметить" not in signed.get(f"/orders/{other.id}").text
    assert publish(signed, "", order=other.id).status_code == 422


def test_another_place_stands_in_the_register_and_the_plan_is_not_said_to_count_it(signed):  # noqa: F811
    publish(signed, "other")
    assert rows() == [("plan", "other", PAGE, DAY)]
    assert sites_of_item_13() == {PORTAL: 0, OIRO: 0}
    assert "план её засчитает" not in signed.get("/orders/1").text

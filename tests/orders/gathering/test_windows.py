"""One form for the words and the text of a draft: two windows lose nothing, and neither does a refusal."""

import pytest

from app.extensions import db
from app.orders.models import Order
from app.orders.services import facts_of, paper_of_draft, seen
from app.papers.narrowing import left_out
from app.papers.retouch import renumbered
from tests.orders.draft.test_ready import of_kind
from tests.orders.sample_lists import listing

POINTS = ("1. Раз.", "2. Два.")


@pytest.fixture
def order(house):
    """A free order of two points."""
    return of_kind("O_FREE")


def sent(points, order: Order, **more) -> dict:
    typed = facts_of(order).typed
    return {**typed, "preamble": "В целях", "point": list(points), "seen": seen(order), "act": "save"} | more


def points_of(order: Order) -> tuple[str, ...]:
    db.session.rollback()
    return paper_of_draft(db.session.get(Order, order.id)).text.points


def test_a_window_that_is_behind_erases_nothing_and_shows_both_texts(order, browser):
    client, url = browser(), f"/orders/{order.id}/text"
    first, second = sent(("1. Первое окно.", "2. Два."), order), sent(("1. Раз.", "2. Второе окно."), order)
    assert client.post(url, data=first).status_code == 303
    refused = client.post(url, data=second, headers={"HX-Request": "true"})
    assert refused.status_code == 422
    assert refused.headers["HX-Retarget"] == "#order"
    assert "<del>1.\u00a0Первое окно." in refused.text or "<del>1. Первое окно." in refused.text
    assert ">2. Второе окно.</textarea>" in refused.text
    assert points_of(order) == ("1. Первое окно.", "2. Два.")
    looked = second | {"seen": seen(db.session.get(Order, order.id))}
    assert client.post(url, data=looked).status_code == 303
    assert points_of(order) == ("1. Раз.", "2. Второе окно.")


def test_fields_and_points_are_saved_together_and_a_wrong_field_loses_no_point(order, browser):
    client, url = browser(), f"/orders/{order.id}/text"
    both = sent(("1. Набрано в пункте.",), order, subject="О новом")
    assert client.post(url, data=both).status_code == 303
    assert points_of(order) == ("1. Набрано в пункте.",)
    assert db.session.get(Order, order.id).title == "О новом"
    wrong = client.post(url, data=sent(("1. Ещё набрано.",), order, subject="О" * 501))
    assert wrong.status_code == 422
    assert "1. Ещё набрано." in wrong.text
    assert "Слишком длинно" in wrong.text
    assert client.get(f"/orders/{order.id}").text.count("Внести в&nbsp;текст") == 1


def test_the_last_point_is_not_removed_without_a_word(order, browser):
    client, url = browser(), f"/orders/{order.id}/text"
    client.post(url, data=sent(("1. Один.",), order))
    db.session.rollback()
    answer = client.post(url, data=sent(("1. Один.",), db.session.get(Order, order.id), act="drop-0"))
    assert answer.status_code == 422
    assert "не\u00a0останется пунктов" in answer.text
    assert points_of(order) == ("1. Один.",)


def test_nothing_ticked_leaves_no_row_and_is_kept():
    facts = listing("O_SCH")
    assert left_out(facts, []) == ("город Ливны", "Верховский район")


def test_a_point_that_was_typed_without_a_number_gets_one(order, browser):
    assert renumbered(("Раз", "1.1. Под", "Своё"), every=True, known=("Своё",)) == ("1. Раз", "1.1. Под", "Своё")
    browser().post(f"/orders/{order.id}/text", data=sent(("1. Раз.", "Два."), order))
    assert points_of(order) == POINTS

"""Several drafts of one kind: none turns into another, each is renewed by itself and can be deleted."""

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Event
from app.orders.gathering.monitorings import snapshot_in
from app.orders.models import Order, OrderDraft
from app.orders.services import amend_order, draft_order
from app.papers.checklist import checks
from app.papers.rendering import render, text_of
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.draft.test_ready import SIGNED
from tests.orders.sample_lists import listing


def count(model) -> int:
    return db.session.scalar(select(func.count(model.id)))


@pytest.mark.parametrize("kind", ["O_FREE", "O_EVENT", "L_FIOKO_PLAN"])
def test_a_second_order_of_its_kind_is_another_draft(house, clerk, kind):
    first = draft_order(kind, current_cycle(), clerk, NOON)
    second = draft_order(kind, current_cycle(), clerk, NOON)
    assert first.id != second.id
    assert draft_order(kind, current_cycle(), clerk, NOON, first) is first
    assert count(Order) == 2


def test_a_draft_is_deleted_with_a_line_in_the_journal_and_a_signed_order_is_not(house, clerk, browser):
    client = browser()
    client.post("/orders", data={"kind": "O_FREE"})
    amend_order(db.session.get(Order, 1), {"typed": {"subject": "О лишнем"}}, clerk, NOON)
    db.session.commit()
    client.post("/orders/1/comments", data={"comment": "Не нужен"})
    assert client.post("/orders/1/dropping").status_code == 422
    assert count(Order) == 1
    assert client.post("/orders/1/dropping", data={"sure": "1"}).status_code == 303
    db.session.rollback()
    assert (count(Order), count(OrderDraft)) == (0, 0)
    assert db.session.scalar(select(Event.kind).order_by(Event.id.desc())) == "order:dropped"
    client.post("/orders", data={"kind": "O_PLAN"})
    client.post("/orders/1/registration", data={"number": "226", "signed_on": "2022-02-28"})
    order = db.session.scalar(select(Order))
    assert client.post(f"/orders/{order.id}/dropping", data={"sure": "1"}).status_code == 422
    assert count(Order) == 1


def test_the_rows_of_a_monitoring_keep_the_numbers_of_the_plan():
    facts = listing("O_PLANMON")
    facts.tables["rows"][0]["number"] = "17"
    assert "\n17.\t" in text_of(render("O_PLANMON", facts))


@pytest.mark.parametrize(("base", "word"), [("31", "мероприятия"), ("32", "мероприятий"), ("11", "мероприятий")])
def test_a_share_is_of_items_in_their_right_form(base, word):
    facts = listing("O_PLANMON")
    facts.said["base"] = base
    try:
        assert f"из {base} {word} (" in text_of(render("O_PLANMON", facts)).replace("\u00a0", " ")
    finally:
        facts.said["base"] = "32"


def test_a_snapshot_out_of_its_month_is_asked_about():
    facts = listing("O_PLANMON")
    facts.tables["snapshot"] = ({"id": "3", "strayed": "Снимок мониторинга за июнь 2022 года сделан позже"},)
    assert snapshot_in(facts) == 3
    (asked,) = [one for one in checks(facts, SIGNED) if not one.good]
    assert asked.sentence.startswith("Снимок мониторинга")
    assert not asked.fatal

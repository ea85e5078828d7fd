"""From the draft to the registered order that no later change of the data can touch."""

import io
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from app.directory.models import Municipality, School
from app.extensions import db
from app.journal.models import Event
from app.orders.draft import printing
from app.orders.life.acts import act
from app.orders.models import Order
from app.orders.register.numbers import Span
from app.orders.register.registering import explain_numbers, next_number, register_order
from app.orders.services import amend_order, docx_of, draft_order, facts_of, stored
from app.papers.rendering import text_of
from app.plan.models import PlanItem
from app.year.cycle.models import Participation
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON
from tests.orders.sample_facts import BASIS, SIGNATORY
from tests.refusing import refusal_of

SIGNED = date(2022, 2, 28)


@pytest.fixture
def draft(house, clerk) -> Order:
    order = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    db.session.commit()
    return order


def test_a_draft_is_the_plan_of_the_year(draft):
    facts = facts_of(draft)
    assert (facts.basis, facts.signatory, len(facts.rows)) == (BASIS, SIGNATORY, 32)
    assert "№ ______" in text_of(docx_of(draft)).replace("\u00a0", " ")


def test_a_second_draft_renews_the_first_and_keeps_what_was_typed(draft, clerk):
    db.session.get(PlanItem, 1).title = "Иначе"
    amend_order(draft, {"basis": None}, clerk, NOON)
    amend_order(draft, {"basis": BASIS}, clerk, NOON)
    again = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    assert (again.id, facts_of(again).rows[0].title, facts_of(again).basis) == (draft.id, "Иначе", BASIS)


def test_a_registered_order_is_frozen_with_its_digest(draft, clerk):
    order = register_order(draft, "226", SIGNED, clerk, NOON)
    before = docx_of(order)
    db.session.get(PlanItem, 1).title = "Изменено после регистрации"
    db.session.commit()
    assert docx_of(order) == before
    assert sha256(before).hexdigest() == order.edition.sha256
    text = text_of(before).replace("\u00a0", " ")
    assert text.count("№ 226") == 2
    assert "Изменено" not in text
    assert refusal_of(amend_order, order, {}, clerk, NOON).code == "state"
    assert refusal_of(register_order, order, "227", SIGNED, clerk, NOON).code == "state"
    events = db.session.query(Event.kind).order_by(Event.id).all()
    assert [kind for (kind,) in events] == ["order:drafted", "order:registered"]


def test_an_order_keeps_the_name_of_a_school_that_was_renamed_since(house, clerk):
    town = Municipality(code="t", name="Верховский район", kind="район", position=1)
    school = School(municipality=town, short_name="МБОУ «Заречная СОШ»", full_name="Полное имя")
    db.session.add(Participation(cycle=current_cycle(), school=school))
    db.session.flush()
    order = draft_order("O_SCH", current_cycle(), clerk, NOON)
    days = {name: date(2022, 1, 20) for name in ("survey_from", "survey_to")}
    amend_order(order, {"days": days}, clerk, NOON)
    assert register_order(order, "12", SIGNED, clerk, NOON) is order
    school.short_name = "МБОУ «Речная СОШ»"
    db.session.commit()
    frozen = text_of(docx_of(order))
    assert "МБОУ «Заречная СОШ»" in frozen
    assert "«Речная" not in frozen
    assert "МБОУ «Речная СОШ»" in text_of(docx_of(draft_order("O_SCH", current_cycle(), clerk, NOON)))


def test_a_registered_order_is_read_from_the_archive_and_not_drawn_up_anew(draft, clerk, monkeypatch):
    order = register_order(draft, "226", SIGNED, clerk, NOON)
    before = docx_of(order)
    monkeypatch.setattr("app.orders.draft.printing.draw", lambda *_, **__: 1 / 0)
    assert docx_of(order) == before


def test_an_order_is_drawn_up_once_on_its_way_to_a_number_however_often_its_view_begins_anew(
    draft, browser, monkeypatch
):
    drawn, really = [], printing.draw
    monkeypatch.setattr(printing, "draw", lambda *args, **more: drawn.append(args) or really(*args, **more))
    stamp = {"number": "226", "signed_on": "2022-02-28"}
    assert browser().post(f"/orders/{draft.id}/registration", data=stamp).status_code == 303
    assert len(drawn) == 1


def meanwhile(order: Order, **values) -> None:
    """Another request writes after this one has read."""
    written = update(Order).where(Order.id == order.id).values(**values)
    db.session.execute(written.execution_options(synchronize_session=False))


def test_words_that_come_when_the_order_has_its_number_already_change_nothing(draft, clerk):
    meanwhile(draft, state="signed", number="226", signed_on=SIGNED, register_year=2022, imported_at=NOON)
    assert draft.state == "draft"
    assert refusal_of(amend_order, draft, {"basis": None, "preamble": "Иначе"}, clerk, NOON).code == "state"
    assert facts_of(draft).preamble is None


def test_a_number_freezes_the_words_that_stand_at_its_moment(draft, clerk):
    meanwhile(draft, facts=stored(replace(facts_of(draft), preamble="Исправлено в последнюю минуту,")))
    order = register_order(draft, "226", SIGNED, clerk, NOON)
    assert "Исправлено в последнюю минуту" in text_of(docx_of(order)).replace("\u00a0", " ")
    assert facts_of(order).preamble == "Исправлено в последнюю минуту,"


def test_a_number_is_taken_once_a_year(draft, clerk):
    register_order(draft, "226", SIGNED, clerk, NOON)
    second = draft_order("O_PLAN", current_cycle(), clerk, NOON)
    assert second.id != draft.id
    assert refusal_of(register_order, second, "226", SIGNED, clerk, NOON).code == "number_taken"
    assert register_order(second, "227", SIGNED, clerk, NOON) is second


def test_a_span_explains_missing_numbers_and_none_that_the_register_has(draft, clerk):
    register_order(draft, "226", SIGNED, clerk, NOON)
    for first, last in ((226, 226), (220, 226), (226, 230), (220, 230)):
        refused = refusal_of(explain_numbers, "order", 2022, Span(first, last), "Другие дела", clerk, NOON)
        assert "Номер 226 есть в" in refused.sentence
    for span in (Span(1, 225), Span(227, 300)):
        assert explain_numbers("order", 2022, span, "Другие дела", clerk, NOON) is span
    assert next_number("order", 2022) == "301"


def test_what_stops_a_registration(draft, clerk):
    assert refusal_of(register_order, draft, "226", SIGNED + timedelta(1), clerk, NOON).code == "future"
    assert refusal_of(register_order, draft, "226", date(2021, 12, 31), clerk, NOON).code == "officials"
    amend_order(draft, {"basis": None}, clerk, NOON)
    assert refusal_of(register_order, draft, "226", SIGNED, clerk, NOON).code == "not_ready"


def test_no_stage_order_before_its_stage(house, clerk):
    refused = refusal_of(draft_order, "O_STAGE1", current_cycle(), clerk, NOON)
    assert "не зафиксирован" in refused.sentence


def test_the_pages_walk_from_draft_to_docx(house, browser):
    client = browser()
    assert client.post("/orders", data={"kind": "O_PLAN"}).headers["Location"].endswith("/orders/1")
    page = client.get("/orders/1").text
    assert "Перед регистрацией: 1\u00a0вопрос" in page
    assert "Письмо-основание прошлого цикла" in page
    wrong = client.post("/orders/1/registration", data={"number": "226 <б>", "signed_on": "вчера"})
    assert wrong.status_code == 422
    assert "226 &lt;б&gt;" in wrong.text
    assert "вчера" in wrong.text
    words = {"basis_date": "22.11.2021", "basis_number": "02-21/683", "basis_title": "О реализации проекта"}
    region = client.post("/orders/1/text", data=words, headers={"HX-Request": "true"}).text
    assert "всё готово" in region
    assert 'id="seen"' in region
    assert "02-21/683" in region
    stamp = {"number": "№ 226", "signed_on": "2022-02-28"}
    assert client.post("/orders/1/registration", data=stamp).status_code == 303
    assert "Приказ зарегистрирован" in client.get("/orders/1").text
    assert "№\u00a0226" in client.get("/orders").text.replace("&nbsp;", "\u00a0")
    answer = client.get("/orders/1/file")
    assert "28.02.2022" in answer.headers["Content-Disposition"]
    assert "02-21/683" in text_of(io.BytesIO(answer.data).getvalue())


def test_others_read_what_is_being_agreed_and_write_nothing(draft, clerk, browser):
    client = browser(2)
    assert client.get("/orders/1").status_code == client.get("/orders/1/file").status_code == 404
    assert "/orders/1" not in client.get("/orders").text
    act(draft, "submit", SIGNED, clerk, NOON)
    db.session.commit()
    assert client.get("/orders/1").status_code == 200
    assert client.get("/orders/1/changes").status_code == 403
    assert "Зарегистрировать" not in client.get("/orders/1").text
    for path in ("/orders", "/orders/1/text", "/orders/1/registration"):
        assert client.post(path, data={"kind": "O_PLAN"}).status_code == 403
    assert client.get("/orders/99").status_code == 404


def test_the_workbook_of_the_register_keeps_words_as_words(draft, clerk, browser):
    register_order(draft, "057", SIGNED, clerk, NOON)
    draft.title = '=HYPERLINK("http://example.org")'
    db.session.commit()
    page = load_workbook(io.BytesIO(browser().get("/orders/register.xlsx?year=2022").data)).active
    row = next(page.iter_rows(min_row=2))
    assert {"057", '=HYPERLINK("http://example.org")'} <= {cell.value for cell in row}
    assert {cell.data_type for cell in row if cell.value} == {"s"}


def test_the_command_writes_the_paper(house, tmp_path):
    target = tmp_path / "order.docx"
    result = house.test_cli_runner().invoke(args=["orders", "render", "O_PLAN", "--output", str(target)])
    assert result.exit_code == 0
    assert "приказываю:" in text_of(target.read_bytes())
    refused = house.test_cli_runner().invoke(args=["orders", "render", "O_STAGE1", "--output", str(target)])
    assert refused.exit_code == 1
    assert "не зафиксирован" in refused.output

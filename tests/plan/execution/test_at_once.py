"""Who confirms has seen what is confirmed, whatever is reported, returned and attached at the same moment (C1, C2)."""

import pytest
from sqlalchemy import insert, select

from app.extensions import db
from app.journal.services import broken_links
from app.plan import services
from app.plan.execution import reports
from app.plan.execution.models import Proof
from app.plan.models import Confirmation, Execution, PlanItem
from tests.documents.steps import at_once
from tests.house import NOON
from tests.plan.execution.acting import actor
from tests.refusing import refusal_of

CROWD = 8


@pytest.fixture
def reported(browser):
    """The first report of item 21; its expert, and its id as the Department sees it."""
    expert, department = browser("expert"), browser("department")
    expert.get("/plan/21")
    expert.submit("/plan/21/execution", note="Первый отчёт.")
    department.get("/plan/21")
    return expert, department, department.page.xpath('//input[@name="execution_id"]/@value')[0]


def press(app, person, action: str, **typed):
    """A click of the same person in a window of its own: the status, and the answer as it is read."""
    cookie, token = person.client.get_cookie("session").value, person.token

    def work() -> tuple[int, str]:
        window = app.test_client()
        window.set_cookie("session", cookie)
        answer = window.post(action, data={"csrf_token": token, **typed})
        return answer.status_code, answer.text.replace("\xa0", " ")

    return work


def of_item(number: int = 21) -> list[Execution]:
    item = db.session.scalars(select(PlanItem).where(PlanItem.number == number)).one()
    return list(db.session.scalars(select(Execution).where(Execution.item_id == item.id).order_by(Execution.id)))


def test_a_report_sent_again_while_the_earlier_is_confirmed_is_never_confirmed_unseen(app, reported):
    expert, department, seen = reported
    answer = {"execution_id": seen, "proof_id": "0"}
    confirm = press(app, department, "/plan/21/conclusion", verdict="confirm", anyway="on", remark="Да.", **answer)
    give_back = press(app, department, "/plan/21/conclusion", verdict="return", remark="Нет ссылки.", **answer)
    again = press(app, expert, "/plan/21/execution", note="Второй отчёт.")

    def again_until_taken() -> tuple[int, str]:
        said = [again() for _ in range(CROWD)]
        assert all(status == 303 or "Второй отчёт." in text for status, text in said)  # typed text comes back
        return min(said)

    answers = at_once(*[confirm] * CROWD, give_back, again_until_taken, *[confirm] * CROWD)
    assert {status for status, _ in answers} <= {303, 422}
    with app.app_context():
        first, *rest = of_item()
        assert first.id == int(seen)
        assert first.note == "Первый отчёт."
        assert first.confirmation
        assert [(one.note, one.confirmation) for one in rest] in ([], [("Второй отчёт.", None)])
        assert bool(rest) <= (first.confirmation.verdict == "return")
        assert sum(status == 303 for status, _ in answers) == 1 + bool(rest)
        item = db.session.get(PlanItem, first.item_id)
        assert item.state == (
            "executed" if rest else {"confirm": "confirmed", "return": "returned"}[first.confirmation.verdict]
        )
        assert broken_links() == []
    status, text = confirm()
    assert status == 422
    assert "Исполнитель отчитался ещё раз" in text or "Ничего не изменено" in text


def test_a_confirmation_looks_again_under_the_lock(app, reported):
    """Between the reading and the writing the report was returned and sent again: the state is the same (ABA)."""
    with app.app_context():
        item = db.session.scalars(select(PlanItem).where(PlanItem.number == 21)).one()
        department, seen = actor("department"), item.executions[-1]
        said = {"answered_by_id": department.person_id, "answered_at": NOON, "remark": "Нет"}
        db.session.execute(insert(Confirmation).values(execution_id=seen.id, verdict="return", **said))
        who = {"executed_by_id": department.person_id, "executed_at": NOON, "recorded_at": NOON}
        db.session.execute(insert(Execution).values(item_id=item.id, note="Снова", interim=False, whole=True, **who))
        assert refusal_of(services.answer, item, "confirm", "", department, NOON, seen.id).code == "stale"
        assert item.state == "executed"
        assert of_item()[-1].confirmation is None


@pytest.mark.parametrize(("number", "who"), [(21, "expert"), (25, "municipal")], ids=["item", "part"])
def test_what_was_attached_after_the_page_was_opened_is_looked_at_first(app, browser, number, who):
    person, department = browser(who), browser("department")
    person.get(f"/plan/{number}")
    person.submit(f"/plan/{number}/execution", note="Отчёт.")
    department.get(f"/plan/{number}")
    act = department.page.xpath('//form[contains(@action, "/conclusion")]/@action')[0]
    person.get(f"/plan/{number}")
    person.submit(f"/plan/{number}/proofs", url="https://example.org/later")
    department.submit(act, verdict="confirm", remark="Хорошо")
    assert department.status == 422
    assert "приложил ещё один материал" in department.text
    assert "example.org/later" in department.text
    assert "Хорошо" in department.text
    department.submit(act, verdict="confirm", anyway="on", remark="Хорошо")
    assert department.status == 200
    person.get(f"/plan/{number}")
    with app.app_context():
        assert of_item(number)[-1].confirmation.verdict == "confirm"


def test_a_file_and_a_confirmation_at_once_never_make_a_confirmed_report_with_an_unseen_file(app, reported):
    expert, department, seen = reported
    confirm = press(
        app,
        department,
        "/plan/21/conclusion",
        verdict="confirm",
        anyway="on",
        execution_id=seen,
        proof_id="0",
        remark="Да.",
    )
    add = [
        press(app, expert, "/plan/21/proofs", url=f"https://example.org/{at}", upload_key=f"k{at}") for at in range(4)
    ]
    answers = at_once(*add[:2], confirm, *add[2:])
    assert {status for status, _ in answers} <= {303, 422}
    with app.app_context():
        (report,) = of_item()
        attached = db.session.scalars(select(Proof).order_by(Proof.id)).all()
        assert (report.confirmation is None) == (answers[2][0] == 422)
        assert len(report.proofs) == (0 if report.confirmation else len(attached))
        assert reports.last_proof(report) == (0 if report.confirmation else attached[-1].id)


def test_of_many_who_answer_a_part_at_once_one_is_heard(app, browser):
    municipal, department = browser("municipal"), browser("department")
    municipal.get("/plan/25")
    municipal.submit("/plan/25/execution", note="Часть.")
    department.get("/plan/25")
    act = department.page.xpath('//form[contains(@action, "/plan/parts/")]/@action')[0]
    typed = {"proof_id": "0", "remark": "Так"}
    answers = at_once(
        *(press(app, department, act, verdict=("confirm", "return")[at % 2], **typed) for at in range(CROWD))
    )
    assert sorted(status for status, _ in answers) == [303] + [422] * (CROWD - 1)
    assert all("Кто-то уже ответил" in text and "Так" in text for status, text in answers if status == 422)
    with app.app_context():
        assert len(db.session.scalars(select(Confirmation.id).where(Confirmation.remark == "Так")).all()) == 1

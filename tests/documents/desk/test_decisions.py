"""A decision belongs to the version that was looked at, and of many at once exactly one stands (C1, C2)."""

import pytest
from sqlalchemy import func, select, update

from app.directory.models import Person
from app.documents.deciding import decide
from app.documents.models import Decision, Document, Remark
from app.documents.workflow import FLOW
from app.extensions import db
from app.journal.services import broken_links
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from tests.documents.steps import at_once, count, docx, send, upload_to, version_of
from tests.house import NOON
from tests.refusing import refusal_of

CROWD = 50
CURATOR = "curator@example.org"


def test_a_return_without_a_reason_keeps_what_was_typed(curator, sent):
    version = version_of(curator, sent)
    for htmx in (True, False):
        typed = {"version_id": version, "remark": "Долгий текст " * 40}
        answer = curator.post(f"/documents/{sent}/decision", typed, htmx=htmx)
        assert answer.status_code == 422
        assert "Долгий текст" in answer.text
        assert ("<html" in answer.text) != htmx


@pytest.mark.parametrize("verdict", ["approve", "return"])
def test_a_decision_that_is_taken_back_leaves_every_remark_as_it_was(verdict, school, curator, sent, app):
    version_of(curator, sent)
    curator.submit(f"/documents/{sent}/decision", verdict="return", reason="dates_wrong", remark="Один.\n\nДва.")
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    school.submit(school.page.xpath('//form[contains(@action, "/remarks/")]/@action')[0], move="fix")
    send(school, sent)
    seen = version_of(curator, sent)
    first, second = curator.page.xpath('//input[starts-with(@name, "remark-") and @value="accepted"]/@name')
    said = {"version_id": seen, "verdict": verdict, "reason": "other", "remark": "Три.", second: "accepted"}
    curator.post(f"/documents/{sent}/decision", {**said, first: "accepted"} if verdict == "approve" else said)
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/undoing", reason="Ошибся.")
    with app.app_context():
        states = [one.state for one in db.session.get(Document, sent).remarks]
        assert states == ["fixed", "open"] + ["dropped"] * (verdict == "return")


@pytest.mark.parametrize("htmx", [True, False], ids=["htmx", "plain"])
def test_the_curator_never_approves_a_version_that_was_not_looked_at(htmx, school, curator, sent, app):
    seen = version_of(curator, sent)
    school.get(f"/documents/{sent}")
    school.submit(f"/documents/{sent}/withdrawal")
    upload_to(school, f"/documents/{sent}", docx("Новая"))
    send(school, sent)
    typed = {"version_id": seen, "verdict": "approve", "remark": "Хорошо"}
    answer = curator.post(f"/documents/{sent}/decision", typed, htmx=htmx)
    assert answer.status_code == 422
    assert "Школа отправила версию 2" in answer.text.replace("\xa0", " ")
    assert "Хорошо" in answer.text
    assert "Ваш текст сохранён ниже" in answer.text
    assert count(app, select(func.count(Decision.id)).where(Decision.document_id == sent)) == 0
    with app.app_context():
        assert db.session.get(Document, sent).state == "submitted"


def test_a_version_saved_meanwhile_is_not_what_was_approved(school, curator, sent, app):
    seen = version_of(curator, sent)
    upload_to(school, f"/documents/{sent}", docx("Сохранена, не отправлена"))
    assert curator.post(f"/documents/{sent}/decision", {"version_id": seen, "verdict": "approve"}).status_code == 200
    with app.app_context():
        document = db.session.get(Document, sent)
        assert [d.version.number for d in document.decisions] == [1]
        assert document.latest.number == 2


def test_of_fifty_answers_at_once_exactly_one_stands(app, curator, sent):
    version = version_of(curator, sent)
    typed = {"version_id": version, "reason": "other", "remark": "Так", "csrf_token": curator.token}
    cookie = curator.client.get_cookie("session").value

    def press(verdict):
        def work() -> int:
            person = app.test_client()
            person.set_cookie("session", cookie)
            return person.post(f"/documents/{sent}/decision", data={**typed, "verdict": verdict}).status_code

        return work

    answers = at_once(*(press(("approve", "return")[number % 2]) for number in range(CROWD)))
    assert sorted(answers) == [303] + [422] * (CROWD - 1)
    with app.app_context():
        document = db.session.get(Document, sent)
        assert [(d.verdict, document.state) for d in document.decisions] in (
            [("approve", "approved")],
            [("return", "returned")],
        )
        assert broken_links() == []


@pytest.fixture
def seen_and_changed(app, sent):
    """A document as one person saw it, which another has approved since; and its curator."""
    with app.app_context():
        document = db.session.get(Document, sent)
        assert document.state == "submitted"
        is_it = update(Document).where(Document.id == sent).execution_options(synchronize_session=False)
        db.session.execute(is_it.values(state="approved"))
        yield document, signed_in(CURATOR)


def signed_in(email: str) -> SignedIn:
    account = db.session.scalars(select(Account).join(Account.person).where(Person.email == email)).one()
    return SignedIn(account, grants_today(account.person_id))


def test_a_move_from_a_state_that_has_passed_changes_nothing(seen_and_changed):
    document, curator = seen_and_changed
    refused = refusal_of(FLOW.fire, "return", curator, document)
    assert refused.code == "stale"
    assert "Кто-то успел раньше" in refused.sentence
    assert document.state == "approved"


def test_a_decision_looks_again_under_the_lock(seen_and_changed):
    document, curator = seen_and_changed
    refused = refusal_of(decide, document, document.sent.id, "return", ["other"], "Так", curator, NOON)
    assert refused.code == "state"
    assert "уже подтверждён" in refused.sentence
    assert document.decisions == []


@pytest.mark.parametrize("verdict", ["approve", "return"])
def test_a_decision_that_misses_what_the_school_says_of_a_remark_is_not_recorded(verdict, school, curator, sent, app):
    version_of(curator, sent)
    curator.submit(f"/documents/{sent}/decision", verdict="return", reason="dates_wrong", remark="Назовите месяц.")
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    send(school, sent)
    with app.app_context():
        document = db.session.get(Document, sent)
        (remark,) = document.remarks
        is_it = update(Remark).where(Remark.id == remark.id).execution_options(synchronize_session=False)
        db.session.execute(is_it.values(state="fixed"))
        said = refusal_of(
            decide, document, document.sent.id, verdict, ["other"], "Так", signed_in(CURATOR), NOON, [remark.id]
        )
        assert said.code == "stale"
        assert "Замечание уже отмечено исправленным" in said.sentence
        assert document.state == "submitted"
        assert [one.verdict for one in document.decisions] == ["return"]


def test_an_undo_that_comes_too_late_gives_its_reason_back(school, curator, sent):
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/decision", verdict="return", reason="other", remark="Добавьте сроки.")
    upload_to(school, f"/documents/{sent}", docx("исправлено"))
    school.submit(f"/documents/{sent}/submission")
    curator.post(f"/documents/{sent}/undoing", {"reason": "Ошибся документом, прошу простить."})
    assert curator.status == 422
    assert "отменять поздно" in curator.text
    assert "Ошибся документом, прошу простить." in curator.text

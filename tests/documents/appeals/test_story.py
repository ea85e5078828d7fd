"""A school asks where it needs something, and who decides answers in place."""

import pytest
from sqlalchemy import select

from app.documents.appeals.models import Appeal
from app.documents.models import Document
from app.extensions import db
from app.kernel.transaction import begin_write
from app.roles import Role
from app.year.cycle.queries import current_cycle, late_until, windows
from app.year.profile import decisions
from tests.as_of.world import somebody
from tests.documents.steps import form_to, version_of
from tests.house import NOON

PLACE, AFTER_MAY = "/schools/1/kit/evidence-1-1", (2022, 6, 3, 9)
REASON = "Приказ подписали только вчера."


@pytest.fixture
def approved(curator, sent) -> int:
    version_of(curator, sent)
    curator.submit(f"/documents/{sent}/decision", verdict="approve")
    return sent


@pytest.fixture
def asked(school, approved) -> int:
    """The school has asked to open its document."""
    school.get(f"/documents/{approved}")
    school.submit(f"/documents/{approved}/appeal", reason=REASON)
    return approved


def answer(person, verdict: str, **typed) -> None:
    action = form_to(person, "/answer").get("action")
    person.submit(action, verdict=verdict, **typed)


def state(app, document: int) -> str:
    with app.app_context():
        return db.session.get(Document, document).state


def test_a_school_asks_once_and_reads_that_it_waits(school, asked, app):
    assert "Вы попросили открыть документ" in school.text
    assert f"/documents/{asked}/appeal" not in school.last.text
    again = school.post(f"/documents/{asked}/appeal", {"reason": "Ещё раз."})
    assert again.status_code == 422
    assert "Просьба уже отправлена" in school.text
    assert "Ещё раз." in school.text
    assert state(app, asked) == "approved"


@pytest.mark.parametrize("who", ["curator", "department"])
def test_the_curator_sees_it_as_a_task_and_as_the_department_opens_the_document_in_place(
    who, browser, school, asked, app
):
    person = browser(who)
    person.get("/")
    asks = person.page.xpath('//*[@id="tasks"]//a[contains(@href, "/appeals#")]')
    assert bool(asks) is (who == "curator")  # the Department may answer, and is asked where there is no curator
    person.get("/appeals")
    assert REASON in person.text
    person.get(f"/documents/{asked}")
    answer(person, "grant")
    assert state(app, asked) == "reopened"
    assert person.page.xpath("//h1")[0].text_content().startswith("Антириск")
    school.get("/")
    assert "Просьба выполнена" in school.text
    assert "Обновите антирисковую программу" in school.text


def test_a_refusal_says_why_and_the_school_may_ask_again(browser, curator, school, asked, app):
    curator.get("/appeals")
    answer(curator, "refuse")
    assert curator.status == 422
    assert "Напишите, почему отказываете" in curator.text
    answer(curator, "refuse", words="Новая версия не нужна.")
    school.get("/")
    assert "В просьбе отказано" in school.text
    assert "Новая версия не нужна." in school.text
    school.get(f"/documents/{asked}")
    form_to(school, "/appeal")
    assert state(app, asked) == "approved"


def test_a_curator_of_other_schools_sees_no_word_of_it(browser, asked, app):
    stranger = browser("curator2")
    stranger.get("/appeals")
    assert REASON not in stranger.text
    with app.app_context():
        appeal = db.session.scalars(select(Appeal.id)).one()
    assert stranger.post(f"/appeals/{appeal}/answer", {"verdict": "grant"}).status_code == 404


def test_a_closed_window_is_said_to_be_closed_and_the_task_leads_to_the_appeal(school, app, at):
    at(*AFTER_MAY)
    school.get("/")
    assert "Окно закрылось 31.05.2022" in school.text
    assert "Приложите подтверждающие документы за март" not in school.text
    link = next(a for a in school.page.xpath("//a") if "Попросить продлить" in a.text_content())
    assert link.get("href").endswith("#ask")
    school.get(link.get("href").partition("#")[0])
    school.submit(form_to(school, "/appeal").get("action"), reason=REASON)
    assert "Вы попросили продлить окно" in school.text
    school.get("/")
    assert "ответа ещё нет" in school.text


def ask_to_prolong(school) -> None:
    school.get(PLACE)
    school.submit(f"{PLACE}/appeal", reason=REASON)


def test_the_department_alone_prolongs_a_window_to_a_day(browser, curator, school, app, at):
    at(*AFTER_MAY)
    ask_to_prolong(school)
    curator.get("/appeals")
    assert REASON not in curator.text
    with app.app_context():
        appeal = db.session.scalars(select(Appeal.id)).one()
    assert curator.post(f"/appeals/{appeal}/answer", {"verdict": "grant", "until_on": "2022-06-10"}).status_code == 422
    department = browser("department")
    department.get("/appeals")
    answer(department, "grant")
    assert department.status == 422
    assert "Укажите день" in department.text
    answer(department, "grant", until_on="2022-06-10")
    with app.app_context():
        window = windows(current_cycle())[0]
        assert late_until(1, window.id).isoformat() == "2022-06-10"
    school.get(PLACE)
    form_to(school, "/evidence/")


def test_an_open_window_is_not_prolonged(school, app):
    answer_ = school.post(f"{PLACE}/appeal", {"reason": REASON})
    assert answer_.status_code == 422
    assert "продлевать его не нужно" in school.text


def test_an_appeal_about_what_was_opened_meanwhile_is_granted_without_a_second_opening(browser, curator, asked, app):
    curator.get(f"/documents/{asked}")
    curator.submit(f"/documents/{asked}/reopening", reason="И так видно.")
    curator.get("/appeals")
    answer(curator, "grant")
    assert state(app, asked) == "reopened"
    with app.app_context():
        assert [one.verdict for one in db.session.get(Document, asked).decisions] == ["approve", "reopen"]


def test_what_nobody_can_grant_any_more_is_not_offered_and_the_school_gets_its_answer(curator, school, asked, app):
    with app.app_context():
        begin_write()
        risk = db.session.get(Document, asked).risk
        decisions.close(risk, "removed", "Риск снят.", somebody(3, Role.CURATOR), NOON)
        db.session.commit()
        appeal = db.session.scalars(select(Appeal.id)).one()
    curator.get("/appeals")
    assert "Выполнить просьбу уже нельзя" in curator.text
    assert "Открыть для новой версии" not in buttons(curator)
    assert curator.post(f"/appeals/{appeal}/answer", {"verdict": "grant"}).status_code == 422
    curator.get("/appeals")
    answer(curator, "refuse", words="Направление снято.")
    assert curator.status == 200
    assert state(app, asked) == "approved"
    school.get("/")
    assert "Направление снято." in school.text


def buttons(person) -> list[str]:
    return [" ".join(one.text_content().split()) for one in person.page.xpath("//main//form//button")]

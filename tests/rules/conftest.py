"""The demo year on the day after the first stage: every kind of thing is there."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, true

from app.demo.reviewing import play
from app.directory.models import Person
from app.documents.appeals.models import Appeal
from app.extensions import db
from app.kernel.transaction import begin_write
from app.notices.letters.composing import compose
from app.notices.models import Letter
from app.year.cycle.queries import current_cycle, participations, windows
from tests.documents.steps import docx, sent_by
from tests.expertise.federal.made import OWN, begun
from tests.plan.made import order_226
from tests.rules.after_publication import remarks_of_a_publication
from tests.rules.walking import EVENING, every_form

MORNING = (2022, 4, 30, 9)
FOUND: dict[str, list] = {}


@pytest.fixture
def whole_year(seeded, app, at, browser):
    """A frozen stage with its reviews, papers compared, a drafted order, a plan and a federal table under review."""
    if not seeded.put_back("whole_year"):
        _tell(app, at, browser)
        seeded.keep("whole_year")
    at(*MORNING)
    return app


def appeals() -> None:
    """Every school has asked for something that nobody has answered."""
    cycle = current_cycle()
    for school in participations(cycle, true()):
        asked = {"reason": "Нужна ещё неделя.", "asked_by_id": 1, "asked_at": datetime(*MORNING, tzinfo=UTC)}
        db.session.add(Appeal(participation=school, window=windows(cycle)[1], **asked))


def _tell(app, at, browser) -> None:
    at(*MORNING)
    with app.app_context():
        begin_write()
        play(datetime(*MORNING, tzinfo=UTC))
        db.session.commit()
        appeals()
        db.session.commit()
    department = browser("department")
    at(2022, 6, 30, 9)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    at(*MORNING)
    department.get("/orders")
    assert department.post("/orders", {"kind": "O_PLAN"}).status_code == 200
    department.get("/orders/past")
    past = {"number": "1715", "signed_on": "2021-12-20", "title": "Об утверждении", "kind": "O_MUN"}
    department.upload("/orders/past", b"%PDF-1.4", "1715.pdf", **past)
    ask_second(browser("expert"), _head(app))
    department.get("/plan/imports")
    department.upload("/plan/imports", order_226(), "Приказ 226.docx")
    of_plan(browser("municipal"), expert := browser("expert"))
    changed_plan(department)
    expert.get("/rounds/1/borrowing")
    expert.submit("/rounds/1/borrowing")
    begun(
        department,
        [OWN, "Концепция развития", "", "Принято", "92", ""],
        ["Зарченская СОШ", "Концепция", "", "", "9", ""],
    )
    letters(app)


def letters(app) -> None:
    """What everybody was told is in letters; the first of them could not be sent."""
    with app.app_context():
        compose(datetime(*MORNING, tzinfo=UTC))
        first = db.session.scalars(select(Letter).order_by(Letter.id)).first()
        first.given_up_at = first.made_at
        first.problem = "Почтовый сервер ответил: 550"
        db.session.commit()


def of_plan(municipal, expert) -> None:
    """One item is reported with what proves it, another has something beside it, a municipality reports its part."""
    expert.get("/plan/21")
    expert.upload("/plan/21/proofs", docx("Рекомендации"), "Рекомендации.docx")
    expert.submit("/plan/21/execution", note="Разосланы.")
    expert.get("/plan/20")
    expert.submit("/plan/20/proofs", url="https://example.org/rumo")
    municipal.get("/plan/25")
    municipal.submit("/plan/25/execution", note="Программа изменена.")


def changed_plan(department) -> None:
    """A change waits for its order; somebody answers for ОИРО."""
    department.get("/plan/24/amendment")
    department.submit("/plan/24/amendment", move="move", period_text="ноябрь 2022 г.", reason="Нет площадки.")
    department.get("/plan/answering")
    department.submit("/plan/answering", code="OIRO", person="2", starts_on="2022-01-01")


def _head(app) -> int:
    """The head of the expertise: neither the first reviewer of the school nor who stands in for him."""
    with app.app_context():
        return db.session.scalars(select(Person.id).where(Person.email == "expert@example.org")).one()


def ask_second(coordinator, reviewer: int) -> None:
    """A second opinion of the own school is asked for."""
    coordinator.post("/rounds/1/schools/1/second-opinion", {"reviewer": reviewer, "reason": "Спорно."})
    assert "Второе мнение запрошено" in coordinator.text


@pytest.fixture
def sent(school) -> int:
    """A document of the school that waits for the curator."""
    return sent_by(school)


@pytest.fixture
def published(app, browser, at) -> dict[str, tuple]:
    """What stands after a publication, by the endpoint that it goes to: the forms of remarks, and who has them."""
    return remarks_of_a_publication(app, browser, at)


@pytest.fixture
def forms(whole_year, seeded, browser, at) -> dict[str, list]:
    """Every form that somebody can see, by the endpoint that it goes to; the house as it is when all were seen."""
    if not seeded.put_back("forms"):
        FOUND.update(every_form(whole_year, browser, at))
        seeded.keep("forms")
    at(*EVENING)
    return FOUND

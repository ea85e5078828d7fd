"""A coordinator of two municipalities reports for each of them."""

from datetime import date

import pytest
from sqlalchemy import select

from app.directory.models import Grant, Municipality, Person
from app.extensions import db
from app.plan.execution.mine import mine
from app.plan.execution.models import Proof
from app.plan.models import Execution
from app.year.cycle.queries import current_cycle
from tests.plan.execution.acting import actor

HERE = "municipal@example.org"


@pytest.fixture
def towns(app) -> list[tuple[str, str]]:
    """The municipal coordinator gets a second municipality: key and name of each of the two parts."""
    with app.app_context():
        person = db.session.scalars(select(Person).where(Person.email == HERE)).one()
        first = person.grants[0].municipality
        second = db.session.scalars(select(Municipality).where(Municipality.id != first.id)).first()
        person.grants.append(Grant(role="municipal", municipality=second, starts_on=date(2021, 12, 1)))
        db.session.commit()
        return [(f"town-{one.id}", one.name) for one in (first, second)]


@pytest.fixture
def municipal(towns, browser):
    person = browser("municipal")
    person.get("/plan/25")
    return person


def test_the_page_shows_both_parts_and_the_report_says_which(municipal, towns, browser, app):
    (first, here), (second, there) = towns
    assert here in municipal.text
    assert there in municipal.text
    assert "За кого отчитываетесь" in municipal.text
    municipal.submit("/plan/25/execution", note="Программа изменена.", done_on="2022-03-20")
    assert municipal.status == 422
    assert "Выберите, за кого отчитываетесь" in municipal.text
    assert municipal.page.xpath('//textarea[@name="note"]')[0].text_content() == "Программа изменена."
    municipal.submit("/plan/25/execution", note="Программа изменена.", part=second)
    assert f"{there}: Исполнено, ждёт подтверждения" in municipal.text
    assert f"{here}: Не начато" in municipal.text
    municipal.submit("/plan/25/execution", note="И здесь.")  # one part is left: the form itself says which
    municipal.post("/plan/25/execution", {"note": "Ещё раз", "part": first})
    assert municipal.status == 422
    assert "ждёт ответа Департамента" in municipal.text
    assert "Ещё раз" in municipal.text
    with app.app_context():
        said = {
            f"town-{one.municipality_id}": one.note for one in db.session.scalars(select(Execution)) if not one.whole
        }
    assert said == {second: "Программа изменена.", first: "И здесь."}
    department = browser("department")
    department.get("/")
    assert f"{here}, " in department.text
    assert f"{there}, " in department.text


def test_each_part_is_returned_and_mended_by_itself(municipal, towns, browser):
    (first, _), (second, there) = towns
    for part in (first, second):
        municipal.get("/plan/25")
        municipal.post("/plan/25/execution", {"note": f"Отчёт {part}.", "part": part})
    department = browser("department")
    department.get("/plan/25")
    answers = department.page.xpath('//form[contains(@action, "/plan/parts/")]/@action')
    department.submit(answers[0], verdict="return", remark="Нет постановления.")
    department.submit(answers[1], verdict="confirm")
    municipal.get("/")
    assert "Нет постановления." in municipal.text
    assert there in municipal.text
    assert "Исправить" in municipal.text
    municipal.get(municipal.page.xpath('//a[contains(., "Исправить")]/@href')[0].partition("#")[0])
    municipal.submit("/duties/25/execution", note="Приложено.")
    assert "отправлен" in municipal.text
    assert "Нет постановления." not in municipal.text


def test_a_file_stands_beside_the_part_that_it_was_put_for(municipal, towns, app):
    (first, here), (second, _) = towns
    municipal.submit("/plan/25/proofs", url="https://example.org/a")
    assert municipal.status == 422
    assert municipal.page.xpath('//input[@name="url"]/@value') == ["https://example.org/a"]
    municipal.submit("/plan/25/proofs", url="https://example.org/a", part=first)
    municipal.submit("/plan/25/execution", note="Другая часть.", part=second)
    with app.app_context():
        assert db.session.scalars(select(Proof)).one().execution_id is None
    municipal.submit("/plan/25/execution", note="Эта часть.")
    with app.app_context():
        proof = db.session.scalars(select(Proof)).one()
        assert (proof.part, proof.execution.municipality.name) == (first, here)


def test_the_list_and_the_count_know_each_part(municipal, towns, app):
    municipal.get("/duties")
    municipal.get(municipal.page.xpath('//a[contains(@href, "open=25-")]/@href')[0].partition("#")[0])
    municipal.submit("/duties/25/execution", note="Готово.")
    with app.app_context():
        for day in (date(2022, 3, 24), date(2022, 10, 20), date(2022, 12, 20), date(2023, 1, 9)):
            listed = [one.key for one in mine(current_cycle(), actor("municipal"), day) if one.group == "now"]
            assert not {f"25-{towns[0][0]}", f"25-{towns[1][0]}"} <= set(listed)

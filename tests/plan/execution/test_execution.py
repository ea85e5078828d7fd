"""An item and those who do it: whose duty it is, its parts, and a confirmation that is taken back."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from app.extensions import db
from app.plan.execution import duties
from app.plan.execution.forms import read_report
from app.plan.execution.parts import state_of_part
from app.plan.execution.reports import answer_part, part_refusal, report
from app.plan.models import Execution, PlanItem
from app.roles import Role
from tests.plan.execution.acting import NOW, actor
from tests.refusing import refusal_of


def someone(role: Role, *places: dict):
    """Who holds the role for each place; for the region without any."""
    nowhere = {"school_id": None, "municipality_id": None, "stands_for_id": None}
    grants = [SimpleNamespace(role=role, **{**nowhere, **place}) for place in places or ({},)]
    return SimpleNamespace(grants=tuple(grants), person_id=7)


def town(key: int) -> dict:
    return {"municipality_id": key}


@pytest.mark.sqlite
def test_an_item_is_the_duty_of_its_executors_and_the_department_keeps_them_all():
    whole, of_town = [duties.Duty(whole=True)], duties.Duty(False, 3, 7)
    assert duties.duties(someone(Role.REVIEWER), ["OIRO"]) == whole
    assert duties.duties(someone(Role.REGIONAL), ["SCHOOL"]) == whole
    assert duties.duties(someone(Role.MUNICIPAL, town(3)), ["MOUO", "OIRO"]) == [of_town]
    assert duties.duties(someone(Role.CURATOR, {"school_id": 1}), ["CURATOR"]) == [duties.Duty(False, None, 7)]
    for who, codes in ((Role.ANALYST, ["OIRO"]), (Role.CURATOR, ["MOUO"]), (Role.MUNICIPAL, ["CURATOR", "DEP"])):
        assert duties.duties(someone(who, town(3)), codes) == []


@pytest.mark.sqlite
def test_what_the_institute_owes_is_told_to_its_lead_and_not_to_each_reviewer():
    assert duties.codes_of(someone(Role.REVIEWER)) == set()
    assert duties.codes_of(someone(Role.LEAD)) == {"OIRO"}
    assert duties.codes_of(someone(Role.ANALYST)) == {"ORCOKO"}


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("state", "code"), [("cancelled", "cancelled"), ("executed", "closed"), ("confirmed", "closed")]
)
def test_no_part_is_reported_of_an_item_that_is_cancelled_or_done(state, code):
    assert part_refusal(state, None).code == code


@pytest.mark.sqlite
def test_who_acts_for_two_municipalities_has_two_parts_and_says_which():
    own = duties.duties(someone(Role.MUNICIPAL, town(3), town(5), town(3)), ["MOUO"])
    assert [one.key for one in own] == ["town-3", "town-5"]
    assert duties.chosen(own, "town-5") is own[1]
    assert duties.chosen(own[:1], None) is own[0]
    asked = ((own, None), (own, "town-9"), (own[:1], "town-5"), ([], None))
    codes = [refusal_of(duties.chosen, *one).code for one in asked]
    assert codes == ["which", "which", "not_yours", "not_yours"]


@pytest.mark.sqlite
def test_a_part_is_settled_by_its_own_answer_or_with_the_whole_item():
    said = [SimpleNamespace(confirmation=None)]
    back = [SimpleNamespace(confirmation=SimpleNamespace(verdict="return"))]
    assert state_of_part("in_progress", []) == "not_started"
    assert (state_of_part("in_progress", said), state_of_part("in_progress", back)) == ("executed", "returned")
    assert state_of_part("confirmed", back) == state_of_part("executed", back) == "confirmed"


def test_a_municipality_reports_its_part_and_the_item_goes_on(browser):
    municipal, department, curator = browser("municipal"), browser("department"), browser("curator")
    municipal.get("/duties?open=25")
    assert municipal.page.xpath('//main//form//a[@href="/registers/municipal"]')
    municipal.submit("/duties/25/execution", note="Программа изменена, постановление № 12.")
    department.get("/plan/25")
    assert "В работе" in department.text
    assert "постановление № 12" in department.text
    answer = department.page.xpath('//form[contains(@action, "/plan/parts/")]/@action')[0]
    department.submit(answer, verdict="return")
    assert department.status == 422
    assert "Напишите, что исправить" in department.text
    department.submit(answer, verdict="return", remark="Приложите постановление.")
    municipal.get("/duties")
    assert "Приложите постановление." in municipal.text
    municipal.get("/plan/25")
    first = municipal.page.xpath('//section[@id="item"]/*')[1].text_content()
    assert "Возвращено." in first
    assert "Приложите постановление." in first
    assert municipal.page.xpath('//section[@id="item"]//a[@href="/registers/municipal"]')
    municipal.submit("/plan/25/proofs", url="https://example.org/12")
    municipal.submit("/plan/25/execution", note="Ссылка приложена.")
    department.get("/plan/25")
    department.submit(department.page.xpath('//form[contains(@action, "/plan/parts/")]/@action')[0], verdict="confirm")
    assert "В работе" in department.text
    assert "example.org/12" in department.text
    curator.get("/plan/25")
    assert "постановление № 12" not in curator.text
    assert "example.org/12" not in curator.text
    assert curator.post("/plan/25/execution", {"note": "Я"}).status_code == 422
    assert "Вы не исполнитель" in curator.text


def test_of_two_who_act_on_one_item_the_second_is_told(browser):
    first, second, department = browser("expert"), browser("expert2"), browser("department")
    for person in (first, second):
        person.get("/plan/21")
    first.submit("/plan/21/execution", note="Сделано.")
    second.submit("/plan/21/execution", note="И у меня сделано.")
    assert second.status == 422
    assert "И у меня сделано." not in second.page.xpath("//dd")[0].text_content()
    department.get("/plan/21")
    seen = department.page.xpath('//input[@name="execution_id"]/@value')[0]
    other = browser("department")
    other.get("/plan/21")
    other.submit("/plan/21/conclusion", verdict="return", remark="Нет ссылки.")
    second.get("/plan/21")
    second.submit("/plan/21/execution", note="Со ссылкой.")
    department.post("/plan/21/conclusion", {"verdict": "confirm", "execution_id": seen, "remark": ""})
    assert department.status == 422
    assert "отчитался ещё раз" in department.text
    assert "Со ссылкой." in department.text


def test_a_part_is_answered_once(app):
    with app.app_context():
        item = db.session.scalars(select(PlanItem).where(PlanItem.number == 25)).one()
        municipal, department = actor("municipal"), actor("department")
        said = read_report(MultiDict({"note": "Сделано", "done_on": "2022-03-20"}), NOW.date())
        part = report(item, said, municipal, NOW)
        assert (part.executed_at.isoformat(), part.whole) == ("2022-03-20T00:00:00+03:00", False)
        assert refusal_of(report, item, said, municipal, NOW).code == "waits"
        assert answer_part(part, "confirm", "", department, NOW)
        assert refusal_of(answer_part, part, "return", "Нет", department, NOW).code == "stale"
        assert refusal_of(report, item, said, municipal, NOW).code == "accepted"


def test_a_part_of_a_cancelled_item_is_not_reported(app):
    with app.app_context():
        item = db.session.scalars(select(PlanItem).where(PlanItem.number == 25)).one()
        item.state = "cancelled"
        db.session.flush()
        said = read_report(MultiDict({"note": "Сделано", "done_on": "2022-03-20"}), NOW.date())
        assert refusal_of(report, item, said, actor("municipal"), NOW).code == "cancelled"
        assert db.session.scalars(select(Execution).where(Execution.note == "Сделано")).all() == []


def test_a_confirmation_that_is_taken_back_leaves_the_snapshot_and_lowers_what_counts(browser, at):
    at(2022, 6, 30, 9)
    department = browser("department")
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    snapshot = department.last.request.path
    before = department.get("/plan/monitorings").text and department.text
    department.get("/plan/1")
    department.submit("/plan/1/reopening")
    assert department.status == 422
    assert "почему снимаете" in department.text
    department.submit("/plan/1/reopening", reason="Протокол без подписи.")
    assert "Возвращено" in department.text
    assert "Протокол без подписи." in department.text
    department.get("/plan")
    assert "8 из 32" in department.text
    department.get("/plan/monitorings")
    assert "9 из 32" in department.text, snapshot
    assert "9 из 32" in before, snapshot
    department.get("/duties")
    assert "Протокол без подписи." in department.text


def test_the_list_of_ones_own_says_what_is_next_and_costs_the_same_for_one_and_for_many(browser, statements, at):
    curator, expert = browser("curator"), browser("expert")
    curator.get("/duties")
    assert "Отчитываетесь за свою часть" in curator.text
    few = statements(lambda: curator.get("/duties"))
    assert statements(lambda: expert.get("/duties")) <= few + 3
    at(2022, 6, 20, 20, 59, 59)
    expert.get("/duties")
    assert "30. Анализ экспертизы" in expert.text
    assert "до 20.06.2022 23:59 мск, сегодня последний день" in expert.text
    at(2022, 6, 20, 21)
    expert.get("/duties")
    assert "до 20.06.2022" not in expert.text


@pytest.mark.sqlite
def test_the_navigation_counts_what_the_list_calls_pressing(browser, at):
    municipal = browser("municipal")
    municipal.get("/duties")
    municipal.post("/duties/25/execution", {"note": "Сделано."})
    for day in ((2021, 12, 20), (2022, 3, 24), (2022, 6, 20), (2022, 12, 20), (2023, 1, 9)):
        at(*day)
        for who in ("municipal", "curator", "rcoko", "expert", "department"):
            person = browser(who)
            person.get("/duties")
            told = person.page.xpath('//nav[@aria-label="Разделы"]/a[contains(., "Мои пункты")]/span/text()')
            listed = person.page.xpath('//section[@aria-labelledby="g-now"]//li')
            assert [int(one) for one in told] == [len(listed)] * bool(listed), (who, day)

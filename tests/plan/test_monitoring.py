"""The snapshots of a monitoring: frozen, their base and quota, what a confirmation counts for."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from app.extensions import db
from app.orders.gathering import gather
from app.plan.models import PlanItem
from app.plan.pictures.progress import Act, History
from app.plan.rules import holds_till, standing
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle
from tests.plan.standings import JUNE


def test_a_snapshot_stays_as_it_was_whatever_happens_after(browser, at, app):
    department = browser("department")
    at(2022, 6, 30, 12)
    department.get("/plan/monitorings")
    assert "Нужно 15 из 32 (45 %), не хватает 6" in department.text
    assert "25. Меры поддержки на муниципальном уровне МОУО: исполнить и подтвердить до 30.06.2022" in department.text
    assert "18. Установочный семинар (вебинар) Департамент: подтвердить до 30.06.2022" in department.text
    department.submit("/plan/monitorings/1/snapshot", note="К коллегии.")
    assert "9 из 32, 28,1 %" in department.text
    assert "порог 45 % не выполнен" in department.text
    department.get("/plan/13")
    department.submit("/plan/13/conclusion", verdict="confirm", anyway="on", remark="Проверено.")
    department.get("/plan/snapshots/1")
    assert "9 из 32, 28,1 %" in department.text
    with app.app_context(), pytest.raises(Exception, match="frozen"):
        db.session.execute(text("UPDATE plan_snapshots SET confirmed = 15"))


def test_in_the_next_year_a_snapshot_is_of_its_own_plan_and_its_monitoring_takes_no_more(browser, at, app):
    department = browser("department")
    department.get("/plan/years")
    department.submit("/plan/years")
    at(2022, 6, 30, 12)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    with app.app_context():
        following = db.session.scalars(select(Cycle).where(Cycle.year == 2023)).one()
        following.opened = True
        first = db.session.scalars(select(PlanItem).where(PlanItem.cycle_id == following.id)).first()
        first.key, first.title = "own", "Первое дело нового года"
        db.session.commit()
    at(2023, 6, 30, 12)
    department.get("/plan/snapshots/1")
    assert "Информационная готовность" in department.text
    assert "нового года" not in department.text
    department.get("/plan/monitorings")
    department.post("/plan/monitorings/1/snapshot", {"note": ""})
    assert department.status == 404


def test_a_snapshot_before_its_month_is_refused_in_words(browser):
    department = browser("department")
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/2/snapshot", note="Рано")
    assert department.status == 422
    assert "этот месяц ещё не наступил" in department.text
    assert department.page.xpath('//input[@id="note-2"]')[0].get("value") == "Рано"


def test_a_long_item_counts_on_the_reporting_date_and_is_executed_again_at_its_end(browser, at):
    expert, department = browser("expert"), browser("department")
    at(2022, 6, 20, 12)
    expert.get("/plan/21")
    expert.submit("/plan/21/execution", note="Две рекомендации за полугодие.", interim="on")
    department.get("/plan/21")
    department.submit("/plan/21/conclusion", verdict="confirm", anyway="on", remark="Проверено.")
    assert "Исполнено на отчётную дату" in department.text
    department.get("/plan")
    assert "10 из 32" in department.text
    assert "из них 1 на отчётную дату" in department.text
    expert.get("/plan/21")
    expert.submit("/plan/21/execution", note="Все рекомендации года.")
    assert "Исполнено, ждёт подтверждения" in expert.text


def test_the_interim_of_an_item_whose_day_is_over_is_refused(browser, at):
    expert = browser("expert")
    at(2023, 1, 10, 12)
    expert.get("/plan/21")
    assert "мероприятие продолжается" not in expert.text
    expert.post("/plan/21/execution", {"note": "Всё.", "interim": "on"})
    assert expert.status == 422
    assert "Срок мероприятия прошёл" in expert.text


def test_the_base_and_the_quota_are_settings_of_the_department(browser):
    department = browser("department")
    department.get("/plan/3")
    assert "нет данных" in department.text
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/rules", base="due", quota="много")
    assert department.status == 422
    assert "Квота – целое число" in department.text
    department.submit("/plan/monitorings/rules", base="due", quota="12")
    assert "срок которых наступил" in department.text
    department.get("/plan/3")
    assert "школы в проекте, от квоты региона: 12 из 12" in department.text


def test_a_monitoring_whose_day_has_passed_asks_for_nothing_by_that_day(browser, at):
    at(2022, 10, 3, 9)
    department = browser("department")
    department.get("/plan/monitorings")
    assert "Этот день прошёл. Не исполнено и не подтверждено к нему" in department.text
    assert "подтвердить до 30.06.2022" not in department.text


def test_a_confirmation_on_the_reporting_date_lapses_when_a_new_period_begins(browser, at):
    """Item 31 asks quarter by quarter: what was reported in March holds to the last day of March."""
    department = browser("department")
    department.get("/plan/31")
    department.submit("/plan/31/execution", note="Первый квартал.", interim="on")
    confirm(department, 31)
    at(2022, 3, 31, 20, 59)
    department.get("/plan")
    assert "10 из 32" in department.text
    assert "из них 1 на отчётную дату" in department.text
    at(2022, 3, 31, 21)  # midnight in Moscow
    department.get("/plan")
    assert "9 из 32" in department.text
    assert "Подтверждение на отчётную дату истекло" in department.text
    department.get("/plan/31")
    assert "Подтверждение на отчётную дату истекло" in department.text
    assert "считалось по 31.03.2022" in department.text
    at(2022, 6, 30, 12)
    department.get("/plan/monitorings")
    assert "эти мероприятия в снимок не войдут" in department.text
    assert "действовало до 31.03.2022" in department.text
    department.submit("/plan/monitorings/1/snapshot", note="")
    assert "9 из 32" in department.text
    department.get("/plan/31")
    department.submit("/plan/31/execution", note="Два квартала.", interim="on")
    confirm(department, 31)
    department.get("/plan/monitorings")
    assert "в снимок не войдут" not in department.text
    department.get("/plan/progress")
    assert department.status == 200


def confirm(department, number: int) -> None:
    """Confirm the item whatever its indicator says, with a reason."""
    department.get(f"/plan/{number}")
    department.submit(f"/plan/{number}/conclusion", verdict="confirm", anyway="on", remark="Данные проверены.")
    assert department.status == 200


@pytest.mark.parametrize("starts", ([], [date(2022, 3, 24)], [date(2022, 1, 1), date(2022, 3, 24)]))
def test_what_begins_on_the_day_of_the_report_is_told_in_it(starts):
    assert holds_till(starts, date(2022, 3, 24)) == date.max - timedelta(1)
    assert holds_till([*starts, date(2022, 3, 25), date(2022, 7, 1)], date(2022, 3, 24)) == date(2022, 3, 24)


def test_an_item_is_late_or_lapsed_only_after_its_last_day():
    ends = [date(2022, 6, 30), date(2022, 12, 31)]
    assert standing("not_started", ends, date(2022, 12, 31)) == "not_started"
    assert standing("not_started", ends, date(2023, 1, 1)) == "overdue"
    assert standing("interim_confirmed", ends, JUNE, JUNE) == "interim_confirmed"
    assert standing("interim_confirmed", ends, date(2022, 7, 1), JUNE) == "lapsed"
    assert standing("interim_confirmed", ends, date(2023, 1, 1), JUNE) == "overdue"
    assert standing("confirmed", ends, date(2023, 1, 1), JUNE) == "confirmed"


def test_the_way_of_the_year_falls_when_what_was_confirmed_on_a_date_lapses():
    acts = [Act(31, "plan:executed", date(2022, 3, 24), interim=True), Act(31, "plan:confirmed", date(2022, 3, 25))]
    way = History({31: date(2022, 12, 31)}, acts, {31: [date(2022, 1, 1), date(2022, 4, 1)]})
    assert [way.at(date(2022, *day)).count.confirmed for day in ((3, 24), (3, 25), (3, 31), (4, 1))] == [0, 1, 1, 0]
    assert date(2022, 4, 1) in way.days
    whole = History({31: date(2022, 12, 31)}, [acts[0], Act(31, "plan:executed", date(2022, 3, 25)), acts[1]])
    assert whole.at(date(2023, 1, 1)).count.confirmed == 1


def test_a_snapshot_counts_itself_in_its_own_row(browser, at, app):
    """Item 14 is measured by the snapshot that stands, item 15 has none yet."""
    department = browser("department")
    at(2022, 6, 30, 12)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    confirm(department, 18)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    with app.app_context():
        for facts in (gather("O_PLANMON", current_cycle(), JUNE, number) for number in (1, 2)):
            told = f"{facts.said['confirmed']} из\u00a0{facts.said['base']}"
            assert facts.tables["rows"][13]["fact"] == told
            assert facts.tables["rows"][14]["fact"] == "–"

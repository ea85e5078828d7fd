"""Monitorings of June and October: both denominators, frozen snapshots, the forecast by exact counts."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text

from app.extensions import db
from app.orders.gathering import gather
from app.orders.gathering.monitorings import indicator
from app.plan.indicators.values import Ahead, Tally, Value
from app.plan.models import PlanItem
from app.plan.monitoring import COUNTED, Standing, count, forecast
from app.plan.monitoring_queries import figures
from app.plan.pictures.progress import Act, History
from app.plan.rules import holds_till, reaches, standing
from app.year.cycle.models import Cycle
from app.year.cycle.queries import current_cycle
from tests.plan.amendments.test_amendments import amend
from tests.refusing import refusal_of

JUNE, OCTOBER = date(2022, 6, 30), date(2022, 10, 31)
STATES = ("not_started", "in_progress", "executed", "confirmed", "interim_confirmed", "returned", "overdue")


def plan(confirmed: int, executed: int = 0, late: int = 0) -> list[Standing]:
    """16 items due by June, the rest in December; the first are confirmed, then executed."""
    states = ["confirmed"] * confirmed + ["executed"] * executed + ["not_started"] * (32 - confirmed - executed)
    ends = [date(2022, 3, 1)] * 16 + [date(2022, 12, 31)] * 16
    return [
        Standing(n, state, end, so_far=n % 2 == 0) for n, (state, end) in enumerate(zip(states, ends, strict=True), 1)
    ]


def test_fourteen_of_thirty_two_is_not_forty_five_per_cent_and_fifteen_is():
    assert forecast(plan(14), JUNE, 45, "all").short == 1
    assert not forecast(plan(14), JUNE, 45, "all").reached
    assert forecast(plan(15), JUNE, 45, "all").reached


def test_october_can_not_be_reached_without_long_items():
    told = forecast(plan(16, executed=1), OCTOBER, 75, "all")
    assert (told.needed, told.short) == (24, 8)
    assert told.waiting == (17,)
    assert told.due == ()
    assert told.more == 0
    assert told.interim == (18, 20, 22, 24, 26, 28, 30, 32)


def item(number: int, part: int, due_on: date = OCTOBER, state: str = "not_started", whole: int = 12) -> Standing:
    """An item with its figures; all that has begun of it is all of it."""
    met = part == whole if whole else None
    return Standing(number, state, due_on, met, met, part, whole, 100)


def test_a_forecast_names_first_what_wants_only_a_word_and_then_what_is_nearest():
    standings = [item(9, 2), item(11, 3), item(13, 12), item(15, 11), item(18, 12, state="executed")]
    standings += [item(21, 1, date(2022, 12, 31)), item(29, 12, date(2022, 12, 31)), item(30, 9, date(2022, 12, 31))]
    told = forecast(standings, OCTOBER, 100, "all")
    assert (told.waiting, told.ready, told.interim) == ((18,), (13,), (29,))
    assert (told.due, told.rest) == ((15, 11, 9), (30, 21))
    assert (told.short, told.more) == (8, 2)


def test_an_item_without_data_is_the_furthest_from_its_whole():
    standings = [Standing(1, "not_started", OCTOBER), item(2, 0, whole=0), item(3, 0), item(4, 1)]
    assert forecast(standings, OCTOBER, 75, "all").due == (4, 1, 2, 3)


def test_the_other_denominator_is_what_is_due():
    counted = count(plan(12), JUNE)
    assert (counted.of("all"), counted.of("due")) == ((12, 32), (12, 16))
    assert forecast(plan(12), JUNE, 75, "due").reached


@given(st.lists(st.tuples(st.sampled_from(STATES), st.booleans()), max_size=60), st.integers(1, 100))
def test_a_forecast_never_passes_unless_the_exact_fraction_does(rows, threshold):
    standings = [Standing(n, state, JUNE if due else OCTOBER) for n, (state, due) in enumerate(rows, 1)]
    for base in ("all", "due"):
        told = forecast(standings, JUNE, threshold, base)
        part, whole = count(standings, JUNE).of(base)
        assert told.reached == reaches(part, whole, threshold) == (whole > 0 and told.short == 0)
        named = [*told.waiting, *told.ready, *told.interim, *told.due, *told.rest]
        assert len(named) == len(set(named))
        assert part + len(named) == whole
        assert not set(named) & {one.number for one in standings if one.state in COUNTED}


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


def test_the_order_on_the_monitoring_knows_what_was_taken_back_before_and_not_what_was_moved_after(browser, at, app):
    department = browser("department")
    department.get("/plan/1")
    department.submit("/plan/1/reopening", reason="Протокола нет.")
    at(2022, 6, 30, 12)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    at(2022, 7, 5, 12)
    for period, number in (("ноябрь 2022 г.", "57"), ("октябрь 2022 г.", "58")):
        amend(department, 24, period_text=period, number=number, signed_on="2022-07-05")
    with app.app_context():
        rows = gather("O_PLANMON", current_cycle(), date(2022, 7, 5)).tables["rows"]
        assert (rows[0]["executed"], rows[0]["confirmed"]) == ("16.12.2021", "–")
        assert rows[23]["period"] == "Декабрь 2022 г."


def test_an_own_plan_that_asks_for_no_monitoring_has_its_order_with_a_line_to_write_on(browser, at, app):
    department = browser("department")
    at(2022, 6, 30, 12)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    with app.app_context():
        for item in db.session.scalars(select(PlanItem)):
            item.key = f"own_{item.number}"
        assert gather("O_PLANMON", current_cycle(), JUNE).said["item"] == "______"


def test_the_order_on_the_monitoring_says_the_numbers_of_the_frozen_snapshot(browser, at, app):
    department = browser("department")
    with app.app_context():
        assert refusal_of(gather, "O_PLANMON", current_cycle(), JUNE)
    at(2022, 6, 30, 12)
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/1/snapshot", note="")
    at(2022, 7, 5, 12)
    department.get("/plan/13")
    department.submit("/plan/13/conclusion", verdict="confirm", anyway="on", remark="Проверено.")
    with app.app_context():
        facts = gather("O_PLANMON", current_cycle(), date(2022, 7, 5))
        assert (
            facts.said.items()
            >= {
                "as_of": "30\u00a0июня 2022\u00a0г.",
                "base": "32",
                "confirmed": "9",
                "share": "28,1",
                "threshold": "45",
                "verdict": "не выполнено",
                "item": "14",
                "open": "9, 11, 13, 14, 18, 25, 26",
            }.items()
        )
        rows = dict(enumerate(facts.tables["rows"], 1))
        assert (rows[13]["executed"], rows[13]["confirmed"]) == ("01.03.2022", "–")  # confirmed after the snapshot
        assert rows[1]["confirmed"] == "17.12.2021"
        assert [rows[11][name] for name in ("planned", "fact", "remark")] == [
            "100\u00a0%",
            "2 из\u00a012",
            "просрочено",
        ]
        assert [rows[14][name] for name in ("planned", "fact", "remark")] == ["45\u00a0%", "9 из\u00a032", "–"]


THIRD = "3-й\u00a0этап (с\u00a015.11.2022)"


def test_a_stage_that_has_not_begun_is_told_as_ahead_and_not_as_nothing_of_twelve():
    third = Tally("3-й этап", 0, 12, ahead=Ahead("3-й\u00a0этап", date(2022, 11, 15)))
    told = figures(Value((Tally("2-й этап", 12, 12), third)))
    assert (told["indicator"], told["so_far"], told["ahead"]) == (False, True, (THIRD,))
    assert indicator(told) == {"planned": "100\u00a0%", "fact": "12 из\u00a012"}
    assert indicator(figures(Value((third,)))) == {"planned": "–", "fact": "–"}


def test_page_snapshot_and_paper_say_alike_what_is_ahead_in_october(browser, at, app):
    department = browser("department")
    at(2022, 10, 31, 12)
    department.get("/plan/30")
    assert department.text.count("3-й этап: впереди, с 15.11.2022") == 3
    assert "3-й этап: 0 из" not in department.text
    department.get("/plan/monitorings")
    department.submit("/plan/monitorings/2/snapshot", note="")
    assert f"впереди: {THIRD}".replace("\u00a0", " ") in department.text
    with app.app_context():
        rows = gather("O_PLANMON", current_cycle(), OCTOBER).tables["rows"]
        assert [at for at, row in enumerate(rows, 1) if "впереди" in row["remark"]] == [30]
        assert rows[29]["remark"].endswith(f"впереди: {THIRD}")


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

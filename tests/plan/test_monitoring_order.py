"""The order on a monitoring says the numbers of its frozen snapshot, and what lies ahead."""

from datetime import date

from sqlalchemy import select

from app.extensions import db
from app.orders.gathering import gather
from app.orders.gathering.monitorings import indicator
from app.plan.indicators.values import Ahead, Tally, Value
from app.plan.models import PlanItem
from app.plan.monitoring_queries import figures
from app.year.cycle.queries import current_cycle
from tests.plan.amendments.steps import amend
from tests.plan.standings import JUNE, OCTOBER
from tests.refusing import refusal_of


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

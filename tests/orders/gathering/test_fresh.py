"""Before its number an order says that the data have changed since it was drawn up, and what of them is undecided."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.directory.models import Person
from app.expertise.assignments.models import Assignment
from app.expertise.models import FrozenItem, Publication, Result
from app.expertise.sheets.seeding import seed_sheets
from app.extensions import db
from app.orders.gathering import receivers_of
from app.orders.register.registering import pre_registration_checks, register_order
from app.orders.services import draft_order, facts_of, paper_of_draft
from app.year.cycle.models import Stage
from app.year.cycle.queries import current_cycle
from tests.orders.conftest import NOON

RESULTS = ("O_STAGE1", "O_FINAL", "L_MOUO_RESULTS")
CHANGED = "После составления результаты изменились"


def drawn_up(kind: str, clerk):
    cycle = current_cycle()
    chosen = receivers_of(kind, cycle, NOON.date())[0].id if kind == "L_MOUO_RESULTS" else None
    return draft_order(kind, cycle, clerk, NOON, chosen=chosen)


def asked(order) -> str:
    found = pre_registration_checks(order, paper_of_draft(order), date(2022, 2, 28))
    return "\n".join(one.sentence for one in found if not one.good).replace("\u00a0", " ")


def say(verdict: str, score: int, line: int = 1) -> None:
    """The federal coordinator says another thing of a document."""
    last = db.session.scalars(select(Result.revision).where(Result.frozen_item_id == line, Result.source == "federal"))
    given = {"reviewer_id": 2, "recorded_at": NOON, "remarks": "Иначе.", "revision": max(last, default=0) + 1}
    db.session.add(Result(frozen_item_id=line, source="federal", verdict=verdict, score=Decimal(score), **given))
    db.session.commit()
    db.session.expire_all()


@pytest.mark.parametrize("kind", RESULTS)
def test_results_that_changed_since_are_told_with_their_lines_until_it_is_drawn_up_anew(stage, clerk, kind):
    order = drawn_up(kind, clerk)
    assert CHANGED not in asked(order)
    say("needs_work", 30)
    assert f"{CHANGED} (строка 1): обновите проект из данных" in asked(order)
    anew = draft_order(kind, current_cycle(), clerk, NOON, order)
    assert anew is order
    assert CHANGED not in asked(order)


def test_a_set_that_waits_again_is_told_and_the_paper_that_was_signed_still_gets_its_number(stage, clerk):
    order = drawn_up("O_STAGE1", clerk)
    db.session.add(FrozenItem(kind="set", title="Комплект", sha256="0" * 64, **place()))
    db.session.commit()
    assert f"{CHANGED}. Экспертиза этапа не закончена" in asked(order)
    assert register_order(order, "12", date(2022, 2, 28), clerk, NOON) is order


def place() -> dict:
    one = db.session.get(FrozenItem, 1)
    return {"stage_id": one.stage_id, "participation_id": one.participation_id, "asked": True, "state": "approved"}


@pytest.mark.parametrize("kind", RESULTS)
def test_results_that_schools_may_not_see_yet_are_asked_about(stage, clerk, kind):
    order = drawn_up(kind, clerk)
    assert "Результаты этапа ещё не опубликованы" in asked(order)
    db.session.add(Publication(stage_id=1, published_at=NOON, published_by_id=1, exceptions=[]))
    db.session.commit()
    assert "не опубликованы" not in asked(order)


@pytest.mark.parametrize("kind", RESULTS)
def test_an_opinion_that_is_not_given_is_asked_about(stage, clerk, kind):
    order = drawn_up(kind, clerk)
    assert "мнений" not in asked(order)
    db.session.add(FrozenItem(kind="set", title="Комплект", sha256="0" * 64, **place()))
    whose = {"stage_id": 1, "participation_id": place()["participation_id"], "reviewer_id": 2}
    db.session.add(Assignment(**whose, role="second", made_by_id=1, since=NOON, reason="Спорно."))
    db.session.commit()
    assert "Не решено мнений экспертов: 1" in asked(order)


def test_a_day_of_a_stage_that_was_moved_is_told(stage, clerk):
    order = drawn_up("O_STAGE1", clerk)
    db.session.get(Stage, 1).due_on = date(2022, 4, 28)
    db.session.commit()
    assert f"{CHANGED}: обновите проект из данных" in asked(order)


def test_a_list_whose_people_changed_since_says_so_and_one_that_did_not_is_silent(stage, clerk):
    seed_sheets(current_cycle(), NOON)
    order = drawn_up("O_EXP", clerk)
    assert "изменились" not in asked(order)
    db.session.get(Person, 2).name = "Другой Эксперт"
    db.session.commit()
    assert "После составления данные изменились (строка 1): обновите проект из данных" in asked(order)
    assert facts_of(order).tables["rows"][0]["name"] == "Эксперт"

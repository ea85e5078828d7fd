"""Factors are verified and closed by the curator, with reasons; the effect on the kit is said before."""

from contextlib import nullcontext

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from app.documents import queries as documents
from app.documents.models import Document, Version
from app.extensions import db
from app.journal.models import Event
from app.kernel.clock import now
from app.refusals import Refused
from app.year.cycle.models import Cycle, Participation, RiskDirection, SchoolRisk
from app.year.cycle.queries import windows
from app.year.profile import decisions, demand
from app.year.profile.models import Activation, Closing, RiskVerification
from app.year.profile.workflow import FLOW
from tests.browser_like import chosen
from tests.refusing import refusal_of
from tests.year.profile.conftest import NOT_VISITED

MOVES = {
    "confirm": lambda risk, who: decisions.verify(risk, "confirmed", "", who, now()),
    "partly": lambda risk, who: decisions.verify(risk, "partly", "В 5–7 классах.", who, now()),
    "reject": lambda risk, who: decisions.verify(risk, "not_confirmed", "Оснащено.", who, now()),
    "activate": lambda risk, who: decisions.activate(risk, who, now()),
    "close": lambda risk, who: decisions.close(risk, "reduced", "Доля снизилась.", who, now()),
}
# What each move leads to, told a second time and in other words than the table.
LEADS = {
    ("activated", "close"): "closed",
    ("verified", "activate"): "activated",
    ("closed", "activate"): "activated",
    **{(s, m): "verified" for s in ("in_profile", "verified", "not_confirmed") for m in ("confirm", "partly")},
    **{(s, "reject"): "not_confirmed" for s in ("in_profile", "verified", "not_confirmed")},
}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(sorted(MOVES)), st.integers(0, 3)), max_size=25))
def test_the_kit_is_concept_midterm_and_one_programme_for_each_activated_direction(actor, zarechnaya, moves):
    db.session.rollback()
    curator, opened = actor("curator"), windows(zarechnaya.cycle)
    files = db.session.scalar(select(func.count(Version.id))), db.session.scalar(select(func.count(Document.id)))
    expected = {risk.id: risk.state for risk in zarechnaya.risks}
    for move, number in moves:
        risk = zarechnaya.risks[number]
        target = LEADS.get((expected[risk.id], move))
        with nullcontext() if target else pytest.raises(Refused):
            MOVES[move](risk, curator)
        expected[risk.id] = target or expected[risk.id]
        db.session.flush()
        kit = documents.kit(zarechnaya, opened, None)
        active = [r.id for r in zarechnaya.risks if expected[r.id] == "activated"]
        owed = ["concept", "midterm", *(f"antirisk-{key}" for key in active)]
        owed += [f"evidence-{key}-{window.id}" for window in opened for key in active]
        assert [line.slot.key for line in kit] == owed
        kept = documents.of_closed_directions(zarechnaya, None)
        shown = {d.id for line in (*kit, *kept) for d in line.documents}
        assert shown == set(db.session.scalars(select(Document.id).where(Document.participation_id == 1)))
    after = db.session.scalar(select(func.count(Version.id))), db.session.scalar(select(func.count(Document.id)))
    assert after == files
    open_now = select(Activation.school_risk_id).outerjoin(Activation.closing).where(Closing.id.is_(None))
    own = open_now.where(Activation.school_risk_id.in_(list(expected)))
    assert sorted(db.session.scalars(own)) == sorted(k for k, state in expected.items() if state == "activated")
    db.session.rollback()


def test_the_table_says_the_same_as_its_retelling():
    names = {"confirm": "verify", "partly": "verify"}
    told = {(s, names.get(move, move)): target for (s, move), target in LEADS.items()}
    assert told == {(source, t.name): t.target for t in FLOW.transitions for source in t.sources}


@pytest.fixture
def factor(ask):
    """The first factor of a school in a state: factor(1, "activated") → its id and its title."""

    def find(number: int, state: str) -> tuple[int, str]:
        risks = db.session.get(Participation, number).risks
        return next((risk.id, risk.direction.title) for risk in risks if risk.state == state)

    return lambda number, state: ask(lambda: find(number, state))


def test_a_factor_is_verified_with_a_reason_and_what_was_chosen_is_kept(browser, factor):
    (risk, _), curator = factor(NOT_VISITED, "in_profile"), browser("curator4")
    curator.get(f"/factors/{risk}")
    answer = curator.post(f"/factors/{risk}/verification", {"verdict": "partly"}, htmx=True)
    assert answer.status_code == 422
    assert "Напишите, почему" in answer.text
    assert "<html" not in answer.text
    assert "partly" in chosen(answer.text)
    answer = curator.post(f"/factors/{risk}/verification", {"reason": "Слова, которые жаль потерять"}, htmx=True)
    assert answer.status_code == 422
    assert "Слова, которые жаль потерять" in answer.text
    curator.post(f"/factors/{risk}/verification", {"verdict": "not_confirmed", "reason": "Всё оснащено."})
    assert "Фактор не подтверждён" in curator.text
    assert "Всё оснащено." in curator.text
    assert "Активировать направление" not in curator.text
    assert curator.post(f"/factors/{risk}/activation", {}).status_code == 422
    assert "Фактор не подтверждён. Ничего не изменено: обновите страницу." in curator.text.replace("\xa0", " ")


def test_the_effect_on_the_kit_is_said_before_it_happens_and_then_happens(browser, factor):
    (risk, title), curator = factor(NOT_VISITED, "in_profile"), browser("curator4")
    school = browser("school12")
    school.get("/kit")
    assert title not in school.text
    curator.get(f"/factors/{risk}")
    curator.submit(f"/factors/{risk}/verification", verdict="confirmed")
    said = "антирисковая программа и подтверждающие документы за два окна: март – май, август – ноябрь."
    assert f"В комплект школы добавится {said}" in curator.text
    curator.submit(f"/factors/{risk}/activation")
    assert (
        "Направление активировано, комплект школы изменился" in curator.text
        or "Направление активировано" in curator.text
    )
    school.get("/kit")
    assert school.last.text.count(f">{title}</a>") == 3
    school.get("/profile")
    assert "Направление активировано 24.03.2022: куратор подтвердил фактор" in school.text
    assert title in school.text


def test_a_closing_needs_an_outcome_and_a_reason(curator, factor, ask):
    risk, _ = factor(1, "activated")
    curator.get(f"/factors/{risk}")
    assert "Загруженные документы не удалятся" in curator.text
    assert curator.submit(f"/factors/{risk}/closing", outcome="reduced").status_code == 422
    assert "Напишите, почему закрываете" in curator.text
    assert curator.page.xpath('//input[@value="reduced"][@checked]')
    assert ask(lambda: db.session.get(SchoolRisk, risk).state) == "activated"


@pytest.mark.parametrize("who", ["school", "department", "municipal"])
def test_only_the_curator_decides_about_factors(who, browser, factor):
    (risk, _), person = factor(1, "activated"), browser(who)
    person.get(f"/factors/{risk}")
    assert not [f for f in person.page.forms if "/factors/" in (f.get("action") or "")]
    for verb in ("verification", "activation", "closing"):
        answer = person.post(f"/factors/{risk}/{verb}", {"outcome": "remains", "reason": "…"})
        assert answer.status_code == 403
        assert "куратор этой школы" in person.text


def test_two_curators_at_once_activate_once(actor, house):
    curator, risk = actor("curator"), next(r for r in db.session.get(Participation, 1).risks if r.state == "verified")
    seen = risk.state
    decisions.activate(risk, curator, now())
    db.session.flush()
    before = db.session.scalar(select(func.count(Activation.id)))
    risk.__dict__["state"] = seen
    assert refusal_of(decisions.activate, risk, curator, now()).code == "stale"
    assert db.session.scalar(select(func.count(Activation.id))) == before


@pytest.mark.parametrize(
    "law",
    [
        "UPDATE school_risks SET activated_at = NULL WHERE state = 'activated'",
        "UPDATE school_risks SET state = 'activated' WHERE state = 'in_profile'",
        "UPDATE school_risks SET state = 'lost'",
        "UPDATE risk_verifications SET verdict = 'partly', reason = ''",
    ],
)
def test_the_database_keeps_the_law_itself(law, house):
    with pytest.raises(IntegrityError):
        db.session.execute(text(law))
    db.session.rollback()


def test_the_coordinator_words_and_orders_the_directions(browser, ask):
    order = select(RiskDirection.id, RiskDirection.position, RiskDirection.code).order_by(RiskDirection.position)
    department = browser("department")
    department.get("/directions")
    last = department.page.xpath("//form[starts-with(@id, 'direction-')]")[-2]
    key = int(last.get("id").removeprefix("direction-"))
    words = {"title": "Низкая вовлечённость семей", "short_title": "Семьи", "position": "1"}
    department.post(f"/directions/{key}", {**words, "short_title": "ы" * 61})
    assert "не длиннее 60 знаков" in department.text
    assert department.page.xpath('//input[@value="Низкая вовлечённость семей"]')
    department.submit(f"/directions/{key}", **words)
    ordered = ask(lambda: list(db.session.execute(order)))
    assert ordered[0].id == key
    assert [one.position for one in ordered] == list(range(10))
    department.get("/matrix")
    heads = [cell.text_content() for cell in department.page.xpath("//thead/tr/th")]
    assert heads[3] == "Семьи"
    told = ask(lambda: db.session.scalars(select(Event.data).where(Event.kind == "direction:edited")).one())
    assert told["before"]["title"] == "Низкий уровень вовлеченности родителей"
    department.get("/directions")
    department.submit("/directions", title="Риск нового года", short_title="Новый")
    assert ask(lambda: list(db.session.execute(order)))[-1].code == "own_11"


def test_the_words_of_the_effect_follow_the_windows(house):
    opened = windows(db.session.get(Cycle, 1))
    said = [demand.when_activated(opened), demand.of_direction(opened[:1])]
    both, one = (sentence.replace("\u00a0", " ") for sentence in said)
    assert "за два окна: март – май, август – ноябрь" in both
    assert one.endswith("за одно окно: март – май")
    assert demand.of_direction([]) == "антирисковая программа"


def test_the_demo_shows_every_answer(house):
    assert {said.verdict for said in db.session.scalars(select(RiskVerification))} == {
        "confirmed",
        "partly",
        "not_confirmed",
    }
    states = {risk.state for risk in db.session.scalars(select(SchoolRisk)).unique()}
    assert states == {"in_profile", "verified", "not_confirmed", "activated"}

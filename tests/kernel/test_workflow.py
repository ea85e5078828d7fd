"""The engine of states, on a table of its own."""

import pytest
from sqlalchemy import String, create_engine
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from app.kernel import workflow
from app.kernel.workflow import State, Transition, Workflow
from app.refusals import Refusal
from tests.refusing import refusal_of


class Base(DeclarativeBase):
    pass


class Lamp(Base):
    __tablename__ = "lamps"
    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(String(8), default="off")
    by: Mapped[str] = mapped_column(String(8), default="")


FLOW = Workflow(
    "lamp",
    {
        "off": State("Выключена", "off", "plain", fact="Лампа выключена"),
        "on": State("Включена", "on", "ok", fact="Лампа уже горит"),
    },
    (Transition("light", "Включить", ("off",), "on", "stage.edit"),),
    placed=False,
)


@pytest.fixture
def session(monkeypatch):
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as session:
        monkeypatch.setattr(workflow.db, "session", session)
        yield session
    engine.dispose()


@pytest.fixture
def lamp(session):
    lamp = Lamp()
    session.add(lamp)
    session.commit()
    return lamp


@pytest.fixture
def can(monkeypatch):
    """Who may, without the table of permissions."""
    allowed = {"Департамент"}
    no = Refusal("forbidden", "Этого вам нельзя.")
    monkeypatch.setattr(workflow, "denial", lambda actor, action, thing: None if actor in allowed else no)
    return no


def test_a_move_changes_the_state_and_what_goes_with_it(lamp, can):
    FLOW.fire("light", "Департамент", lamp, by="я")
    assert (lamp.state, lamp.by) == ("on", "я")


def test_who_may_not_is_refused_before_the_state_is_asked(lamp, can):
    lamp.state = "on"
    assert refusal_of(FLOW.fire, "light", "школа", lamp) is can


def test_from_another_state_the_fact_is_told_and_nothing_changes(lamp, can, session):
    FLOW.fire("light", "Департамент", lamp)
    refusal = refusal_of(FLOW.fire, "light", "Департамент", lamp, by="ты")
    assert refusal.code == "state"
    assert refusal.sentence.startswith("Лампа уже горит.")
    assert lamp.by == ""


def test_of_two_who_saw_the_same_state_the_slower_is_told_so(lamp, can, session):
    assert lamp.state == "off"
    session.connection().exec_driver_sql("UPDATE lamps SET state = 'on'")
    refusal = refusal_of(FLOW.fire, "light", "Департамент", lamp, by="ты")
    assert refusal.code == "stale"
    assert "Лампа уже горит" in refusal.sentence
    assert lamp.by == ""


def test_buttons_are_the_moves_that_would_be_taken(lamp, can):
    assert [move.name for move in FLOW.open_to("Департамент", lamp)] == ["light"]
    assert FLOW.open_to("школа", lamp) == []
    FLOW.fire("light", "Департамент", lamp)
    assert FLOW.open_to("Департамент", lamp) == []


def test_an_unknown_move_is_a_mistake_of_ours():
    with pytest.raises(StopIteration):
        FLOW["extinguish"]

"""Every state is told by its word and its icon, and never by its colour alone (K3)."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from app.documentation import known_workflows
from app.documents.appeals.workflow import FLOW as APPEALS
from app.documents.remarks import FLOW as REMARKS
from app.documents.workflow import DOCUMENT_STATES, EVIDENCE_STATES
from app.kernel import workflow
from app.orders.life.workflow import FLOW as ORDERS
from app.plan.intake.workflow import FLOW as IMPORTS
from app.plan.workflow import FLOW as ITEMS
from app.year.profile.workflow import FLOW as RISKS

EVERY = {
    "documents": DOCUMENT_STATES,
    "evidence": EVIDENCE_STATES,
    "remarks": REMARKS.states,
    "appeals": APPEALS.states,
    "imports": IMPORTS.states,
    "orders": ORDERS.states,
    "items": ITEMS.states,
    "risks": RISKS.states,
}
ICONS = Path("app/static/icons.svg").read_text()


@pytest.mark.parametrize("what", EVERY)
def test_no_two_states_of_a_thing_differ_by_colour_alone(what):
    states = EVERY[what].values()
    assert len({state.word for state in states}) == len(states)
    assert len({(state.icon, state.solid) for state in states}) == len(states)
    for state in states:
        assert state.word, state
        assert f'id="i-{state.icon}"' in ICONS, state


@pytest.mark.parametrize(("name", "flow"), known_workflows().items())
def test_who_comes_too_late_is_told_what_became_of_the_thing_as_a_person_says_it(name, flow, monkeypatch):
    monkeypatch.setattr(workflow, "denial", lambda *_: None)
    for move in flow.transitions:
        for state in flow.states.keys() - set(move.sources):
            said = flow.refusal(move.name, None, SimpleNamespace(state=state)).sentence
            fact, rest = said.split(". ", 1)
            assert len(fact.split()) > 2, (state, move.name)
            assert "«" not in said, (state, move.name)
            assert rest, (state, move.name)

"""C4: a hundred people register at the same moment, on the database that the suite runs on."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

from sqlalchemy import func, select

from app.extensions import db
from app.journal.models import Event
from app.kernel import clock, connecting
from app.orders.gathering import controller, signatory
from app.orders.models import Order
from app.orders.queries import numbers_of
from app.orders.services import stored
from app.papers.drawing import Paper
from app.papers.retouch import Text
from app.year.cycle.queries import current_cycle
from tests.browser_like import Browser
from tests.orders.sample_lists import listing

CROWD = 100


def drafts(count: int) -> list[int]:
    """Orders of today that are ready for their number."""
    today = clock.today()
    facts = replace(listing("O_FREE"), signatory=signatory(today), controller=controller(today))
    own = {"cycle": current_cycle(), "kind": "O_FREE", "title": facts.title, "facts": stored(facts)}
    rows = [Order(**own, drafted_by_id=1, drafted_at=clock.now()) for _ in range(count)]
    db.session.add_all(rows)
    db.session.commit()
    return [row.id for row in rows]


def test_a_hundred_registrations_at_once_take_numbers_in_a_row_and_none_is_lost(app, monkeypatch):
    """The paper is a stand-in: its printing is another story, and would take most of the time."""
    monkeypatch.setattr(connecting, "PERSON", connecting.WORKER)  # a busy machine gets its time
    monkeypatch.setattr(
        "app.orders.register.registering.draw_up",
        lambda _, facts: Paper(b"paper", facts, b"template", Text("", ()), ""),
    )
    clerk = Browser(app, "department")
    cookie, token, together = clerk.client.get_cookie("session").value, clerk.token, Barrier(CROWD)
    with app.app_context():
        last = max((int(number) for number in numbers_of("order", 2022) if number.isdecimal()), default=0)
        ids = drafts(CROWD)

    def press(order_id: int) -> int:
        person = app.test_client()
        person.set_cookie("session", cookie)
        stamp = {"number": "", "signed_on": "2022-03-24", "csrf_token": token}
        together.wait(30)
        return person.post(f"/orders/{order_id}/registration", data=stamp).status_code

    with ThreadPoolExecutor(CROWD) as pool:
        assert list(pool.map(press, ids)) == [303] * CROWD
    with app.app_context():
        taken = db.session.scalars(select(Order.number).where(Order.id.in_(ids), Order.state == "signed"))
        assert sorted(map(int, taken)) == list(range(last + 1, last + 1 + CROWD))
        told = select(func.count(Event.id)).where(Event.kind == "order:registered", Event.subject_id.in_(ids))
        assert db.session.scalar(told) == CROWD

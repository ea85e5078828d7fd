"""The feed of the person with the longest year: whole, and asked again by a program that has it already."""

from collections.abc import Iterator
from time import process_time

from sqlalchemy import select

from app.calendar.services import make
from app.directory.models import Person
from app.extensions import db
from app.kernel import clock
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from bench.house import Houses
from bench.measure import Figure

WHO, TURNS, AIM_MS = "department@example.org", 21, 50


def measure(houses: Houses) -> Iterator[Figure]:
    """Milliseconds of work for an answer, whoever else the machine works for."""
    app = houses.demo.app
    with app.app_context():
        account = db.session.scalars(select(Account).join(Account.person).where(Person.email == WHO)).one()
        secret = make(SignedIn(account, grants_today(account.person_id)), clock.now())
        db.session.commit()
    client, address = app.test_client(), f"/calendar/feeds/{secret}.ics"
    known = client.get(address)
    for what, headers, status in (("whole", {}, 200), ("304", {"If-None-Match": known.headers["ETag"]}, 304)):
        took = []
        for _ in range(TURNS):
            began = process_time()
            answer = client.get(address, headers=headers)
            took.append((process_time() - began) * 1000)
            assert answer.status_code == status
        note = f"{len(answer.data)} bytes, {known.data.count(b'BEGIN:VEVENT')} days"
        yield Figure(f"feed of a calendar, {what}, ms", took, AIM_MS, note)

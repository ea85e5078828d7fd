"""A page asks the database as often for a region full of documents as for a few: nothing is read one by one."""

from functools import partial

import pytest
from sqlalchemy import select

from app.documents.models import Document
from app.extensions import db
from app.search.services import rebuild
from bench.filling import fill
from tests.search.conftest import snapshot

PAGES = {
    "curator": ("/desk/{waiting}", "/desk/many", "/matrix", "/evidence?window=0", "/profiles"),
    "school": ("/", "/schools/1/kit"),
    "department": (
        *("/matrix", "/evidence?window=0", "/evidence.xlsx", "/profiles", "/search?q=программа&kind=version"),
        *("/matrix?on=2022-03-16", "/evidence?window=0&on=2022-03-16", "/plan?on=2022-03-16"),
    ),
    "expert": (
        *("/rounds/1", "/rounds/2", "/rounds/1/agenda", "/reviewers"),
        *("/rounds/1/assignments", "/rounds/1/assignments/proposal"),
    ),
}


@pytest.fixture
def full(app):
    """Fill the house: 120 documents more in 45 schools more, 30 of them waiting for the curator."""

    def now() -> None:
        with app.app_context():
            fill(120, waiting=30)

    return now


def test_every_list_costs_the_same_in_a_full_house(app, browser, statements, full):
    with app.app_context():
        is_first = (Document.state == "submitted", Document.participation_id == 1)
        waiting = db.session.scalars(select(Document.id).where(*is_first).order_by(Document.id)).first()
    people = {who: browser(who) for who in PAGES}
    pages = [(who, page.format(waiting=waiting)) for who, own in PAGES.items() for page in own]

    def costs() -> dict:
        return {(who, page): statements(partial(_opened, people[who], page)) for who, page in pages}

    costs()  # the first of each fills what a process keeps
    few = costs()
    full()
    assert costs() == few


def _opened(person, page: str) -> None:
    assert person.client.get(page).status_code == 200


def test_the_full_house_of_the_bench_is_one_that_the_services_could_have_made(app, full, curator):
    full()
    with app.app_context():
        written = snapshot()
        rebuild()
        assert snapshot() == written
    curator.get("/desk")
    assert curator.page.xpath('//ol[@class="queue"]/li')[29:]

"""Every door that takes a file, found by walking the routes, tells a full archive by the file's name (S4)."""

import io

from sqlalchemy import func, select

from app.archive.models import Blob
from tests.documents.steps import count
from tests.rules.conftest import whole_year  # noqa: F401
from tests.rules.places import OWN, PEOPLE, addresses, guarded, school_named
from tests.storage.failing import fill

NAME = "Отчёт №\u00a03.pdf"
PAPER = b"%PDF-1.7\n" + bytes(100_000)
FULL = "не сохранён: на диске архива кончилось место"
# A digest is asked for and nothing is kept; bytes of a part carry no name; a code is marked without a file; and
# what was taken and shown already is read again from the archive.
KEEP_NOTHING = {"search.check_sent_file", "sending.go_on", "register_events.mark_self"}
KEEP_NOTHING |= {"assignment_tables.take", "enrolment_lists.take", "past_orders.take"}
KEEP_NOTHING |= {"people_lists.take", "town_lists.take", "mail.try_it", "federal.heads_of"}
# What a form asks for beside the file, before it looks at it; and places where the form stands.
TYPED = {
    "standing_in.upload": {"because": "Нет связи."},
    "evidence.attach": {"kind": "1", "title": "Справка", "risk": "1"},
    "past_orders.add": {"number": "17", "signed_on": "2021-12-20", "title": "Об утверждении", "kind": "O_MUN"},
}
PLACES = {"evidence.attach": "/schools/1/evidence/evidence-2-1", "proofs.attach": "/plan/20/proofs"}


def doors(app) -> dict[str, str]:
    """The addresses that take a file in a form, by their endpoint."""
    with app.app_context():
        found = [
            (rule.endpoint, one.url)
            for rule in guarded(app)
            if getattr(app.view_functions[rule.endpoint], "streams", False) and rule.endpoint not in KEEP_NOTHING
            for one in addresses(app, rule, school_named(OWN))
            if one.method == "POST"
        ]
    return {**dict(found), **PLACES}


def test_every_door_names_the_file_that_a_full_archive_did_not_take(whole_year, browser, disk):  # noqa: F811
    fill(disk)
    before, told = count(whole_year, select(func.count(Blob.id))), set()
    people = {who: browser(who) for who in PEOPLE}
    for person in people.values():
        person.get("/sessions")
    for endpoint, url in doors(whole_year).items():
        for person in people.values():
            typed = {"csrf_token": person.token, "upload_key": endpoint, **TYPED.get(endpoint, {})}
            answer = person.client.post(url, data={**typed, "file": (io.BytesIO(PAPER), NAME)})
            assert answer.status_code in (303, 403, 404, 422, 503), endpoint
            if answer.status_code == 503 and NAME in answer.text and FULL in answer.text.replace("\xa0", " "):
                told.add(endpoint)
    assert count(whole_year, select(func.count(Blob.id))) == before
    assert told == set(doors(whole_year))

"""States × readers × doors: no door tells of a thing to whom it is not for; the doors are read from the URL map."""

import io
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlencode

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.directory.models import Person
from app.extensions import db
from app.people.accounts.actor import SignedIn, grants_today
from app.people.accounts.models import Account
from app.permissions import can
from tests.rules.marked import BEFORE_SENDING, EYES, LATEST, READERS, SENT_THEN, UPLOADED, Thing, tell, things
from tests.rules.places import OWN, addresses, guarded, is_placed, school_named, url_of

pytestmark = pytest.mark.sqlite  # the clauses are the same on either database; test_matrix asks both
FILE, SEARCH = "documents.version_file", "search.page"


@dataclass(frozen=True)
class Door:
    """An address that can be read, and the thing that it names, if any."""

    url: str
    endpoint: str
    action: str
    dated: bool
    named: Thing | None = None


@pytest.fixture
def marked(seeded, whole_year, at, browser) -> list[Thing]:
    """The year with every state in it."""
    if not seeded.put_back("marked"):
        tell(whole_year, at, browser)
        seeded.keep("marked")
    at(*LATEST)
    with whole_year.app_context():
        return things()


def doors(app: Flask, found: list[Thing]) -> set[Door]:
    """Each route that can be read: with the usual things in its place, and with each marked one in each of them."""
    school, made = school_named(OWN), set()
    for rule in (rule for rule in guarded(app) if "GET" in rule.methods):
        view = app.view_functions[rule.endpoint]
        what = rule.endpoint, view.action, getattr(view, "dated", False)
        here = addresses(app, rule, school if is_placed(rule) else None)
        usual = next(one.url for one in here if one.method == "GET")
        made.add(Door(usual, *what))
        for thing, values, names in _filled(app, usual, found):
            made.add(Door(url_of(rule, values), *what, thing if names & thing.names else None))
    return made


def _filled(app: Flask, usual: str, found: list[Thing]) -> Iterator[tuple[Thing, dict, set[str]]]:
    """The arguments of an address with those of a thing: all that it has, and one by one."""
    values = app.url_map.bind("localhost").match(usual)[1]
    for thing in found:
        own = thing.ids.keys() & values.keys()
        for names in {frozenset(own), *(frozenset([name]) for name in own)} - {frozenset()}:
            yield thing, {**values, **{name: thing.ids[name] for name in names}}, set(names)


def questions(door: Door) -> Iterator[tuple[str, dict]]:
    """What a page may be asked, all at once, for it reads of that what it knows; as a region; at moments."""
    told = {"show": 1, "old": 1, "new": 2, "view": "changes", "window": 0, "whose": "all"}
    yield "", {"HX-Request": "true"}
    yield urlencode(told), {}
    yield urlencode({**told, "view": "text", "old": 2, "new": 3}), {"HX-Request": "true"}
    for day in (BEFORE_SENDING, SENT_THEN, UPLOADED) if door.dated else ():
        yield urlencode({"on": day, "window": 0}), {}


def searches(door: Door, page: str, found: list[Thing]) -> Iterator[tuple[str, dict]]:
    """The words and the fingerprints, where a form of the page asks the page itself."""
    if re.search(rf'action="{re.escape(door.url)}[#"]', page):
        for thing in (thing for thing in found if thing.at == FILE):
            yield urlencode({"q": thing.word, "sha256": thing.ids["sha256"]}), {}


def told_by(answer) -> str:
    """All that an answer says, its headers too; a packed file is unpacked."""
    data, heads = answer.data, unquote(str(answer.headers))
    if data[:2] != b"PK":
        return heads + data.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = package.namelist()
        return heads + "".join(package.read(name).decode("utf-8", "replace") for name in names)


@pytest.mark.parametrize("who", READERS)
def test_no_door_tells_of_a_thing_to_whom_it_is_not_for(who, marked, whole_year, browser):
    person, wrong, heard = browser(who), [], defaultdict(set)
    with whole_year.app_context():
        actor = actor_of(who)
        every = [door for door in doors(whole_year, marked) if can(actor, door.action)]
    for door in every:
        page = person.client.get(door.url, buffered=True)
        answers = [("", page), *asked_of(person, door, questions(door))]
        for asked, answer in [*answers, *asked_of(person, door, searches(door, told_by(page), marked))]:
            if door.named and who not in door.named.eyes and answer.status_code != 404:
                wrong.append((answer.status_code, door.named.state, door.url, asked))
            said = told_by(answer)
            for thing in (thing for thing in marked if thing.marker in said):
                heard[thing.state].add(door.endpoint)
                wrong += [] if who in thing.eyes_on(asked) else [(thing.state, door.url, asked)]
    assert wrong == [], "\n".join(map(str, wrong[:20]))
    for thing in (thing for thing in marked if who in thing.eyes):
        assert thing.at in heard[thing.state], thing
        assert SEARCH in heard[thing.state] or thing.state == "trashed" or thing.at != FILE, thing


def asked_of(person, door: Door, asked: Iterable[tuple[str, dict]]) -> Iterator[tuple[str, TestResponse]]:
    """Each question with its answer."""
    for question, headers in asked:
        yield question, person.client.get(f"{door.url}?{question}", headers=headers, buffered=True)


def actor_of(who: str) -> SignedIn:
    """Somebody as the house knows him today."""
    found = select(Account).join(Account.person).where(Person.email == f"{who}@example.org")
    account = db.session.scalars(found).one()
    return SignedIn(account, grants_today(account.person_id))


def test_every_state_has_somebody_who_sees_it_and_somebody_who_does_not():
    assert all(eyes and set(READERS) - eyes for eyes in EYES.values())

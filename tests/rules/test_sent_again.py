"""Every form that somebody can see: sent again it makes nothing twice; a commit that fails is told as one."""

import sqlite3
from itertools import product

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from app.extensions import db
from app.permissions import PERMISSIONS
from tests.documents.steps import at_once
from tests.rules.filling_in import filled
from tests.rules.places import PEOPLE
from tests.rules.walking import EVENING

# The forms are the same on either database; failures/test_sent_again asks both.
pytestmark = [pytest.mark.long, pytest.mark.sqlite]
OWN_LAW = {"sent_forms", "sessions"}  # the memory of forms itself, and when a session was used last


@pytest.fixture
def full_disk(app):
    """A database that has no room for any commit while `.on` is true."""

    class Disk:
        on = False

    def commit(_connection) -> None:
        if Disk.on:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorname = "SQLITE_FULL"
            raise OperationalError("COMMIT", None, error)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "commit", commit)
    yield Disk
    event.remove(engine, "commit", commit)


def content(app) -> dict[str, list]:
    """All rows of all tables."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(table.select())))
            for table in db.metadata.sorted_tables
            if table.name not in OWN_LAW
        }


def senders(app, endpoint: str) -> list[str | None]:
    """Who may send this form; nobody in particular where it is open to all."""
    action = getattr(app.view_functions[endpoint], "action", None)
    return [name for name, role in PEOPLE.items() if role in PERMISSIONS[action].roles] if action else [None]


def test_every_form_has_a_key(forms):
    for endpoint, own in forms.items():
        for form in own:
            assert form.xpath('.//input[@name="form_key"]'), endpoint


def test_every_form_that_is_sent_twice_changes_the_house_once(forms, seeded, whole_year, browser, at, full_disk):
    done, refused, wrong = [], [], []
    for endpoint, own in forms.items():
        if getattr(whole_year.view_functions[endpoint], "repeatable", False):
            continue
        for form, who in product(own[:8], senders(whole_year, endpoint)):
            seeded.put_back("forms")
            at(*EVENING)
            whole_year.config["PROPAGATE_EXCEPTIONS"] = False
            told = _sent_twice(whole_year, browser(who), form, full_disk)
            if told is not None:
                done.append(endpoint)
                wrong += [f"{endpoint}: {one}" for one in told]
                break
        else:
            refused.append(endpoint)
    assert not wrong, "\n".join(wrong)
    assert len(done) > 2 * len(refused), f"too many forms were filled so that nothing was written: {refused}"


def _sent_twice(app, person, form, full_disk) -> list[str] | None:
    """Send it while the disk is full, then for good, then again: what is wrong; None when it wrote nothing at all."""
    person.get("/")
    typed = {"csrf_token": person.token}

    def send():
        return person.client.post(form.get("action"), data={**filled(form), **typed})

    before = content(app)
    full_disk.on = True
    failed = send()
    full_disk.on = False
    on_full = content(app)
    first = send()
    after = content(app)
    if first.status_code >= 400 or after == on_full == before:
        return None
    again = send()
    told = failed.status_code == 503 and "На диске базы кончилось место" in failed.text.replace("\xa0", " ")
    barred = again.status_code in (401, 403)  # who has just ended a role or a way in of his own
    same = again.location == first.location or "upload_key" in filled(form) or not first.location
    holds = {
        "a full disk wrote something": on_full == before,
        f"a full disk was told by {failed.status_code}": told,
        "a full disk was told as a success": "flash--done" not in failed.text,
        f"sent again, it did something again: {_difference(after, content(app))}": content(app) == after,
        f"sent again, it was answered by {again.status_code}": again.status_code < 400 or barred,
        f"sent again, it led to {again.location} and not to {first.location}": same or barred,
    }
    return [sentence for sentence, held in holds.items() if not held]


def _difference(one: dict, other: dict) -> list[str]:
    return [name for name in one if one[name] != other[name]]


@pytest.mark.parametrize("endpoint", ["registers.add", "orders.draft", "order_life.comment", "years.prepare"])
def test_a_form_that_is_sent_twice_at_once_changes_the_house_once(endpoint, forms, seeded, whole_year, browser, at):
    person = browser("department")
    person.get("/")
    seeded.keep(endpoint)
    assert any(_sent_at_once(whole_year, person, form, seeded, at, endpoint) for form in forms[endpoint]), (
        "none is taken"
    )


def _sent_at_once(app, person, form, seeded, at, kept: str) -> bool:
    """Send it once, then three times at once into the same house; false when it is not taken at all."""
    typed = {**filled(form), "csrf_token": person.token}

    def send():
        return person.client.post(form.get("action"), data=typed).status_code

    seeded.put_back(kept)
    at(*EVENING)
    if send() != 303:
        return False
    once = rows(app)
    seeded.put_back(kept)
    at(*EVENING)
    assert at_once(send, send, send) == [303] * 3
    assert rows(app) == once
    return True


def rows(app) -> dict[str, int]:
    """How many rows each table has."""
    return {name: len(found) for name, found in content(app).items()}

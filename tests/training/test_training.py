"""A training house beside the real one: nothing of it is seen outside, and one act leaves nothing of it.

The two houses are compared on either database; what pages alone are asked is asked on SQLite.
"""

import gc
import hashlib
import re
import shutil
import smtplib
import threading
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select, text

from app.extensions import db
from app.journal.models import Event
from app.training.people import CAST
from app.training.place import shared
from tests.browser.pages import PAGES
from tests.documents.steps import docx, form_to

ROLES = {who: title for who, title, *_ in CAST}
YEAR = 2022


@pytest.fixture
def department(browser):
    """The Department of the real house."""
    return browser("department")


@pytest.fixture
def training(app, department):
    """The Department has switched it on; the worker has made it."""
    department.get("/training-mode")
    department.submit("/training-mode")
    yield department
    app.extensions["training"].forget()
    gc.collect()  # a server closes every answer; a test client leaves that to Python
    shutil.rmtree(app.config["SETTINGS"].training)


def take(person, who: str):
    """Go on in the training house with the part of somebody."""
    person.get("/training/parts")
    button = person.page.xpath(f'//button[@name="person"][text()="{ROLES[who]}"]')[0]
    return person.submit("/training/parts", person=button.get("value"))


def files(folder: Path) -> list[str]:
    """All that lies there, folders too."""
    return sorted(f"{path.relative_to(folder)}" for path in folder.rglob("*"))


def rows(app) -> dict[str, str]:
    """A digest of every table of the real house, but of the journal and of what a visit writes."""
    found = {}
    with app.app_context():
        for table in db.metadata.sorted_tables:
            if table.name not in ("events", "sessions", "sent_forms"):
                listed = sorted(repr(tuple(row)) for row in db.session.execute(select(table)))
                found[table.name] = hashlib.sha256("\n".join(listed).encode()).hexdigest()
    return found


def history(person) -> None:
    """What a new person tries: a document, its check by the curator, another day, somebody invited, an order."""
    take(person, "school")
    person.get("/training/schools/1/kit/concept")
    person.upload(form_to(person, "versions").get("action"), docx(), "Концепция.docx")
    document = int(re.search(r"/documents/(\d+)", form_to(person, "/documents/").get("action")).group(1))
    person.get(f"/training/documents/{document}")
    person.submit(f"/training/documents/{document}/submission")
    take(person, "curator")
    person.get(f"/training/desk/{document}")
    form = form_to(person, "decision")
    person.submit(form.get("action"), decision="approve")
    take(person, "department")
    person.get("/training/demo/day")
    person.submit("/training/demo/day", day=f"{YEAR}-05-16")
    assert person.status == 200
    person.get("/training/people/new")


@pytest.mark.sqlite
def test_a_person_comes_in_by_one_press_and_goes_by_one(training):
    training.get("/training-mode")
    assert "Войти в учебный режим" in training.text
    take(training, "school")
    assert "ничего здесь не попадает в отчёты, приказы и письма" in training.text
    assert "Первая СОШ" in training.get("/training/").get_data(as_text=True)
    training.submit("/training/parts/leaving")
    assert training.last.request.path == "/"
    assert "Учебный режим: ничего" not in training.text


@pytest.mark.sqlite
def test_who_has_not_signed_in_is_led_to_the_door_of_the_real_house(training, browser):
    stranger = browser()
    answer = stranger.client.get("/training/")
    assert answer.status_code == 303
    assert answer.location.startswith("/sign-in?next=/training/")


@pytest.mark.sqlite
def test_nobody_else_switches_it_on_or_clears_it(browser, app):
    school = browser("school")
    school.get("/training-mode")
    assert "попросите" in school.text
    assert school.post("/training-mode", {}).status_code == 403
    assert school.post("/training-mode/clearing", {"sure": "1"}).status_code == 403


@pytest.mark.sqlite
def test_clearing_asks_first(training):
    training.get("/training-mode")
    assert training.post("/training-mode/clearing", {}).status_code == 422
    assert "Отметьте" in training.text
    assert training.get("/training/parts").status_code == 200


@pytest.mark.sqlite
@pytest.mark.parametrize("who", ROLES)
def test_every_page_keeps_its_reader_inside(training, who):
    take(training, who)
    asked, seen, left = ["/training/", *offered()], set(), []
    while asked and len(seen) < 60:
        address = asked.pop(0)
        if address in seen:
            continue
        seen.add(address)
        answer = training.client.get(address)
        assert answer.status_code < 500, address
        if answer.status_code in (301, 302, 303):
            left += [(address, answer.location)] * (not answer.location.startswith("/training/"))
            asked.append(answer.location)
        elif answer.mimetype == "text/html":
            links = links_of(answer.get_data(as_text=True))
            left += [(address, link) for link in links if not inside(link)]
            asked += [link for link in links if inside(link) and "/static/" not in link and "#" not in link]
    assert not sorted({(page, link) for page, link in left})[:40]


def offered() -> list[str]:
    return [f"/training{page}" for page in ("/calendar", "/messages", "/help", "/account", "/search?q=план")]


def links_of(page: str) -> list[str]:
    from lxml import html

    tree = html.fromstring(page)
    names = ("href", "src", "action", "hx-get", "hx-post")
    return [link for name in names for link in tree.xpath(f"//@{name}") if link.startswith("/")]


def inside(link: str) -> bool:
    return link == "/training" or link.startswith(("/training/", "/training?"))


def test_the_real_house_is_the_same_before_after_and_after_clearing(app, department, browser, monkeypatch):
    sent = []
    monkeypatch.setattr(smtplib, "SMTP", lambda *args, **kwargs: sent.append(args))
    store = Path(app.config["SETTINGS"].archive.removeprefix("file:"))
    readers = {
        who: browser(who) for who in ("school", "curator", "expert", "department", "rcoko", "municipal", "admin")
    }
    before, archive, shown = rows(app), files(store), everything(readers)
    events = events_of(app)
    department.get("/training-mode")
    department.submit("/training-mode")
    history(department)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(text("documents"))) is not None
    assert rows(app) == before
    assert files(store) == archive
    assert everything(readers) == shown
    gc.collect()
    department.get("/training-mode")
    department.submit("/training-mode/clearing", sure="1")
    assert rows(app) == before
    assert files(store) == archive
    assert everything(readers) == shown
    assert files(Path(app.config["SETTINGS"].training)) == []
    assert list(events_of(app)[len(events) :]) == ["training:opened", "training:cleared"]
    assert not sent


def events_of(app) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(select(Event.kind).where(Event.kind != "account:signed_in").order_by(Event.id)))


# Pages that tell of the training house itself, or of this very run: the journal, the worker, who is signed in.
ITS_OWN = ("/training-mode", "/sessions", "/journal", "/health", "/letters", "/archive")


def everything(readers) -> dict[tuple[str, str], str]:
    """What each role reads on each of its pages, and the bytes of what it takes away."""
    shown = {}
    for who, reader in readers.items():
        for page in PAGES.get(who, []):
            if urlsplit(page).path.startswith(ITS_OWN):
                continue
            answer = reader.client.get(page, follow_redirects=True)
            if answer.mimetype == "text/html":
                shown[who, page] = words_of(answer.get_data(as_text=True))
    return shown


def words_of(page: str) -> str:
    from lxml import html

    return " ".join(html.fromstring(page).text_content().split()) if page else ""


@pytest.mark.sqlite
def test_two_people_are_in_it_at_once_with_a_part_each(training, browser):
    other = browser("school")
    take(training, "curator")
    take(other, "school2")
    assert "Куратор (учебный)" in training.get("/training/").get_data(as_text=True)
    assert "Директор второй школы (учебный)" in other.get("/training/").get_data(as_text=True)


@pytest.mark.sqlite
def test_a_link_of_one_house_is_nothing_in_the_other(training):
    take(training, "school")
    assert training.client.get("/schools/1/kit").status_code == 200
    assert "(учебная)" not in training.client.get("/schools/1/kit", follow_redirects=True).get_data(as_text=True)
    assert "(демо)" not in training.client.get("/training/", follow_redirects=True).get_data(as_text=True)


@pytest.mark.sqlite
def test_the_real_form_stays_real_while_its_person_is_in_training(training):
    real = training.client.get("/account").get_data(as_text=True)
    take(training, "school")
    assert training.client.get("/account").get_data(as_text=True).count("(учебн") == 0 == real.count("(учебн")


@pytest.mark.sqlite
def test_who_signs_out_of_the_real_house_is_out_of_training_too(training):
    take(training, "school")
    training.get("/")
    training.submit("/sign-out")
    assert training.client.get("/training/").location.startswith("/sign-in")


@pytest.mark.sqlite
def test_after_clearing_an_old_page_leads_to_the_real_house_and_its_cookie_opens_no_new_one(training):
    take(training, "school")
    training.get("/training-mode")
    training.submit("/training-mode/clearing", sure="1")
    assert training.client.get("/training/").location == "/training-mode"
    assert training.client.post("/training/parts", data={"person": "1"}).location == "/training-mode"
    training.get("/training-mode")
    training.submit("/training-mode")
    assert training.client.get("/training/").location == "/training/parts"


@pytest.mark.sqlite
def test_clearing_waits_for_who_is_inside(app, training):
    root, order = Path(app.config["SETTINGS"].training), []
    with shared(root):
        training.get("/training-mode")
        clears = threading.Thread(
            target=lambda: (training.submit("/training-mode/clearing", sure="1"), order.append("cleared"))
        )
        clears.start()
        clears.join(1)
        assert clears.is_alive()
        assert len(files(root)) > 1
        order.append("left")
    clears.join(30)
    assert order == ["left", "cleared"]
    assert files(root) == []


@pytest.mark.sqlite
def test_a_half_that_a_crash_has_left_goes(app, training):
    root = Path(app.config["SETTINGS"].training)
    (root / "7.new").mkdir()
    with app.app_context():
        from app.training.services import keep_training

        keep_training()
    assert not (root / "7.new").exists()
    assert len(list(root.iterdir())) == 1


@pytest.mark.sqlite
def test_without_its_folder_there_is_none(app, department):
    app.config["SETTINGS"].training = ""
    department.get("/training-mode")
    assert "выключен его владельцем" in department.text
    assert department.client.get("/training/").status_code == 404

"""Demo or real is a property of the data: whoever starts, seeds or sets up under the other word changes nothing."""

import html
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from app.demo.seed import PASSWORD
from app.directory.models import Person
from app.extensions import db
from app.people.accounts.models import Account
from app.people.accounts.services import hashed
from app.people.mode import rules
from app.people.mode.demo_people import with_demo_access
from app.people.mode.services import OtherMode, mode_of_data, refuse_start
from tests.house import SECRET
from tests.operation.running import PATIENCE, ROOT
from tests.walking import EVERYBODY, walk

SETUP = ("make", "-o", ".venv/.run", "setup")  # without looking for newer requirements
RUN = ("make", "-o", ".venv/.run", "run")
FLASK = (sys.executable, "-m", "flask", "--app", "wsgi")
NOW = datetime(2022, 3, 24, 9, tzinfo=UTC)


class Operator:
    """Somebody at the command line of a house in a folder; `said` is what the last command wrote."""

    def __init__(self, folder: Path):
        self.base, self.said = folder / "opora.db", ""
        self.own = {name: value for name, value in os.environ.items() if not name.startswith(("OPORA_", "MAKE"))}
        self.own |= {"OPORA_SECRET_KEY": SECRET, "OPORA_DATABASE": f"sqlite:///{self.base}", "PORT": "1"}
        self.own |= {"OPORA_QUEUE": str(folder / "queue.db"), "OPORA_ARCHIVE": f"file:{folder / 'archive'}"}

    def run(self, *command: str, **words: str) -> int:
        done = subprocess.run(
            command, cwd=ROOT, env=self.own | words, timeout=PATIENCE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.said = " ".join(done.stdout.decode().split())
        return done.returncode

    def dump(self) -> list[str]:
        """Every table and row."""
        with sqlite3.connect(self.base) as base:
            return list(base.iterdump())


@pytest.fixture
def operator(tmp_path):
    return Operator(tmp_path)


@pytest.mark.sqlite
def test_a_real_house_says_no_to_the_demo_and_nothing_changes(operator):
    assert operator.run(*SETUP, OPORA_DEMO="0") == 0, operator.said
    before = operator.dump()
    for command in (SETUP, RUN, (*FLASK, "seed"), (*FLASK, "serve"), (*FLASK, "work"), (*FLASK, "rounds", "freeze")):
        default = {} if command[0] == "make" else {"OPORA_DEMO": "1"}
        assert operator.run(*command, **default) != 0, command
        assert "рабочий дом, а не демонстрация" in operator.said
        assert "OPORA_DEMO=0 make setup" in operator.said
        assert "Traceback" not in operator.said
        assert operator.dump() == before
    assert operator.run(*SETUP, OPORA_DEMO="0") == 0
    assert operator.dump() == before


@pytest.mark.sqlite
def test_a_demo_says_no_to_real_work_and_a_server_does_not_open(operator, app):
    _copy(app, operator)
    before = operator.dump()
    gunicorn = (sys.executable, "-m", "gunicorn", "wsgi:app", "-b", "127.0.0.1:0")
    for command in (SETUP, RUN, (*FLASK, "serve"), (*FLASK, "work"), (*FLASK, "db", "upgrade"), gunicorn):
        assert operator.run(*command, OPORA_DEMO="0") != 0, command
        assert "В этой базе демонстрация" in operator.said
        assert operator.dump() == before
    assert operator.run(*SETUP) == 0
    assert operator.dump() == before


def _copy(app, operator: Operator) -> None:
    source = sqlite3.connect(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    with sqlite3.connect(operator.base) as copy:
        source.backup(copy)
    source.close()


@pytest.mark.sqlite
def test_a_real_house_takes_no_address_of_the_demo(operator):
    assert operator.run(*SETUP, OPORA_DEMO="0") == 0, operator.said
    assert operator.run(*FLASK, "people", "invite", "ivanova@example.org", "--name", "Иванова", OPORA_DEMO="0") == 1
    assert "бывают только в демонстрации" in operator.said.replace("\xa0", " ")
    assert operator.run(*FLASK, "people", "invite", "ivanova@region.example", "--name", "Иванова", OPORA_DEMO="0") == 0


@pytest.mark.sqlite
@pytest.mark.parametrize("demo", ["0", "1"])
def test_a_house_that_is_not_set_up_does_not_open(demo, operator):
    assert operator.run(*FLASK, "serve", OPORA_DEMO=demo) == 1
    assert "База ещё не заполнена" in operator.said
    assert not operator.base.exists()


# A set-up of before filled the year at once.
YEAR_OF_BEFORE = (
    "INSERT INTO cycles (year, title, basis_letter, evidence_rule, begins_on, opened) "
    "VALUES (2022, '2022 год', '', 'strict', '2021-12-01', 1);"
)


@pytest.mark.sqlite
@pytest.mark.parametrize(("people", "word"), [(True, "demo"), (False, "real")])
def test_data_of_before_tell_their_mode_themselves_and_it_is_written_at_the_next_set_up(people, word, operator, app):
    if people:
        _copy(app, operator)
        with sqlite3.connect(operator.base) as base:
            base.executescript("DROP TRIGGER mode_no_DELETE; DELETE FROM mode;")
    else:
        assert operator.run(*SETUP, OPORA_DEMO="0") == 0, operator.said
        with sqlite3.connect(operator.base) as base:
            base.executescript(f"DROP TRIGGER mode_no_DELETE; DELETE FROM mode; {YEAR_OF_BEFORE}")
    own, other = ("1", "0") if people else ("0", "1")
    assert operator.run(*SETUP, OPORA_DEMO=other) != 0
    assert operator.run(*SETUP, OPORA_DEMO=own) == 0, operator.said
    with sqlite3.connect(operator.base) as base:
        assert base.execute("SELECT word FROM mode").fetchall() == [(word,)]


@pytest.mark.parametrize("change", ["UPDATE mode SET word = 'real'", "DELETE FROM mode"])
def test_the_database_keeps_the_mode(change, app):
    with app.app_context():
        assert mode_of_data() == "demo"
        with pytest.raises(DatabaseError):
            db.session.execute(text(change))


@pytest.mark.parametrize("demo", [True, False])
def test_empty_data_take_either_word(demo):
    assert rules.refusal(None, demo) == "" == rules.refusal(rules.word_of(demo), demo)
    assert rules.refusal(rules.word_of(not demo), demo)


@pytest.fixture
def real(app, monkeypatch):
    """The same people in a house whose data say that it is a real one; their addresses are those of a region."""
    monkeypatch.setattr("app.people.mode.services.mode_of_data", lambda: rules.REAL)
    with app.app_context():
        for person in db.session.query(Person):
            person.email = person.email.replace("@example.org", "@region.example")
        db.session.flush()
        yield


def _own_passwords(but: int = 0) -> None:
    for account in db.session.query(Account).order_by(Account.id.desc()).offset(but):
        account.password_hash = hashed(f"свой пароль {account.id}")
    db.session.flush()


def test_a_real_house_with_the_password_of_the_demo_does_not_open_even_without_time_to_try_each(real):
    with pytest.raises(OtherMode, match=r"curator@region\.example"):
        refuse_start(PASSWORD, seconds=0)


def test_a_single_account_with_that_password_is_found_in_time(real):
    _own_passwords(but=1)
    newest = db.session.query(Account).order_by(Account.id.desc()).first().person.email
    assert with_demo_access(PASSWORD, seconds=30) == [newest]


def test_an_address_of_the_demo_is_enough_until_its_way_in_is_closed(real):
    _own_passwords()
    refuse_start(PASSWORD, seconds=30)
    one = db.session.query(Account).first()
    one.person.email = "School@Example.ORG"
    db.session.flush()
    with pytest.raises(OtherMode, match=r"School@Example\.ORG.*people close"):
        refuse_start(PASSWORD, seconds=0)
    one.closed_at = NOW
    db.session.flush()
    refuse_start(PASSWORD, seconds=30)


@pytest.mark.sqlite
@pytest.mark.parametrize("who", [None, *EVERYBODY])
def test_a_demo_says_so_on_each_page_to_each_role_and_to_a_visitor(who, browser):
    pages = [answer for _, answer in walk(browser(who), "/sign-in", "/invitations/gone", "/nowhere", "/people")]
    whole = [answer for answer in pages if answer.mimetype == "text/html" and "<html" in answer.text[:300]]
    told = [answer for answer in whole if "Демонстрация: школы и\xa0люди придуманы" in html.unescape(answer.text)]
    assert len(whole) >= 3
    assert len(told) == len([one for one in whole if one.location is None])


def test_a_demo_opens_with_its_people(app):
    with app.app_context():
        refuse_start(PASSWORD, seconds=0)


def test_the_way_in_of_the_last_administrator_is_closed_from_the_command_line(app):
    done = app.test_cli_runner().invoke(args=["people", "close", "admin@example.org"])
    assert done.exit_code == 0
    assert "вход закрыт" in done.output
    again = app.test_cli_runner().invoke(args=["people", "close", "nobody@example.org"])
    assert again.exit_code == 1
    assert "nobody@example.org" in again.output

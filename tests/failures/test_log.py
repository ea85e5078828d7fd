"""A failure is one line with one number in the log, and nobody's words, address or token stand in it (O5, A9)."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.commands import GUNICORN
from app.extensions import db
from app.jobs import ASKED
from app.kernel.logs import tell
from app.weblog import WebLog
from storage import Unreachable
from tests.documents.steps import docx, empty_place, upload_to, version_of

PERSONAL = "У ученика Иванова Петра (д.р. 12.03.2010) не сдана работа"
NAME, ADDRESS = "Секретова Анна Ильинична", "sekretova@example.org"


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


def nothing_personal(log) -> list[str]:
    """The lines of the log, none of which knows anybody."""
    for word in (PERSONAL, "Иванова", "Секретова", ADDRESS, "Traceback", "парол", "opora-demo"):
        assert word not in log.getvalue(), word
    return log.getvalue().splitlines()


def test_a_statement_that_fails_is_one_line_without_its_values(frank, curator, sent, log):
    with frank.app_context(), db.engine.begin() as connection:
        connection.execute(text("ALTER TABLE decisions RENAME TO decisions_away"))
    try:
        typed = {"version_id": "1", "verdict": "return", "remark": PERSONAL}
        answer = curator.post(f"/documents/{sent}/decision", typed)
    finally:
        with frank.app_context(), db.engine.begin() as connection:
            connection.execute(text("ALTER TABLE decisions_away RENAME TO decisions"))
    assert answer.status_code == 500
    assert len(nothing_personal(log)) == 1
    assert " at app/" in log.getvalue()


@pytest.mark.parametrize("error", [RuntimeError(PERSONAL), Unreachable(PERSONAL), ValueError(f"{NAME} {ADDRESS}")])
def test_an_error_that_holds_what_was_typed_is_told_by_its_type_and_place(
    error, frank, curator, sent, log, monkeypatch
):
    typed = {"version_id": version_of(curator, sent), "verdict": "return", "remark": PERSONAL}
    monkeypatch.setattr("app.documents.deciding.decide", raising(error))
    assert curator.post(f"/documents/{sent}/decision?secret={ADDRESS}", typed).status_code >= 500
    assert len(nothing_personal(log)) == 1
    assert f"POST /documents/<int:document_id>/decision, {type(error).__name__} at tests/failures/" in log.getvalue()


def test_a_row_that_the_database_refuses_names_nobody(frank, browser, log, monkeypatch):
    department = browser("department")
    department.get("/people/new")
    typed = {"name": NAME, "email": ADDRESS, "post": "", "phone": "+79001234567"}
    monkeypatch.setattr(
        "app.people.services.record", raising(IntegrityError(PERSONAL, {"email": ADDRESS}, Exception(ADDRESS)))
    )
    assert department.submit("/people", **typed).status_code == 500
    assert len(nothing_personal(log)) == 1


def test_a_token_of_an_invitation_stands_in_no_line(frank, browser, log, monkeypatch):
    monkeypatch.setattr("app.people.invitation_routes.render_template", raising(RuntimeError("x")))
    browser().get("/invitations/the-secret-of-somebody")
    assert "the-secret" not in log.getvalue()


def test_a_job_that_fails_is_one_line_without_words(frank, school, log, monkeypatch):
    monkeypatch.setattr("app.documents.checks.services.look", raising(RuntimeError(PERSONAL)), raising=False)
    monkeypatch.setitem(ASKED, "look_at", raising(RuntimeError(PERSONAL)))
    upload_to(school, empty_place(school), docx("Работа"), f"{NAME}.docx")
    nothing_personal(log)


def test_an_error_of_the_database_does_not_know_the_values_of_its_statement(app):
    with app.app_context(), pytest.raises(DBAPIError) as failed:
        db.session.execute(text("SELECT no_such_column FROM people WHERE email = :email"), {"email": ADDRESS})
    assert ADDRESS not in str(failed.value)


def test_the_whole_of_an_error_is_told_at_debug_alone(frank, log):
    with frank.app_context():
        try:
            raise RuntimeError(PERSONAL)
        except RuntimeError as error:
            frank.logger.setLevel("DEBUG")
            tell("unexpected", error)
            frank.logger.setLevel("NOTSET")
    first, *rest = log.getvalue().splitlines()
    assert PERSONAL not in first
    assert any(PERSONAL in line for line in rest)


def test_gunicorn_writes_no_query_no_token_no_person_and_no_message_of_an_error(tmp_path):
    config = Config()
    for name in ("accesslog", "errorlog"):
        config.set(name, str(tmp_path / name))
    weblog = WebLog(config)
    answer, request = SimpleNamespace(status="200 OK", sent=2, headers=[]), SimpleNamespace(headers=[])
    for address in ("/search?q=sekretova", "/invitations/abcdefabcdefabcdefabcdef", "/kit/%D0%98%D0%B2%D0%B0%D0%BD"):
        environ = {"RAW_URI": address, "REQUEST_METHOD": "GET", "SERVER_PROTOCOL": "HTTP/1.1"}
        weblog.access(answer, request, environ | {"HTTP_REFERER": f"/search?q={ADDRESS}"}, timedelta(seconds=1))
        try:
            raise RuntimeError(PERSONAL)
        except RuntimeError:
            weblog.exception("Error handling request %s", address)
    said = (tmp_path / "accesslog").read_text() + (tmp_path / "errorlog").read_text()
    assert said.count("\n") == 6
    assert said.count("/invitations/…") == 2
    assert said.count("/kit/…") == 2
    assert "GET /search HTTP/1.1" in said
    assert "RuntimeError at tests/failures/test_log.py" in said
    for word in ("sekretova", "abcdef", PERSONAL, "Traceback", "%D0"):
        assert word not in said, word
    assert GUNICORN[GUNICORN.index("--logger-class") + 1] == "app.weblog.WebLog"

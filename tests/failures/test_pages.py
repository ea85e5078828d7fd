"""Each failure is a page of its own, plain and by htmx, needs no database, and gives back what was typed (A3, O6)."""

import re
from io import BytesIO

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session

from app.kernel import failures
from storage import Unreachable
from tests.documents.steps import docx, empty_place, form_to, version_of
from tests.house import DATABASE

REMARK = "Назовите месяц каждого мероприятия."
BY_HTMX = pytest.mark.parametrize("htmx", [False, True], ids=["plain", "htmx"])
NUMBER = re.compile(r"номер[^.]*\b([0-9a-f]{8})\.", re.IGNORECASE)


def lead(answer) -> str:
    """The sentence, as app.js finds it for htmx."""
    return re.search(r'class="page-head">.*?class="lead">(.*?)</p>', answer.text, re.S)[1].replace("\xa0", " ")


def raising(error):
    def fail(*_, **__):
        raise error

    return fail


@BY_HTMX
@pytest.mark.parametrize(
    ("error", "code", "sentence"),
    [
        (RuntimeError(REMARK), 500, "В программе сбой: ничего не записано, набранное осталось"),
        (Unreachable("closed"), 503, "Ничего не сохранено: архив сейчас не отвечает"),
        (NoConnection("QueuePool limit"), 503, "База данных занята другой записью: ничего не записано"),
    ],
    ids=["500", "archive", "no connection"],
)
def test_what_fails_in_a_form_is_told_with_a_number_and_gives_the_text_back(
    error, code, sentence, htmx, frank, curator, sent, monkeypatch, log
):
    version = version_of(curator, sent)
    monkeypatch.setattr("app.documents.deciding.decide", raising(error))
    typed = {"version_id": version, "verdict": "return", "remark": REMARK}
    answer = curator.post(f"/documents/{sent}/decision", typed, htmx=htmx)
    assert answer.status_code == code
    assert sentence in lead(answer)
    assert NUMBER.search(lead(answer))[1] in log.getvalue(), "the number of the page is that of the log"
    assert (answer.headers.get("Retry-After") is not None) == (code == 503)
    monkeypatch.undo()
    if not htmx:
        assert REMARK in curator.text
        assert "Отправить ещё раз" in curator.text
        frank.config["PROPAGATE_EXCEPTIONS"] = None
        curator.submit(f"/documents/{sent}/decision")
        assert "возвращено школе" in curator.text


def test_a_connection_that_died_is_given_up_and_the_failure_told(frank, curator, sent, monkeypatch, log):
    died = OperationalError("ROLLBACK", None, Exception("server closed the connection unexpectedly"))
    given_up = []
    monkeypatch.setattr(Session, "rollback", raising(died))
    monkeypatch.setattr(Session, "invalidate", lambda session: given_up.append(session))
    answer = curator.post(f"/documents/{sent}/decision", {"verdict": "return", "remark": REMARK})
    assert answer.status_code == 503
    assert "База данных сейчас не отвечает" in lead(answer)
    assert given_up
    assert REMARK in answer.text


def test_a_file_that_was_not_taken_is_named_and_chosen_again(frank, school, monkeypatch):
    place = empty_place(school)
    school.get(place)
    action = form_to(school, "versions").get("action")
    monkeypatch.setattr("app.documents.services.add_version", raising(RuntimeError("x")))
    assert school.upload(action, docx("Первая"), "план.docx").status_code == 500
    assert "Файл «план.docx» выберите ещё раз" in school.text
    monkeypatch.undo()
    assert school.submit(action, file=(BytesIO(docx("Первая")), "план.docx")).status_code == 200
    assert "Сохранена версия 1" in school.text


@BY_HTMX
@pytest.mark.parametrize(
    ("url", "method", "code", "title"),
    [
        ("/no-such-page", "GET", 404, "Такой страницы нет"),
        ("/settings", "DELETE", 404, "Такой страницы нет"),
        ("/desk", "DELETE", 405, "Так эту страницу открыть нельзя"),
        ("/orders", "GET", 403, "Это действие вам недоступно"),
        ("/sign-out", "POST", 400, "Страница устарела"),
    ],
)
def test_what_is_refused_has_its_page(url, method, code, title, htmx, frank, curator):
    headers = {"HX-Request": "true"} if htmx else {}
    answer = curator._read(curator.client.open(url, method=method, headers=headers))
    assert answer.status_code == code
    assert title in answer.text
    assert lead(answer)


@BY_HTMX
def test_a_text_that_is_too_long_and_one_try_too_many_have_their_pages(htmx, frank, curator, browser):
    curator.get("/desk")
    answer = curator.post("/documents/1/decision", {"remark": "ж" * 4_000_000}, htmx=htmx)
    assert answer.status_code == 413
    assert "текст остался в форме" in lead(answer)
    frank.config["SETTINGS"].sign_in_limit = "1 per minute"
    guest = browser()
    guest.get("/sign-in")
    for _ in range(2):
        answer = guest.post("/sign-in", {"email": "nobody@example.org", "password": "-"}, htmx=htmx)
    assert answer.status_code == 429
    assert "Подождите до" in lead(answer)


@pytest.mark.sqlite
@BY_HTMX
def test_a_database_that_another_process_holds_is_busy_and_keeps_the_text(
    htmx, frank, seeded, curator, sent, held, impatient
):
    typed = {"version_id": version_of(curator, sent), "verdict": "return", "remark": REMARK}
    holder = held(seeded.folder / DATABASE)
    answer = curator.post(f"/documents/{sent}/decision", typed, htmx=htmx)
    assert answer.status_code == 503
    assert "База данных занята другой записью: ничего не записано" in lead(answer)
    assert int(answer.headers["Retry-After"]) > 0
    assert curator.client.get("/desk").status_code == 200, "reading goes on"
    holder.communicate()
    curator.get("/desk")
    assert "возвращено" in curator.post(f"/documents/{sent}/decision", typed, htmx=htmx).text


@pytest.mark.sqlite
@pytest.mark.parametrize("fault", ["a folder in its place", "no database in it"])
def test_pages_of_a_database_that_cannot_be_read_say_so(fault, frank, seeded, browser, log):
    person, guest = browser("school"), browser()
    seeded.leave()
    for path in seeded.folder.glob(f"{DATABASE}*"):
        path.unlink()
    if fault == "a folder in its place":
        (seeded.folder / DATABASE).mkdir()
    else:
        (seeded.folder / DATABASE).write_text("no database " * 1000)
    try:
        for somebody, url in ((person, "/"), (person, "/no-such-page"), (person, "/documents/1"), (guest, "/sign-in")):
            answer = somebody.get(url)
            if answer.status_code != 200 or url != "/sign-in":
                assert answer.status_code == 503, url
                assert "База данных сейчас не отвечает" in lead(answer), url
                assert NUMBER.search(lead(answer))[1] in log.getvalue()
    finally:
        if fault == "a folder in its place":
            (seeded.folder / DATABASE).rmdir()


def test_a_page_of_failure_that_fails_itself_is_a_bare_one_with_a_number(frank, curator, monkeypatch, log):
    monkeypatch.setattr("app.documents.desk.routes.render_template", lambda *_, **__: 1 / 0)
    monkeypatch.setattr(failures, "PAGE", "no-such-template.html")
    answer = curator.get("/desk")
    assert answer.status_code == 500
    assert NUMBER.search(lead(answer))[1] in log.getvalue()

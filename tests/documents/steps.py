"""What a school and its curator do, step by step; the tests of every feature are told in these words."""

import re
import threading
from collections.abc import Callable
from unittest.mock import patch

import psycopg
from sqlalchemy import event
from sqlalchemy.pool import Pool

from app.demo import files
from app.extensions import db
from app.kernel import connecting


def docx(text_: str = "Цель") -> bytes:
    return files.programme(text_, "МБОУ «Заречная СОШ» (демо)")


def empty_place(school) -> str:
    school.get("/")
    return next(href for href in school.page.xpath("//a/@href") if re.fullmatch(r"/schools/\d+/kit/antirisk-\d+", href))


def upload_to(school, place: str, data: bytes, name: str = "АРП.docx"):
    school.get(place)
    return school.upload(form_to(school, "versions").get("action"), data, name)


def document_of(school) -> int:
    return int(re.search(r"/documents/(\d+)", form_to(school, "/documents/").get("action")).group(1))


def version_of(curator, document: int) -> str:
    curator.get(f"/desk/{document}")
    return curator.page.xpath('//form[contains(@action, "decision")]//input[@name="version_id"]/@value')[0]


def remark_of(curator) -> str:
    return curator.page.xpath('//input[starts-with(@name, "remark-")]/@name')[0]


def form_to(person, part: str):
    """The form of the page whose action holds the part."""
    return next(form for form in person.page.forms if part in (form.get("action") or ""))


def hidden_of(form) -> dict[str, str]:
    """The hidden fields of a form."""
    return {field.get("name"): field.get("value") for field in form.iterfind('.//input[@type="hidden"]')}


def send(school, document: int) -> None:
    """The newest version goes to the curator."""
    school.get(f"/documents/{document}")
    school.submit(f"/documents/{document}/submission")


def sent_by(school, data: bytes | None = None, name: str = "АРП.docx") -> int:
    """A new document of the school that waits for its curator."""
    upload_to(school, empty_place(school), data or docx(), name)
    document = document_of(school)
    send(school, document)
    return document


def at_once(*works: Callable[[], object]) -> list:
    """All of it at the same moment, each in a thread; what each gave back. A busy machine gets its time."""
    gate, given = threading.Barrier(len(works)), [None] * len(works)

    def run(place: int, work: Callable[[], object]) -> None:
        gate.wait()
        given[place] = work()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    event.listen(Pool, "checkout", _be_patient)
    with patch.object(connecting, "PERSON", connecting.WORKER):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    event.remove(Pool, "checkout", _be_patient)
    return given


def _be_patient(connection: object, *_more: object) -> None:
    """A connection that was made before says on PostgreSQL how long it waits, and would keep to it."""
    if isinstance(connection, psycopg.Connection):
        connection.execute(f"SET lock_timeout = '{connecting.WORKER}s'")
        connection.commit()


def count(app, statement) -> int:
    """A number from the database."""
    with app.app_context():
        return db.session.scalar(statement)

"""What the tests of the search share: a document with words of its own, and the index as it lies in the database."""

import io
import re

import pytest
from sqlalchemy import select, text

from app.demo.light import light_docx
from app.extensions import db
from app.search.models import Entry

KIT = "/schools/1/kit"


def docx(*paragraphs: str) -> bytes:
    """A DOCX with these paragraphs."""
    made, out = light_docx(), io.BytesIO()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    made.save(out)
    return out.getvalue()


@pytest.fixture
def upload(school):
    """The school uploads a file into its empty place, or the next version: upload(data, name) → the document's id."""
    school.get("/")
    place = next(href for href in school.page.xpath("//a/@href") if re.fullmatch(KIT + r"/antirisk-\d+", href))

    def send(data: bytes, name: str = "АРП.docx") -> int:
        school.get(place)
        action = next(f.get("action") for f in school.page.forms if "versions" in (f.get("action") or ""))
        school.upload(action, data, name)
        return int(re.search(r"/documents/(\d+)", school.last.request.path).group(1))

    return send


@pytest.fixture
def give_back(curator):
    """The curator returns a document with these words."""

    def decide(document: int, remark: str) -> None:
        curator.get(f"/desk/{document}")
        sent = curator.page.xpath('//form[contains(@action, "decision")]//input[@name="version_id"]/@value')[0]
        curator.submit(f"/documents/{document}/decision", version_id=sent, verdict="return", remark=remark)

    return decide


def snapshot() -> dict:
    """The whole index: kind and subject → school, moment, words; the same form from both databases."""
    key = "rowid" if db.engine.dialect.name == "sqlite" else "entry_id"
    kept = dict(db.session.execute(text(f"SELECT {key}, CAST(words AS text) FROM search_words")).all())
    entries = db.session.scalars(select(Entry)).all()
    assert {one.id for one in entries} == set(kept), "an entry without words, or words without an entry"
    return {
        (one.kind, one.subject_id): (one.school_id, one.dated_at, sorted(kept[one.id].replace("'", "").split()))
        for one in entries
    }

"""The demo year shows every state that a document may have, with real files, in the order in which things happened."""

from collections import Counter
from io import BytesIO

import pytest
from sqlalchemy import func, select

from app.archive.files import refusal
from app.demo import seed as story
from app.documents.models import Document, Version
from app.documents.workflow import FLOW
from app.extensions import db
from app.journal.models import Event
from app.journal.services import broken_links


@pytest.fixture
def house(app):
    """Inside the application."""
    with app.app_context():
        yield app


def all_of(model) -> list:
    return list(db.session.scalars(select(model).order_by(model.id)).unique())


def test_every_state_of_a_document_occurs(house):
    assert {document.state for document in all_of(Document)} == set(FLOW.states)


def test_evidence_is_accepted_returned_and_waiting(house):
    found = {document.state for document in all_of(Document) if document.kind == "evidence"}
    assert {"approved", "returned", "submitted"} <= found


def test_some_documents_came_back_twice(house):
    versions = Counter(len(document.versions) for document in all_of(Document))
    assert versions[2] >= 5
    assert versions[3] >= 2


def test_every_file_is_what_its_name_says(house):
    endings = set()
    for version in (one for one in all_of(Version) if one.blob):
        with house.extensions["store"].open(version.blob.sha256) as stream:
            data = stream.read()
        assert refusal(BytesIO(data), version.filename, len(data), 2**20) is None, version.filename
        endings.add(version.filename.rpartition(".")[2])
    assert endings == {"docx", "pdf", "jpg"}


def test_the_journal_tells_it_in_the_order_of_the_calendar(house):
    moments = [event.happened_at for event in all_of(Event) if event.kind != "account:signed_in"]
    assert moments == sorted(moments)
    assert broken_links() == []


def test_a_second_telling_changes_nothing(house):
    before = db.session.scalar(select(func.count(Event.id)))
    story.seed()
    assert db.session.scalar(select(func.count(Event.id))) == before


def test_evidence_is_of_several_kinds_a_link_and_a_file_for_two_directions(house):
    evidence = [document for document in all_of(Document) if document.kind == "evidence"]
    assert len({document.evidence_kind.code for document in evidence}) >= 5
    assert all(d.title for d in evidence)
    assert any(document.latest.link for document in evidence)
    found = Counter((d.participation_id, d.latest.digest) for d in evidence)
    assert 2 in found.values()

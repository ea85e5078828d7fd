"""Documents of a closed direction stay, are owed no more, and come back with it."""

from typing import NamedTuple

import pytest
from sqlalchemy import select

from app.documents.models import Document
from app.extensions import db


class Kept(NamedTuple):
    """A document of a closed direction."""

    id: int
    risk: int
    version: int
    title: str


@pytest.fixture
def closed(ask, curator):
    """A returned programme of the first school, its direction just closed: ids and title."""
    own = select(Document).where(Document.participation_id == 1, Document.kind == "antirisk")

    def returned():
        document = db.session.scalars(own.where(Document.state == "returned")).unique().first()
        return Kept(document.id, document.school_risk_id, document.latest.id, document.risk.direction.title)

    kept = ask(returned)
    curator.get(f"/factors/{kept.risk}")
    curator.submit(f"/factors/{kept.risk}/closing", outcome="reduced", reason="Доля снизилась до 12 %.")
    assert "Направление закрыто" in curator.text
    return kept


def test_documents_of_a_closed_direction_stay_and_are_owed_no_more(closed, school, browser):
    school.get("/kit")
    assert "Закрытые направления" in school.text
    assert f"/documents/{closed.id}" in school.page.xpath("//main//a/@href")
    school.get("/")
    assert f"«{closed.title}»" not in school.text
    school.get(f"/documents/{closed.id}")
    assert "Направление закрыто. Документ сохранён" in school.text
    assert not school.page.xpath('//input[@type="file"]')
    assert school.download(f"/versions/{closed.version}/file")
    for href in school.page.xpath("//main//a/@href"):
        assert school.client.get(href).status_code == 200, href
    department = browser("department")
    department.get("/matrix")
    row = department.page.xpath('//tr[contains(., "Заречная")]')[0]
    assert row.xpath('.//td[@class="sum"]')[0].text_content().replace("\xa0", " ").endswith("из 4")


def test_a_closed_direction_takes_no_version_and_says_so(closed, school):
    import io

    school.get("/kit")
    file = (io.BytesIO(b"%PDF-1.4 new"), "АРП.pdf")
    answer = school.post(f"/documents/{closed.id}/versions", {"file": file, "upload_key": "k"})
    assert answer.status_code == 422
    assert "Всё загруженное сохранено" in school.text
    answer = school.post(f"/documents/{closed.id}/submission", {"version_id": closed.version})
    assert answer.status_code == 422
    assert "документ по нему больше не требуется" in school.text


def test_an_activation_anew_brings_the_documents_back(closed, curator, school):
    curator.get(f"/factors/{closed.risk}")
    assert "Прежние документы вернутся на свои места" in curator.text
    assert "Доля снизилась до 12 %." in curator.text
    curator.submit(f"/factors/{closed.risk}/activation")
    school.get("/kit")
    assert "Закрытые направления" not in school.text
    assert f"/documents/{closed.id}" in school.page.xpath("//main//a/@href")
    school.get(f"/documents/{closed.id}")
    assert "Возвращён на доработку" in school.text or "возвращена" in school.text


def test_a_waiting_document_leaves_the_queue_with_its_direction_and_comes_back(curator, ask):
    waiting = select(Document).where(Document.state == "submitted", Document.school_risk_id.is_not(None))
    own = waiting.where(Document.participation_id.in_((1, 2, 3)))

    def oldest():
        document = db.session.scalars(own.order_by(Document.id)).unique().first()
        return document.id, document.school_risk_id, document.sent.id

    document, risk, version = ask(oldest)
    link = f"/desk/{document}"
    curator.get("/desk")
    assert link in curator.page.xpath("//nav//a/@href")
    curator.get(f"/factors/{risk}")
    curator.submit(f"/factors/{risk}/closing", outcome="mistaken", reason="Активировали не то.")
    curator.get("/desk")
    assert link not in curator.page.xpath("//nav//a/@href")
    answer = curator.post(f"/documents/{document}/decision", {"version_id": version, "verdict": "approve"})
    assert answer.status_code == 422
    assert "документ по нему больше не требуется" in curator.text
    curator.get(f"/factors/{risk}")
    curator.submit(f"/factors/{risk}/activation")
    curator.get("/desk")
    assert link in curator.page.xpath("//nav//a/@href")

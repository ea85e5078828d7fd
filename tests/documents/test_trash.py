"""A draft goes to the trash and comes back within its term; what was sent or decided is never deleted at all (A1)."""

import pytest
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from app.documents.models import Document, Version
from app.expertise.models import FrozenItem
from app.extensions import db
from app.journal.models import Event
from tests.documents.steps import count, document_of, docx, empty_place, form_to, sent_by, upload_to


@pytest.fixture
def place(school) -> str:
    return empty_place(school)


@pytest.fixture
def draft(school, place) -> int:
    upload_to(school, place, docx("Не тот файл"))
    return document_of(school)


def put_away(school, draft: int) -> None:
    school.get(f"/documents/{draft}")
    school.submit(f"/documents/{draft}/trash")


def test_a_draft_that_was_put_away_is_in_no_list_and_comes_back_as_it_was(school, place, draft):
    put_away(school, draft)
    assert "Черновик убран в корзину" in school.text
    assert "Не тот файл" not in school.text
    school.get("/")
    assert place in school.page.xpath("//a/@href")
    school.get("/schools/1/kit")
    assert "Корзина: 1 черновик" in school.text
    school.get("/schools/1/trash")
    assert "АРП.docx" in school.text
    assert "вернуть до 23.04.2022" in school.text
    school.submit(f"/documents/{draft}/trash/return")
    assert "Черновик возвращён" in school.text
    assert form_to(school, "/submission") is not None


def test_what_is_not_in_the_trash_is_not_brought_back_and_the_journal_says_nothing(school, draft, app):
    put_away(school, draft)
    school.get("/schools/1/trash")
    school.submit(f"/documents/{draft}/trash/return")
    assert school.post(f"/documents/{draft}/trash/return", {}).status_code == 422
    assert "уже нет в корзине" in school.text
    with app.app_context():
        assert db.session.scalar(select(func.count(Event.id)).where(Event.kind == "document:restored")) == 1


def test_from_the_trash_nothing_is_sent(school, draft, app):
    school.get(f"/documents/{draft}")
    form = form_to(school, "/submission")
    hidden = {field.get("name"): field.get("value") for field in form.iterfind(".//input")}
    put_away(school, draft)
    assert school.post(form.get("action"), hidden).status_code == 422
    assert "Документ в корзине" in school.text
    with app.app_context():
        assert db.session.get(Document, draft).state == "draft"


def test_a_new_file_for_the_place_brings_the_draft_back_with_its_history(school, place, draft, app):
    put_away(school, draft)
    upload_to(school, place, docx("Тот файл"))
    assert document_of(school) == draft
    assert "Версия 2 сохранена" in school.text
    with app.app_context():
        assert db.session.get(Document, draft).trashed_at is None


def test_after_its_term_a_draft_is_not_brought_back_and_its_file_is_not_lost(school, draft, at, app):
    put_away(school, draft)
    at(2022, 4, 23, 9)
    school.get("/schools/1/trash")
    assert "Корзина пуста" in school.text
    assert school.post(f"/documents/{draft}/trash/return", {}).status_code == 422
    assert "Прошло больше 30 дней" in school.text
    with app.app_context():
        version = db.session.get(Document, draft).latest
        assert app.extensions["store"].size(version.blob.sha256) == version.blob.size


def test_what_was_sent_once_is_never_put_away(school, curator, app):
    sent = sent_by(school)
    assert school.post(f"/documents/{sent}/trash", {}).status_code == 422
    assert "ни разу не отправляли" in school.text
    school.get(f"/documents/{sent}")
    school.submit(f"/documents/{sent}/withdrawal")
    assert school.post(f"/documents/{sent}/trash", {}).status_code == 422
    assert count(app, select(func.count(Document.id)).where(Document.trashed_at.is_not(None))) == 0


def test_the_journal_names_who_put_away_and_who_brought_back(school, draft, app):
    put_away(school, draft)
    school.get("/schools/1/trash")
    school.submit(f"/documents/{draft}/trash/return")
    with app.app_context():
        kinds = db.session.scalars(select(Event.kind).order_by(Event.id.desc()).limit(2)).all()
    assert kinds == ["document:restored", "document:discarded"]


@pytest.mark.parametrize("state", ["approved", "submitted", "returned"])
def test_the_database_itself_deletes_no_version_that_was_sent_or_decided(state, app):
    with app.app_context():
        sent = db.session.scalars(select(Document).where(Document.state == state, Document.kind == "concept")).first()
        with pytest.raises(IntegrityError):
            db.session.execute(delete(Version).where(Version.id == sent.sent.id))


def test_the_database_itself_deletes_no_version_that_was_examined(app, at, browser):
    from datetime import UTC, datetime

    from app.expertise.services import freeze_due
    from app.kernel.transaction import begin_write

    with app.app_context():
        begin_write()
        freeze_due(datetime(2022, 4, 30, 9, tzinfo=UTC))
        examined = db.session.scalars(select(FrozenItem).where(FrozenItem.version_id.is_not(None))).first()
        assert examined is not None
        with pytest.raises(IntegrityError):
            db.session.execute(delete(Version).where(Version.id == examined.version_id))


def test_the_database_itself_puts_away_only_drafts(app):
    with app.app_context(), pytest.raises(IntegrityError):
        approved = db.session.scalars(select(Document).where(Document.state == "approved")).first()
        approved.trashed_at = approved.state_since
        db.session.flush()

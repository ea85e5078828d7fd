"""The heart of the year: upload, return, second version, approval; and the law of the journal."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.documents.models import Decision
from app.extensions import db
from app.journal.models import Event
from app.journal.services import broken_links
from tests.documents.steps import docx, remark_of, upload_to


def test_a_returned_document_comes_back_as_a_second_version_and_is_approved(school, curator, sent, app):
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/decision", verdict="return", reason="dates_wrong", remark="Назовите месяц.")
    school.get(f"/documents/{sent}")
    assert "Назовите месяц." in school.text
    assert "Версия 1 возвращена" in school.text
    upload_to(school, f"/documents/{sent}", docx("Версия вторая"))
    assert "Куратору она ещё не отправлена" in school.text
    school.submit(f"/documents/{sent}/submission")
    curator.get(f"/desk/{sent}")
    curator.submit(f"/documents/{sent}/decision", verdict="approve")
    assert "Сначала решите по одному замечанию: принято или нет." in curator.text.replace("\xa0", " ")
    curator.submit(f"/documents/{sent}/decision", verdict="approve", **{remark_of(curator): "accepted"})
    school.get(f"/documents/{sent}")
    assert "Подтверждён куратором" in school.text
    with app.app_context():
        decision = db.session.scalars(
            select(Decision).where(Decision.document_id == sent).order_by(Decision.id.desc())
        ).first()
        assert decision.version.number == 2
        assert broken_links() == []


def test_the_journal_can_only_grow(app):
    with app.app_context():
        for statement in ("UPDATE events SET kind = 'x'", "DELETE FROM events"):
            with pytest.raises(DBAPIError):
                db.session.execute(text(statement))
            db.session.rollback()
        event = db.session.scalars(select(Event)).first()
        assert event.happened_at != event.recorded_at


def test_the_last_second_of_the_deadline_is_in_time():
    from datetime import UTC, date, datetime

    from app.kernel.calendar import is_late

    assert not is_late(datetime(2022, 3, 30, 20, 59, 59, tzinfo=UTC), date(2022, 3, 30))
    assert is_late(datetime(2022, 3, 30, 21, 0, 0, tzinfo=UTC), date(2022, 3, 30))

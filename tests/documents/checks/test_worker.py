"""The worker looks at many files and holds nobody up: it takes the right to write only to write."""

from flask import g
from sqlalchemy import delete

from app.documents.checks import services
from app.documents.checks.models import Check
from app.documents.checks.report import Looked, Report
from app.extensions import db


def test_the_right_to_write_is_given_back_while_a_file_is_read(app, monkeypatch):
    held = []

    def read(_version):
        held.append(g.get("writing", False))
        return Looked(Report(said="прочитано"))

    monkeypatch.setattr(services, "_read", read)
    with app.app_context():
        db.session.execute(delete(Check).where(Check.version_id <= 3))
        db.session.commit()
        services.check_pending()
    assert len(held) >= 3
    assert not any(held)

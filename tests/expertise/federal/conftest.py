"""The first stage on the morning after its day, and the reviewer of ОИРО."""

from datetime import UTC, datetime

import pytest

from app.expertise.services import freeze_due
from app.extensions import db
from app.kernel.transaction import begin_write

MORNING = (2022, 4, 30, 9)


@pytest.fixture
def frozen(app, at):
    """The set of the first stage is fixed."""
    at(*MORNING)
    with app.app_context():
        begin_write()
        freeze_due(datetime(*MORNING, tzinfo=UTC))
        db.session.commit()


@pytest.fixture
def expert(frozen, browser):
    """The reviewer of ОИРО."""
    return browser("expert")

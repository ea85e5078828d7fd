"""What one row moves: the fractions of a year before and after it."""

import pytest

from app.year.cycle.queries import current_cycle


@pytest.fixture
def cycle(app):
    with app.app_context():
        yield current_cycle()

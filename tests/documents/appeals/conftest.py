"""Beginnings that several stories share."""

import pytest

from tests.documents.steps import sent_by


@pytest.fixture
def sent(school) -> int:
    """A document of the school that waits for the curator."""
    return sent_by(school)

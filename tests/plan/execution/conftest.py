"""Who acts on an item in these tests."""

import pytest


@pytest.fixture
def expert(browser):
    """ОИРО at item 21."""
    person = browser("expert")
    person.get("/plan/21")
    return person

"""A house whose archive stands on a disk of its own that can be filled, write-protected and taken away."""

import pytest

from storage import open_store
from tests.storage.failing import small_disk


@pytest.fixture
def disk(app, tmp_path):
    """The disk of the archive."""
    with small_disk(tmp_path / "disk", 4096) as disk:
        app.extensions["store"] = open_store(f"file:{disk / 'archive'}")
        yield disk

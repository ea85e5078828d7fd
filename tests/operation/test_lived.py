"""A house that has lived a year under an earlier version comes through the migrations and opens to everybody.

`lived-0070.db.xz` is the database of the demo year as version 0.5.0 kept it (migration 0070), without its archive.
"""

import lzma
from pathlib import Path

import pytest
from flask_migrate import upgrade

from app.extensions import db
from app.journal.services import broken_links
from tests.browser_like import Browser
from tests.house import NOON, build, settings_of
from tests.rules.places import PEOPLE

LIVED = Path(__file__).parent / "lived-0070.db.xz"
pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """The house after the upgrade, on the noon that its tests know."""
    folder = tmp_path_factory.mktemp("lived")
    (folder / "opora.db").write_bytes(lzma.decompress(LIVED.read_bytes()))
    app = build(settings_of(f"sqlite:///{folder / 'opora.db'}", folder))
    with app.app_context():
        upgrade()
        db.session.commit()
    app.extensions["clock"] = lambda: NOON
    yield app
    with app.app_context():
        db.engine.dispose()


def test_no_seal_of_its_journal_is_broken(lived):
    with lived.app_context():
        assert broken_links() == []


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_of_its_navigation_opens(lived, who):
    person = Browser(lived, who)
    person.get("/")
    pages = set(person.page.xpath("//nav//a/@href"))
    assert pages
    for page in sorted(pages):
        person.get(page)
        assert person.status == 200, page

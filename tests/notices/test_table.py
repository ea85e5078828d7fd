"""The table of notices is whole: every event stands in it once, and every row can be told."""

import re
from pathlib import Path

import pytest
from sqlalchemy import select

import app as house
from app.extensions import db
from app.journal.models import Event
from app.journal.words import SENTENCES
from app.kernel import calendar, clock
from app.notices.choices import FIRM, always
from app.notices.naming import PLACES, path_of, words_of
from app.notices.receivers import RECEIVERS
from app.notices.scene import models, scene_of
from app.notices.table import SILENT, TOLD
from tests.rules.conftest import whole_year  # noqa: F401

WRITTEN = re.compile(r'record\(\s*"([a-z_:]+)"')
ROWS = [(kind, row) for kind, rows in TOLD.items() for row in rows]


def kinds() -> set[str]:
    """Every kind of event that the journal has a word for, or that stands in the code."""
    found = {kind for path in Path(house.__file__).parent.rglob("*.py") for kind in WRITTEN.findall(path.read_text())}
    assert len(found) > 80
    return found | set(SENTENCES)


def test_every_event_is_told_or_silent_with_a_reason():
    assert kinds() - set(TOLD) - set(SILENT) == set()
    assert set(TOLD) & set(SILENT) == set()


def test_nothing_stands_in_the_table_that_never_happens():
    assert (set(TOLD) | set(SILENT)) - kinds() == set()


def test_every_row_names_people_and_a_place_that_exist():
    for kind, row in ROWS:
        assert row.whom in RECEIVERS, kind
        assert row.leads in PLACES, kind
    assert {row.whom for _, row in ROWS} == set(RECEIVERS)
    assert {row.leads for _, row in ROWS} == set(PLACES)


@pytest.mark.long
def test_every_event_of_a_year_can_be_told(whole_year):  # noqa: F811
    tried = set()
    with whole_year.app_context():
        today = calendar.local(clock.now()).date()
        for event in db.session.scalars(select(Event).where(Event.kind.in_(TOLD))):
            scene = scene_of(event, today)
            for row in TOLD[event.kind]:
                words = row.words.format_map(words_of(scene))
                assert words == " ".join(words.split(" "))
                assert "None" not in words
                assert path_of(row.leads, scene).startswith("/")
                db.session.scalars(RECEIVERS[row.whom](scene)).all()
                tried.add(event.kind)
    assert len(tried) > 12, tried


def test_every_state_that_words_depend_on_is_a_state_of_the_thing(whole_year):  # noqa: F811
    with whole_year.app_context():
        for kind, row in ROWS:
            if row.stands:
                of_kind = db.session.scalar(select(Event.subject).where(Event.kind == kind).limit(1))
                assert of_kind is None or "state" in models()[of_kind].__table__.c, kind


def test_the_page_of_the_choice_names_all_that_cannot_be_switched_off():
    assert set(FIRM) == {kind for kind, row in ROWS if row.firm}
    assert "о возврате документа" in always().replace("\u00a0", " ")

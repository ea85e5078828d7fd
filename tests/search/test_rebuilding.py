"""The index that follows every change is the one that a rebuild makes, whatever happened and in whatever order."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from app.directory.models import Municipality, School
from app.documents.checks.models import VersionText
from app.documents.models import Remark, Version
from app.extensions import db
from app.search.services import rebuild
from app.year.cycle.models import RiskDirection
from tests.search.conftest import snapshot

VOCABULARY = ("учёт", "Ёлка", "район", "показатели", "№", "5", "АРП", "и", "на", "наставник", "<b>")
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=5).map(" ".join)
ENDS = ("commit", "flush", "rollback")


def read_again(session, words):
    version = session.scalars(select(Version).order_by(Version.id)).first()
    session.merge(VersionText(version_id=version.id, text=words))


def rename_town(session, words):
    session.scalars(select(Municipality).join(School)).first().name = words


def rename_direction(session, words):
    for one in session.scalars(select(RiskDirection)):
        one.short_title = words[:60]


def rename_first_school(session, words):
    session.scalars(select(School).order_by(School.id)).first().short_name = words


def reword_remark(session, words):
    session.scalars(select(Remark).order_by(Remark.id)).first().text = words


def rename_file(session, words):
    session.scalars(select(Version).order_by(Version.id.desc())).first().filename = words


def take_remark_away(session, _words):
    remarks = session.scalars(select(Remark).order_by(Remark.id.desc())).all()
    if len(remarks) > 1:
        remarks[0].state = "dropped"


def found_school(session, words):
    town = session.scalars(select(Municipality)).first()
    session.add(School(short_name=words, full_name=words, municipality=town))


CHANGES = (
    read_again,
    rename_town,
    rename_direction,
    rename_first_school,
    reword_remark,
    rename_file,
    take_remark_away,
    found_school,
)
STEPS = st.lists(st.tuples(st.sampled_from(CHANGES), WORDS, st.sampled_from(ENDS)), max_size=6)


@given(STEPS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_followed_is_what_a_rebuild_makes(app, steps):
    with app.app_context():
        for change, words, end in steps:
            change(db.session, words)
            getattr(db.session, end)()
        db.session.commit()
        followed = snapshot()
        rebuild()
        assert snapshot() == followed


def test_what_was_changed_behind_its_back_is_mended_by_a_rebuild(app):
    with app.app_context():
        stale = snapshot()
        first = db.session.scalar(select(Remark.id))
        db.session.execute(update(Remark).where(Remark.id == first).values(text="Каракатицы."))
        db.session.commit()
        assert snapshot() == stale
        rebuild()
        mended = {key for key, kept in snapshot().items() if kept != stale[key]}
        assert mended == {("remark", first)}


@pytest.mark.parametrize("times", [1, 2])
def test_a_second_rebuild_changes_nothing(app, times):
    with app.app_context():
        whole = snapshot()
        for _ in range(times):
            rebuild()
        assert snapshot() == whole

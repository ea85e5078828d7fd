"""Texts that are made to take long: compared at once all the same, or shown whole with a plain sentence."""

import random
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, select

from app.documents.checks import comparing
from app.documents.checks.answered import changed_since
from app.documents.checks.comparing import TooLong, compare
from app.documents.checks.comparisons import compare_versions
from app.documents.checks.models import Comparison
from app.documents.models import Document, Version
from app.extensions import db
from app.kernel.child import Busy, Overrun
from app.kernel.differing import moves
from tests.documents.checks.test_comparing import side
from tests.documents.steps import document_of, docx, empty_place, upload_to

CELLS = ("да", "1", "Администрация")
BOUND = 3  # seconds; difflib takes minutes


def cells(number: int, seed: int) -> list[str]:
    return random.Random(seed).choices(CELLS, k=number)


HOSTILE = {
    "equal words": (["слово " * 5000], ["слово " * 4000 + "дело"]),
    "words that change places": (["слово дело " * 3000], ["дело слово " * 3000]),
    "equal lines": (["да"] * 1200, ["да"] * 900 + ["нет"] * 200),
    "cells of a table": (cells(9000, 1), cells(9000, 2)),
    "few words in one paragraph": ([" ".join(cells(20_000, 3))], [" ".join(cells(20_000, 4))]),
    "everything in another order": ([str(n) for n in range(9000)], [str(n) for n in reversed(range(9000))]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_text_made_to_take_long_is_compared_and_nothing_of_it_is_lost(name):
    old, new = HOSTILE[name]
    started = process_time()
    found = compare(old, new)
    assert process_time() - started < BOUND
    assert side(found, "same", "ins") == new
    assert side(found, "same", "del") == old


@given(st.lists(st.integers(0, 3), max_size=60), st.lists(st.integers(0, 3), max_size=60))
def test_moves_cover_both_rows_in_order_and_what_is_said_to_be_the_same_is(old, new):
    a = c = 0
    for move in moves(old, new):
        assert (move.a, move.c) == (a, c)
        assert a < move.b or c < move.d
        assert not move.same or old[a : move.b] == new[c : move.d]
        a, c = move.b, move.d
    assert (a, c) == (len(old), len(new))


@given(st.lists(st.integers(0, 50), min_size=1, max_size=80), st.data())
def test_one_thing_put_in_is_one_move(row, data):
    at = data.draw(st.integers(0, len(row)))
    changed = [move for move in moves(row, [*row[:at], "new", *row[at:]]) if not move.same]
    assert [(move.b - move.a, move.d - move.c) for move in changed] == [(0, 1)]


def test_a_row_of_edits_longer_than_a_stretch_still_ends_where_the_rows_end():
    old, new = cells(2000, 5), cells(1500, 6)
    assert sum(move.b - move.a for move in moves(old, new) if move.same) > 700


@pytest.mark.parametrize("text", [["а" * (comparing.LONGEST + 1)], ["а"] * (comparing.MOST + 1)])
def test_beyond_the_limits_nothing_is_compared(text):
    with pytest.raises(TooLong):
        compare(text, [])


def test_a_title_on_every_line_is_gone_through_once():
    text = "Цель программы\n" * 20_000
    started = process_time()
    assert changed_since("Цель программы", "", text, text + "Ещё", ("Задачи",)) is True
    assert process_time() - started < BOUND


@pytest.fixture
def two_versions(school):
    """A document with two versions, compared by the worker."""
    upload_to(school, empty_place(school), docx("Было так"))
    document = document_of(school)
    upload_to(school, f"/documents/{document}", docx("Стало иначе"))
    return document


def pair(document: int) -> tuple[int, int]:
    first, second = db.session.scalars(select(Version.id).where(Version.document_id == document).order_by(Version.id))
    return first, second


def test_a_page_compares_nothing_itself(school, two_versions, monkeypatch):
    monkeypatch.setattr(comparing, "moves", lambda *_: 1 / 0)
    school.get(f"/documents/{two_versions}/changes")
    assert school.page.xpath("//main//ins")
    assert school.page.xpath("//main//del")


def test_what_is_not_compared_yet_is_asked_for_and_the_page_says_so(school, app, two_versions, monkeypatch):
    asked = []
    with app.app_context():
        db.session.execute(delete(Comparison))
        db.session.commit()
        wanted = ("compare_versions", *pair(two_versions))
    monkeypatch.setitem(app.extensions, "jobs", lambda *job: asked.append(job))
    school.get(f"/documents/{two_versions}/changes")
    assert "Сравниваем версии" in school.text
    assert asked == [wanted]
    with app.app_context():
        compare_versions(*wanted[1:])
    assert "Сравниваем" not in school.get(f"/documents/{two_versions}/changes").text


def test_a_text_that_is_too_long_is_said_to_be_and_both_versions_are_at_hand(
    school, curator, app, two_versions, monkeypatch
):
    school.get(f"/documents/{two_versions}")
    monkeypatch.setattr(comparing, "LONGEST", 10)
    with app.app_context():
        db.session.execute(delete(Comparison))
        db.session.commit()
        versions = pair(two_versions)
        compare_versions(*versions)
    school.get(f"/documents/{two_versions}/changes")
    assert "Документ слишком большой, чтобы показать, что изменилось" in school.text
    assert [f"/versions/{one}" for one in versions] == school.page.xpath('//*[@class="sheet empty"]//a/@href')


@pytest.mark.parametrize("trouble", [Overrun, Busy])
def test_a_comparison_for_which_there_was_no_time_is_made_later_and_one_that_can_t_be_made_is_not_tried_again(
    school, app, two_versions, monkeypatch, trouble
):
    def fails(*_, **__):
        raise trouble

    monkeypatch.setattr("app.documents.checks.comparisons.in_child", fails)
    with app.app_context():
        db.session.execute(delete(Comparison))
        db.session.commit()
        versions = pair(two_versions)
        compare_versions(*versions)
        kept = db.session.get(Comparison, versions)
    assert (kept is None) == (trouble is Busy)
    assert kept is None or kept.paragraphs is None


def test_the_desk_shows_what_the_worker_compared(school, curator, two_versions, app):
    school.get(f"/documents/{two_versions}")
    school.submit(f"/documents/{two_versions}/submission")
    curator.get(f"/desk/{two_versions}")
    curator.submit(f"/documents/{two_versions}/decision", verdict="return", reason="dates_wrong", remark="Дополните.")
    upload_to(school, f"/documents/{two_versions}", docx("Стало совсем иначе"))
    school.get(f"/documents/{two_versions}")
    school.submit(f"/documents/{two_versions}/submission")
    with app.app_context():
        versions = db.session.get(Document, two_versions).versions
        assert db.session.get(Comparison, (versions[1].id, versions[2].id)).paragraphs
    curator.get(f"/desk/{two_versions}")
    assert "Что изменилось" in curator.text
    assert curator.page.xpath('//*[@id="preview"]//ins')

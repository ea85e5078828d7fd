"""A page of a list is bounded whatever the address says; the whole is shown when it is asked for."""

import pytest
from sqlalchemy import select

from app.directory.models import Person
from app.kernel.names import has_words
from app.kernel.paging import SIZE, Asked, Page, in_whole, kept_beside, read_page, turned_to, without
from app.kernel.ways import way


@pytest.mark.parametrize(
    ("total", "number", "shown"),
    [
        (0, 1, (1, 0, 0)),
        (1, 1, (1, 0, 1)),
        (SIZE, 1, (1, 0, SIZE)),
        (SIZE + 1, 2, (2, SIZE, SIZE + 1)),
        (SIZE + 1, 3, (2, SIZE, SIZE + 1)),
        (6000, 0, (1, 0, SIZE)),
        (6000, 2**31 - 1, (120, 6000 - SIZE, 6000)),
    ],
)
def test_any_number_shows_a_page_that_is_there(total, number, shown):
    page = Page(total, Asked(number))
    assert (page.number, page.start, page.end) == shown


@pytest.mark.parametrize(("total", "parted"), [(SIZE, False), (SIZE + 1, True)])
def test_one_row_more_than_a_page_makes_two(total, parted):
    assert Page(total).parted is parted
    assert Page(total).last_number == 1 + parted


def test_the_whole_shows_every_row():
    page = Page(130, Asked(3, whole=True))
    assert list(page.part(range(130))) == list(range(130))


def test_a_page_of_rows_that_are_there_is_its_part():
    assert list(Page(130, Asked(3)).part(range(130))) == list(range(100, 130))


@pytest.mark.parametrize(
    ("number", "numbers"), [(1, [1, 2, 3, 120]), (60, [1, 58, 59, 60, 61, 62, 120]), (120, [1, 118, 119, 120])]
)
def test_links_lead_to_the_ends_and_to_the_neighbours(number, numbers):
    assert Page(6000, Asked(number)).numbers == numbers


def test_a_way_to_another_page_keeps_the_filters(app):
    with app.test_request_context("/matrix?town=2&page=3&words=школа №1&on=2022-03-16"):
        kept = "town=2&words=%D1%88%D0%BA%D0%BE%D0%BB%D0%B0+%E2%84%961&on=2022-03-16"
        assert turned_to(5) == f"/matrix?{kept}&page=5"
        assert turned_to(1) == f"/matrix?{kept}"
        assert in_whole("/profiles") == f"/profiles?{kept}&whole=1"
        assert without("town", "words") == "/matrix?on=2022-03-16"
        assert kept_beside("words") == [("town", "2"), ("on", "2022-03-16")]


@pytest.mark.parametrize(
    ("typed", "found"), [("", True), ("школа 5", True), ("БЕРЁЗОВ", True), ("березов", True), ("школа 6", False)]
)
def test_words_are_found_in_any_order_case_and_without_the_dots_of_yo(typed, found):
    assert has_words(typed, "Берёзовская", None, "5 школа") is found


@pytest.mark.parametrize(
    ("asked", "size", "shown", "number"),
    [(Asked(), 2, [1, 2], 1), (Asked(2), 2, [3, 4], 2), (Asked(99), 2, [5], 3), (Asked(0), 9, [1, 2, 3, 4, 5], 1)],
)
def test_a_page_is_read_with_the_number_of_all_rows(asked, size, shown, number, app):
    with app.app_context():
        rows, page = read_page(select(Person.id).where(Person.id <= 5).order_by(Person.id), asked, size)
    assert ([key for (key,) in rows], page.total, page.number) == (shown, 5, number)


def test_nothing_is_a_page_of_nothing(app):
    with app.app_context():
        rows, page = read_page(select(Person.id).where(Person.id < 0), Asked(3))
    assert (rows, page.total, page.number) == ([], 0, 1)


def test_an_address_of_many_rows_is_that_of_each_and_keeps_the_moment(app):
    with app.test_request_context("/matrix?on=2022-03-20"):
        assert way("documents.document", "document_id")(7) == "/documents/7?on=2022-03-20"

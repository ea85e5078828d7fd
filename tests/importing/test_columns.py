"""What is read in a table of unknown origin: any order of columns, any make of the file, and never too much of it."""

import pytest

from app.importing.cells import NoTable
from app.importing.columns import LIMIT, LONGEST, Columns, any_table
from tests.importing.made import book, saying_it_is_small

NAMES = Columns({"code": ("код",), "name": ("школа", "название")}, frozenset({"name"}), "Нужен столбец «Школа».")


def test_columns_are_known_by_their_heads_in_any_order_under_any_lines():
    data = book(["Список на 2022 год"], [], ["Название школы", "Телефон", "КОД"], ["Заречная", "1", 57001], [])
    assert NAMES.rows(data) == [(4, {"name": "Заречная", "code": "57001"})]


def test_without_a_column_that_is_needed_the_table_says_which():
    with pytest.raises(NoTable, match="Нужен столбец «Школа»"):
        NAMES.rows(book(["Код"], ["057001"]))


def test_a_size_that_the_file_says_wrongly_is_not_believed():
    data = saying_it_is_small(book(["Код", "Школа"], ["1", "Заречная"]))
    assert NAMES.rows(data) == [(2, {"code": "1", "name": "Заречная"})]
    assert any_table(data).rows == [(2, ["1", "Заречная"])]


@pytest.mark.parametrize(("rows", "at_most"), [(NAMES.rows, LIMIT), (lambda data: any_table(data).rows, LONGEST)])
def test_a_table_is_read_whole_or_refused_with_the_number(rows, at_most):
    lines = [["Школа", "Код"], *([f"Школа {n}", n] for n in range(at_most))]
    assert len(rows(book(*lines))) == at_most
    with pytest.raises(NoTable, match=f"больше {at_most} строк"):
        rows(book(*lines, ["Лишняя", 0]))


def test_figures_are_read_as_excel_shows_them():
    data = book(["Школа", "Доля", "Балл", "Код"], ["А", 0.5, 41.5, 57001.0], formats=[("B2", "0%")])
    assert any_table(data).rows == [(2, ["А", "50\u00a0%", "41,5", "57001"])]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut", b"Rar!"])
def test_what_is_no_workbook_is_refused_in_a_sentence(data):
    with pytest.raises(NoTable, match="не\u00a0открывается как XLSX"):
        NAMES.rows(data)

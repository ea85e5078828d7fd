"""What is read in a table of unknown origin: any order of columns, any make of the file, and never too much of it."""

from datetime import date, datetime

import pytest

from app.importing.cells import NoTable
from app.importing.columns import LIMIT, LONGEST, Columns, any_table
from tests.importing.made import book, counted_empty, saying_it_is_small, strict

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


@pytest.mark.parametrize("change", [strict, saying_it_is_small])
def test_a_workbook_is_read_whatever_program_has_made_it(change):
    assert NAMES.rows(change(book(["Код", "Школа"], ["1", "Заречная"]))) == [(2, {"code": "1", "name": "Заречная"})]


def test_heads_that_stand_under_one_head_are_read_with_it():
    rows = (["Код", "Сведения о школе", None], [None, "Школа", "Директор"], ["1", "Заречная", "Зимина А. П."])
    data = book(*rows, merged=["A1:A2", "B1:C1"])
    assert NAMES.rows(data) == [(3, {"code": "1", "name": "Заречная"})]
    table = any_table(data)
    assert table.heads == ["Код", "Сведения о школе Школа", "Сведения о школе Директор"]
    assert table.rows == [(3, ["1", "Заречная", "Зимина А. П."])]


def test_a_preface_is_passed_over_and_a_person_may_point_at_the_heads():
    data = book(["Регион", "Орловская область"], ["Школа", "Балл", "Вывод"], ["А", "1", "да"], ["Б", "2", "нет"])
    assert (any_table(data).heads, any_table(data).head) == (["Школа", "Балл", "Вывод"], 2)
    assert any_table(data, 3).heads == ["А", "1", "да"]
    with pytest.raises(NoTable, match="В\u00a0строке 4 нет"):
        any_table(data, 4)


@pytest.mark.parametrize("rows", [NAMES.rows, any_table])
def test_a_formula_that_nobody_has_counted_is_named_and_not_read_as_nothing(rows):
    with pytest.raises(NoTable, match="В\u00a0ячейке B2 стоит формула без значения"):
        rows(book(["Школа", "Балл"], ["А", "=1+1"]))


def test_a_formula_that_gives_no_words_is_counted():
    empty = counted_empty(book(["Школа", "Балл", "Код"], ["А", "=1+1", "1"]))
    assert any_table(empty).rows == [(2, ["А", "", "1"])]


def test_a_day_is_read_as_people_write_it():
    data = book(["Школа", "День"], ["А", date(2022, 5, 2)], ["Б", datetime(2022, 5, 2, 9, 30)])
    assert [cells[1] for _, cells in any_table(data).rows] == ["02.05.2022", "02.05.2022 09:30"]


def test_a_csv_of_excel_is_read_in_its_russian_letters():
    assert any_table("Школа;Балл\r\nЗаречная;41,5".encode("cp1251")).rows == [(2, ["Заречная", "41,5"])]

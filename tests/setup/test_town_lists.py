"""A table of municipalities: what each row would do, and its taking."""

import pytest

from app.kernel.spreadsheet import Sheet, workbook
from app.setup.forms import LONGEST, MOST
from app.setup.town_routes import HEADS
from app.setup.town_rows import TOO_MANY, TWICE, Row, amiss, lines


def read(*rows: tuple[str, str], known: frozenset[str] = frozenset()):
    return lines([Row(number, *words) for number, words in enumerate(rows, 2)], known)


def test_the_kind_is_the_written_one_or_that_of_the_name():
    found = read(("Лесной", "Городской округ"), ("Речной муниципальный округ", ""), ("Северный район", ""))
    assert [line.town.kind for line in found] == ["городской округ", "муниципальный округ", "муниципальный район"]
    assert amiss(found) == []


def test_what_stands_already_is_no_trouble():
    (line,) = read(("Лесной  район", ""), known=frozenset({"лесной район"}))
    assert line.stands
    assert line.troubles == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("", "городской округ")], "Не\u00a0назван"),
        ([("Лесной район", ""), ("лесной  район", "")], TWICE),
        ([("я" * (LONGEST + 1), "")], "Сократите"),
        ([("Лесной район", "деревня")], "«деревня»"),
        ([(f"Район {n}", "") for n in range(MOST + 1)], TOO_MANY),
    ],
)
def test_what_is_amiss_is_said_in_its_row(rows, said):
    found = read(*rows)
    assert said in found[-1].troubles[0]
    assert str(found[-1].row.number) in amiss(found)


def test_exactly_as_many_as_fit_are_fine():
    assert amiss(read(*((f"Район {n}", "") for n in range(MOST)))) == []


def test_a_table_is_shown_and_then_taken_and_a_wrong_one_is_not(first):
    first.get("/setup/municipalities")
    bad = workbook([Sheet("Лист", HEADS, [("Лесной район", "деревня")])])
    first.upload("/setup/municipalities/lists", bad, "Муниципалитеты.xlsx")
    assert "С ошибками: 1" in first.text
    first.submit(first.page.xpath("//form[contains(@action, '/municipalities/lists/')]/@action")[0])
    assert first.status == 422
    first.get("/setup/municipalities")
    good = workbook([Sheet("Лист", HEADS, [("Лесной район", ""), ("г. Кедровск", "")])])
    first.upload("/setup/municipalities/lists", good, "Муниципалитеты.xlsx")
    assert "Новых: 2" in first.text
    first.submit(first.page.xpath("//form[contains(@action, '/municipalities/lists/')]/@action")[0])
    assert "Добавлено муниципалитетов: 2" in first.text

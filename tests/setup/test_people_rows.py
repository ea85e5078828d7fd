"""A table of people of all roles: what each row would do is told before anybody is added."""

import pytest

from app.roles import Role
from app.setup.people_rows import Known, Row, lines, role_of

KNOWN = Known(
    towns={"лесной": 1, "речной": 2},
    schools={(1, "лесная сош"): 7, (2, "лесная сош"): 8, (2, "речная сош"): 9},
    people={"sosna@taiga.example": "Соснина Вера Павловна"},
    held=frozenset({("sosna@taiga.example", Role.CURATOR, 9)}),
)
NEW = Row(2, "Кедров Илья", "kedrov@taiga.example", "Куратор", "", "Речная СОШ")
SOSNINA = ("Соснина Вера Павловна", "sosna@taiga.example")


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Муниципальный координатор", Role.MUNICIPAL),
        ("директор", Role.SCHOOL),
        ("Эксперт ТИРО", Role.REVIEWER),
        ("Руководитель экспертизы ТИРО", Role.LEAD),
        ("Министерство", Role.REGIONAL),
        ("завуч", None),
    ],
)
def test_a_role_is_known_by_how_it_begins(words, role):
    assert role_of(words) is role


@pytest.mark.parametrize(
    ("row", "what", "place", "trouble"),
    [
        (NEW, "new", 9, ""),
        (Row(3, *SOSNINA, "Куратор", "", "Речная СОШ"), "stands", 9, ""),
        (Row(3, *SOSNINA, "Куратор", "Лесной район", "Лесная СОШ"), "role", 7, ""),
        (Row(3, *SOSNINA, "Куратор", "", "Лесная СОШ"), "role", None, "несколько: назовите муниципалитет"),
        (Row(3, *SOSNINA, "Директор", "", "Лесная СОША"), "role", None, "Есть похожая, проверьте название"),
        (Row(3, *SOSNINA, "Муниципальный координатор", "Речной округ"), "role", 2, ""),
        (Row(3, *SOSNINA, "Муниципальный координатор"), "role", None, "назван муниципалитет"),
        (Row(3, *SOSNINA, "Завуч"), "role", None, "не узнана"),
        (Row(3, "Другой Пётр", SOSNINA[1], "Аналитик РЦОКО"), "role", None, "другому человеку: Соснина"),
        (Row(3, "К" * 201, "kedrov@taiga.example", "Аналитик"), "new", None, "сократите до 200 знаков"),
        (Row(3, "Кедров Илья", "kedrov@", "Аналитик"), "new", None, "написана не целиком"),
    ],
)
def test_a_row_says_what_it_would_do_or_what_is_amiss(row, what, place, trouble):
    (line,) = lines([row], KNOWN)
    assert (line.what, line.place) == (what, place)
    assert trouble in " ".join(line.troubles).replace("\xa0", " ")
    assert bool(trouble) == bool(line.troubles)


def test_the_same_name_under_another_address_is_doubtful_and_bars_nothing():
    (line,) = lines([Row(2, "Соснина Вера Павловна", "other@taiga.example", "Аналитик")], KNOWN)
    assert line.troubles == ()
    assert "Если это он" in line.doubt


def test_one_row_twice_and_one_address_of_two_people_are_amiss():
    twice = lines([NEW, NEW], KNOWN)
    assert all("дважды" in line.troubles[0] for line in twice)
    other = lines([NEW, Row(3, "Другой Пётр", NEW.email, "Аналитик")], KNOWN)
    assert [bool(line.troubles) for line in other] == [False, True]

"""The check says where, what belongs there, and what a careful reader would stop at. Pure."""

from dataclasses import replace
from datetime import date

import pytest

from app.documents.checks import roadmap
from app.documents.checks.outline import Block, Outline
from app.documents.checks.pdf import read_pdf
from app.documents.checks.report import by_recognition, check_outline, last_day
from app.documents.checks.sections import find
from app.documents.checks.sums import sums
from app.documents.checks.traces import other_kind
from tests.documents.checks.test_structure import FACTS, RULES
from tests.documents.recognition.made import PROGRAMME, scan

HEAD = ["№", "Задача", "Мероприятие", "Сроки", "Показатели", "Ответственные"]
YEAR = (date(2022, 1, 1), date(2022, 12, 31))


def plan(*terms: str | None) -> roadmap.Roadmap:
    """A road map with a row for each term; None is a row without words."""
    rows = [
        [f"{at}.", "", "", "", "", ""] if term is None else [str(at), "Выявить", "Опрос", term, "Справка", "Директор"]
        for at, term in enumerate(terms, 1)
    ]
    return roadmap.find_roadmap(Outline(tables=[[["Школа"]], [HEAD, *rows]]))


def of_lines(*lines: str) -> Outline:
    return Outline(blocks=[Block(line) for line in lines])


def test_a_section_is_told_by_its_page_or_its_row_and_a_missing_one_by_what_belongs_there():
    of_pdf = {
        one.key: one
        for one in find(read_pdf(scan(("Титул",), PROGRAMME), {2: "\n".join(PROGRAMME)}), RULES["antirisk"])
    }
    assert of_pdf["goal"].place == "страница\u00a02"
    assert (of_pdf["methods"].state, of_pdf["methods"].hint[:12]) == ("missing", "Чем и\u00a0когда ")
    passport = Outline(
        blocks=[Block("Срок реализации", table=0, row=3, column=0), Block("Апрель 2022", table=0, row=3, column=1)],
        tables=[[["", ""], ["", ""], ["", ""], ["Срок реализации", "Апрель 2022"]]],
    )
    terms = next(one for one in find(passport, RULES["antirisk"]) if one.key == "terms")
    assert (terms.state, terms.place) == ("found", "таблица\u00a01, строка\u00a04")


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        (("май 2022", None, "июнь 2022", None), ["Пустые строки: 2, 4."]),
        (("май 2022", None), ["Пустая строка: 2."]),
        ((None, None), ["В таблице нет ни одного мероприятия."]),
        (("2022–2023 годы",), ["Строка 1: срок тянется до 2023 года, а программа кончается в 2022."]),
        (("2021/2022 учебный год",), []),
        (("март 2023",), ["Строка 1: 2023 год вне срока программы."]),
    ],
)
def test_empty_rows_and_terms_beyond_the_year_are_told_by_number(terms, said):
    found = plan(*terms)
    assert found.number == 2
    assert roadmap.troubles(found, *YEAR) == said


def test_a_mid_term_programme_lasts_as_long_as_its_terms_say_and_another_for_the_year():
    said = of_lines(
        "Среднесрочная программа", *["Глава"] * 50, "Сроки реализации", "2022–2024 годы", "приказ 2031 года"
    )
    assert last_day(said, replace(FACTS, kind="midterm")) == date(2024, 12, 31)
    assert last_day(said, replace(FACTS, kind="antirisk")) == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("total", "rows", "said"),
    [
        ("15", ("7", "6"), "в\u00a0итоге 15, а\u00a0сложением выходит 13."),
        ("1 300,5", ("1 000", "300,5"), ""),
        ("13", ("7", "-", "6"), ""),
        ("6,5", ("7", "6"), ""),  # a mean
        ("15", ("7", "около шести"), ""),
        ("15", ("7",), ""),
    ],
)
def test_a_sum_that_does_not_add_up_is_told_and_nothing_that_may_be_no_sum(total, rows, said):
    table = [["Класс", "Учеников"], *(["1", one] for one in rows), ["Итого", total]]
    found = [one.sentence.partition(": ")[2] for one in sums(Outline(tables=[table]))]
    assert found == ([said] if said else [])
    shares = [["Класс", "Доля, %"], *table[1:]]
    assert sums(Outline(tables=[shares])) == []


@pytest.mark.parametrize(
    ("lines", "own", "lacks_most", "named"),
    [
        (("Концепция развития школы",), "antirisk", False, "концепция развития"),
        (("1. Среднесрочная программа развития", "в рамках концепции развития"), "antirisk", False, "среднесрочная"),
        (("Антирисковая программа", "Концепция развития школы"), "antirisk", True, ""),
        (("Она опирается на концепцию развития школы",), "antirisk", False, ""),
        (("Она опирается на концепцию развития школы",), "antirisk", True, "концепция развития"),
        (("Справка о проверке",), "antirisk", True, ""),
        (("Концепция развития школы",), "evidence", True, ""),
    ],
)
def test_a_file_of_another_kind_is_named_by_its_title_and_else_when_it_lacks_most(lines, own, lacks_most, named):
    found = other_kind(of_lines(*lines), own, lacks_most)
    assert (named in found[0].sentence) if named else found == []


def test_what_a_scan_does_not_show_is_unsure_and_what_it_lacks_may_not_have_been_read():
    words = "\n".join(PROGRAMME[2:])
    seen = read_pdf(scan(PROGRAMME), {1: words})
    report = by_recognition(check_outline(seen, RULES["antirisk"], FACTS), seen)
    assert {one.state for one in report.findings} <= {"found", "unsure", "thin", "empty"}
    own = next(one.sentence for one in report.warnings if one.kind == "own")
    assert own.endswith("На\u00a0скане это могло не\u00a0прочесться.")

"""What is the same school and the same document however it is written, and what is not certain."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.expertise.federal import papers
from app.expertise.federal.columns import VERDICTS, guess, heads_key, read_row, verdict_of
from app.expertise.federal.matching import matches
from app.expertise.federal.schools import Schools, school_key
from app.expertise.lines import Line


@dataclass(frozen=True)
class School:
    """A school of the stage."""

    school_id: int
    school: str
    municipality: str = "Кромской район"
    code: str | None = None
    full_name: str = ""


@pytest.mark.parametrize(
    "written",
    [
        "МБОУ «Берёзовская СОШ № 3»",
        'МБОУ "Березовская СОШ №3"',
        "БОУ Берёзовская СОШ No 3".replace("No", "№"),
        "Берёзовская средняя общеобразовательная школа № 3",
        "Муниципальное бюджетное общеобразовательное учреждение «Берёзовская средняя общеобразовательная школа № 3»",
        "СОШ № 3 Берёзовская",
        "МКОУ «БЕРЁЗОВСКАЯ — СОШ – № 3»",
    ],
)
def test_a_school_is_the_same_however_it_is_written(written):
    assert school_key(written) == school_key("МБОУ «Берёзовская СОШ № 3»")


@pytest.mark.parametrize("other", ["СОШ № 13 Берёзовская", "Берёзовская ООШ № 3", "Берёзкинская СОШ № 3"])
def test_another_school_is_not_the_same(other):
    assert school_key(other) != school_key("МБОУ «Берёзовская СОШ № 3»")


def test_a_code_and_a_name_must_agree():
    one, other = School(1, "Первая СОШ", code="057001"), School(2, "Вторая СОШ", code="057002")
    schools = Schools([one, other])
    assert schools.find("", "057001", "").school is one
    assert schools.find("МБОУ «Первая СОШ»", "057001", "").school is one
    found = schools.find("Вторая СОШ", "057001", "")
    assert found.school is None
    assert found.candidates == (one, other)
    assert "Код 057001" in found.why


def test_namesakes_are_told_apart_by_the_municipality_or_asked_about():
    one, other = School(1, "Троицкая СОШ", "Ливенский район"), School(2, "Троицкая СОШ", "Кромской район")
    schools = Schools([one, other])
    assert schools.find("Троицкая СОШ", "", "Ливенский муниципальный округ").school is one
    assert schools.find("Троицкая СОШ", "", "").candidates == (one, other)
    alone = Schools([one]).find("Троицкая СОШ", "", "Мценский район")
    assert alone.school is None
    assert alone.candidates == (one,)
    assert "муниципалитет другой" in alone.why.replace("\xa0", " ")


@given(st.text(max_size=40), st.text(max_size=10), st.text(max_size=20))
def test_no_name_is_ever_matched_for_being_like(name, code, town):
    one = School(1, "Троицкая СОШ", code="057001")
    found = Schools([one]).find(name, code, town)
    assert found.school is None or school_key(name) == school_key(one.school) or code.casefold() == one.code


@dataclass(frozen=True)
class Paper:
    """A line of a set."""

    title: str

    @property
    def kind(self) -> str:
        return papers.kind_of(self.title)


KIT = [
    Paper("Концепция развития"),
    Paper("Среднесрочная программа развития"),
    Paper("Антирисковая программа «Низкий уровень вовлеченности родителей»"),
    Paper("Антирисковая программа «Высокая доля обучающихся с ОВЗ»"),
    Paper("Антирисковая программа «Риски низкой адаптивности учебного процесса»"),
    Paper("Антирисковая программа «Дефицит педагогических кадров»"),
    Paper("Подтверждение по направлению «Дефицит педагогических кадров», март–май"),
    Paper("Подтверждение по направлению «Дефицит педагогических кадров», август–ноябрь"),
]


@pytest.mark.parametrize(
    ("document", "direction", "at"),
    [
        ("Концепция", "", 0),
        ("СРЕДНЕСРОЧНАЯ ПРОГРАММА", "", 1),
        ("Антирисковая программа", "Низкий уровень вовлечённости родителей", 2),
        ("АРП", "Высокая доля учащихся с ограниченными возможностями здоровья", 3),
        ("Антирисковая программа", "Риск низкой адаптивности учебного процесса", 4),
        ("", "Дефицит педагогических работников", 5),
        ("Антирисковая программа по направлению «Дефицит кадров»", "", 5),
        ("Подтверждающие документы", "Дефицит педагогических кадров, август – ноябрь", 7),
    ],
)
def test_a_document_is_known_by_kind_and_direction(document, direction, at):
    assert papers.find(document, direction, KIT).line is KIT[at]


def test_a_word_about_no_document_is_about_the_whole_set_where_there_is_such_a_line():
    whole = Paper("Комплект школы в целом")
    assert papers.find("", "", [*KIT, whole]).line is whole
    found = papers.find("", "", KIT)
    assert found.line is None
    assert len(found.candidates) == len(KIT)


@pytest.mark.parametrize(
    ("document", "direction", "many"),
    [
        ("Антирисковая программа", "", 4),
        ("Подтверждение", "Дефицит кадров", 2),
        ("АРП", "Пожары", 4),
        ("Приказ", "", 8),
    ],
)
def test_what_fits_several_is_asked(document, direction, many):
    found = papers.find(document, direction, KIT)
    assert found.line is None
    assert len(found.candidates) == many
    assert found.why


@pytest.mark.parametrize(
    ("said", "verdict"),
    [
        ("Принято", "ok"),
        ("ПРИНЯТО С ЗАМЕЧАНИЯМИ", "ok_with_remarks"),
        ("Жёлтая зона", "ok_with_remarks"),
        ("Не принято", "needs_work"),
        ("Не соответствует", "needs_work"),
        ("Частично соответствует", "ok_with_remarks"),
        ("Красная", "needs_work"),
        ("не представлен", "absent"),
        ("Зелёная", "ok"),
        ("Соответствует не полностью", "ok_with_remarks"),
        ("Прекрасно", ""),
        ("Принято решение отложить", ""),
    ],
)
def test_a_verdict_in_words(said, verdict):
    assert verdict_of(said) == verdict


@pytest.mark.parametrize(
    ("typed", "out_of", "score", "verdict"),
    [
        ("84", 100, "84.0", "ok"),
        ("21", 26, "80.7", "ok"),
        ("79,99", 100, "79.9", "ok_with_remarks"),
        ("49 %", 26, "49.0", "needs_work"),
        ("27", 26, None, ""),
        ("NaN", 100, None, ""),
        ("-1", 100, None, ""),
    ],
)
def test_a_score_is_cut_down_and_gives_the_verdict_that_is_not_named(typed, out_of, score, verdict):
    row = read_row(2, ["Школа", typed], {"school": 0, "score": 1}, out_of, (80, 50))
    assert (row.score, row.verdict) == (score and Decimal(score), verdict)
    assert bool(row.troubles) == (score is None)


def test_heads_are_guessed_and_known_again():
    heads = ["№", "Код ОО", "Муниципальное образование", "Краткое наименование", "Вид документа", "Зона", "Балл"]
    names = {"code": 1, "town": 2, "school": 3, "document": 4, "verdict": 5, "score": 6}
    assert guess(heads) == names
    assert heads_key(heads) == heads_key([f" {head.upper()} " for head in heads])
    assert heads_key(heads) != heads_key(heads[::-1])


CELLS = st.sampled_from(["", "Первая СОШ", "Вторая СОШ", "Третья", "Концепция", "АРП", "Принято", "80", "сто", "=1+1"])


@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=6))
def test_no_table_writes_a_row_twice_or_to_a_document_that_was_not_there(rows):
    columns = {"school": 0, "document": 1, "verdict": 2, "score": 3}
    lines = [
        Line(
            n, n, "concept", "Концепция развития", "", "f" * 64 * (n < 3) or None, True, n, name, name, None, 1, "Ливны"
        )
        for n, name in enumerate(("Первая СОШ", "Вторая СОШ", "Третья СОШ"), 1)
    ]
    found = matches([read_row(n, cells, columns, 100, (80, 50)) for n, cells in enumerate(rows)], {}, lines)
    written = [match.line for match in found if match.written]
    assert len(found) == len(rows)
    assert len(written) == len({line.id for line in written})
    assert all(line.presented for line in written)
    assert all(match.row.verdict in {key for key, _ in VERDICTS} for match in found if match.written)

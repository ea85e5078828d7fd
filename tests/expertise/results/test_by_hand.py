"""The first stage of the demo worked out by hand: a person can check each row, and all four outputs say the same.

A concept weighs 18 points, a mid-term programme 22, an anti-risk programme 24, the set 2: twice the criteria of each.
The score is the sum of (per cent × weight) by the sum of the weights, cut down to a tenth; what is absent has 0.
"""

import io
from decimal import Decimal

from docx import Document
from openpyxl import load_workbook

from app.expertise.results.queries import figures_of
from app.orders.gathering.stages import stage_facts
from app.papers.wording import stage as stage_words
from app.year.cycle.queries import current_cycle, stages_of
from tests.expertise.results.saying import NOBODY

HAND = """
Берёзовская  | 94,4·18 + 41·22 + 75·24 + 100·24 + 87,5·24 + 100·2 = 9101,2 : 114  | 79,8 | red    | 3 | 5 | 10 | 4
Тополёвская  | 83,3·18 + 72,7·22 + 100·24 + 100·2                = 5698,8 : 66    | 86,3 | yellow | 1 | 0 | 7  | 2
Заречная     | 77,7·18 + 100·22 + 87,5·24 + 0·24 + 79,1·24 + 50·2 = 7697,0 : 114  | 67,5 | red    | 3 | 2 | 11 | 0
Ольховская   | 100·18 + 86,3·22 + 79,1·24 + 75·24 + 100·24 + 100·2 = 9997,0 : 114 | 87,6 | yellow | 3 | 5 | 11 | 0
Ключевская   | 83,3·18 + 0·22 + 0·24 + 0·24 + 100·2              = 1699,4 : 90    | 18,8 | red    | 2 | 0 | 2  | 0
Дубравская   | 88,8·18 + 72,7·22 + 100·24 + 0·24 + 100·2         = 5797,8 : 90    | 64,4 | red    | 2 | 1 | 7  | 0
Степная      | 72,2·18 + 100·22 + 91,6·24 + 50·2                 = 5798,0 : 66    | 87,8 | yellow | 1 | 0 | 6  | 0
Родниковская | 0·18 + 0·22 + 0·24 + 0·24 + 0·2                   = 0 : 90         | 0,0  | grey   | 2 | 0 | 0  | 0
Рябиновская  | 100·18 + 0·22 + 0·24 + 0·24 + 100·2               = 2000 : 90      | 22,2 | red    | 2 | 0 | 0  | 0
Вишнёвская   | 0·18 + 0·22 + 0·2                                 = 0 : 42         | 0,0  | grey   | 0 | 0 | 0  | 0
Полевская    | 81,2·18 + 81,2·22 + 81,2·24 + 0·24 + 81,2·2       = 5359,2 : 90    | 59,5 | red    | 2 | 2 | 4  | 0
Луговская    | 81,2·18 + 81,2·22 + 81,2·24 + 0·24 + 81,2·2       = 5359,2 : 90    | 59,5 | red    | 2 | 2 | 4  | 0
"""
# The columns: score, zone, directions that were activated, papers confirmed, remarks of ОИРО, papers with federal ones.
MEAN = "52,7"  # 633,4 : 12 = 52,78
BOLKHOV = "83,0"  # (79,8 + 86,3) : 2 = 83,05
CONSULTED = "1, 3, 5, 6, 8–12"  # red and grey, by their numbers


def by_hand() -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in HAND.strip().splitlines()]


def test_the_sums_of_the_table_are_right():
    for _, sums, score, *_ in by_hand():
        terms, quotient = sums.replace(",", ".").split("=")
        total, weight = map(Decimal, quotient.split(":"))
        assert sum(Decimal(a) * Decimal(b) for a, b in (term.split("·") for term in terms.split("+"))) == total
        assert Decimal(score.replace(",", ".")) == int(total * 10 / weight) / Decimal(10)


def test_figures_workbook_note_and_order_say_what_the_hand_has_worked_out(told, browser):
    department = browser("department")
    book = load_workbook(io.BytesIO(department.download("/rounds/1/results.xlsx")))
    written = list(book["Школы"].iter_rows(min_row=2, values_only=True))
    note = Document(io.BytesIO(department.download("/rounds/1/note.docx")))
    noted = [[cell.text for cell in row.cells] for row in note.tables[-1].rows][1:]
    with told.app_context():
        found = figures_of(stages_of(current_cycle())[0])
        facts = stage_facts(current_cycle(), 1, NOBODY)
    rows = zip(by_hand(), found.schools, written, noted, facts.rows, strict=True)
    for (name, _, score, zone, active, approved, own, federal), school, wrote, note_row, ordered in rows:
        assert name in school.line.school, name
        assert (school.zone, ordered.zone.value) == (zone, zone), name
        assert {str(school.score), str(wrote[7]), note_row[5].replace(",", "."), str(ordered.score_pct)} <= {
            score.replace(",", "."),
            score.replace(",0", ""),
        }, name
        assert [str(one) for one in (school.activated, school.approved)] == [active, approved], name
        assert [str(one) for one in (school.regional_remarks, school.federal_remarks)] == [own, federal], name
        assert (wrote[3], wrote[6], wrote[12], wrote[13]) == tuple(map(int, (active, approved, own, federal)))
    assert f"{found.mean}".replace(".", ",") == MEAN
    assert f"Средний балл: {MEAN} %" in _text(note)
    assert dict(found.towns)["Болховский район"].mean == Decimal(BOLKHOV.replace(",", "."))
    assert stage_words(facts)["weak"] == CONSULTED
    assert f"в пунктах {CONSULTED} приложения" in _text(note)


def _text(note) -> str:
    return "\n".join(one.text for one in note.paragraphs).replace("\xa0", " ")

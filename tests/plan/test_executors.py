"""Executors by their stems: the 32 cells of the order, raw and repaired; a sentence and a stranger are doubts."""

import json
from itertools import permutations

import pytest

from app.plan.executors import FULL, read_executors
from app.plan.known import DATA
from app.plan.words import EXECUTORS

ROWS = json.loads(DATA.read_text())
PROSE = {8, 9, 14}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["key"])
def test_the_32_cells_of_the_order(row):
    written, read = read_executors(row["executors_text"]), read_executors(row["source_row"]["executors"])
    assert list(written.codes) == list(read.codes) == row["executors"]
    assert written.doubts == ()
    assert bool(read.doubts) == (row["number"] in PROSE)


def test_a_sentence_is_read_up_to_its_verb_and_asked_about():
    found = read_executors("Регион анализирует результаты мониторинга школ")
    assert found.codes == ("DEP",)
    assert found.names == "Департамент"
    assert found.doubts[0] == "Исполнитель назван предложением, прочитано: Департамент."


@pytest.mark.parametrize("codes", list(permutations(FULL, 2)), ids="+".join)
def test_names_of_the_house_come_back_in_their_order(codes):
    assert read_executors(", ".join(FULL[code] for code in codes)).codes == codes


def test_a_stranger_is_a_doubt_and_not_dropped():
    found = read_executors("Минпросвещения России, ОИРО")
    assert found.codes == ("OIRO",)
    assert found.doubts == ("Не узнано: «Минпросвещения России».",)
    assert read_executors("администрация").codes == ()
    assert read_executors("администрация").doubts
    assert read_executors("  ").doubts == ("Исполнитель не указан.",)


def test_every_code_has_a_name_for_lists():
    assert set(FULL) == set(EXECUTORS)

"""What is taken of Tesseract's table: sure words in their lines."""

import io

import pytest
from PIL import Image

from app.documents.recognition.pictures import LONGEST, picture_of
from app.documents.recognition.tesseract import FEW, GUESSED, SURE, Page, page_of, read_page
from tests.documents.recognition.made import PROGRAMME, photo, scan

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*words: tuple[int, float, str]) -> str:
    """Rows of words, each its line, how sure it is, and its letters."""
    rows = [f"5\t1\t1\t1\t{line}\t{at}\t0\t0\t9\t9\t{sure}\t{text}" for at, (line, sure, text) in enumerate(words)]
    return "\n".join([HEAD, "4\t1\t1\t1\t1\t0\t0\t0\t9\t9\t-1\t", *rows])


def test_words_stand_in_their_lines_and_a_quotation_mark_is_a_word_like_others():
    read = page_of(table((1, 90, "Цель"), (1, 92, '"программы"'), (2, 94, "Снизить"), (2, 96, "долю")))
    assert read == Page('Цель "программы"\nСнизить долю', 93)


def test_a_word_that_is_not_sure_is_left_out():
    sure = [(1, 90.0, word) for word in ("Цель", "программы", "Снизить", "долю")]
    assert page_of(table(*sure, (1, SURE - 0.1, "мусор"))).text == "Цель программы Снизить долю"
    assert page_of(table(*sure, (1, SURE, "слово"))).text.endswith("слово")


@pytest.mark.parametrize("least", [FEW - 1, FEW])
def test_a_picture_with_a_few_words_holds_none(least):
    spots = [(1, 99.0, "|"), (2, 99.0, "а")]
    assert bool(page_of(table(*spots, *[(3, 90.0, "слово")] * least)).text) is (least == FEW)


@pytest.mark.parametrize("certainty", [GUESSED - 1, GUESSED])
def test_a_page_of_guesses_as_of_another_alphabet_holds_no_words(certainty):
    read = page_of(table(*[(1, float(certainty), "Тве")] * 9))
    assert bool(read.text) is (certainty == GUESSED)


def test_a_page_on_its_side_is_read_and_tiles_are_no_words():
    read = read_page(picture_of(photo(*PROGRAMME, turned=90), 1))
    assert "Цель реализации программы" in read.text
    assert read.certainty > 80
    tiles = io.BytesIO()
    Image.effect_noise((400, 500), 90).save(tiles, "PNG")
    assert read_page(tiles.getvalue()) == Page()


def test_a_picture_of_a_page_is_grey_and_bounded():
    drawn = Image.open(io.BytesIO(picture_of(scan(PROGRAMME), 1)))
    assert (drawn.mode, max(drawn.size)) == ("L", LONGEST)
    assert max(Image.open(io.BytesIO(picture_of(photo("А", ending="PNG"), 1))).size) == 1300

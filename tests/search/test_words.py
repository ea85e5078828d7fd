"""What the search understands: word forms, ё and е, case, numbers, a word not finished yet; and its passage."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.documents.checks.russian import WORD, plain, stem
from app.search.excerpt import WIDTH, excerpt, marked
from app.search.question import MOST_WORDS, read_question

FORMS = ("учёт", "учет", "Учета", "УЧЁТОМ", "учёту", "учете")


def found(typed: str, text: str) -> bool:
    """As an index answers: every term has its word in the text."""
    words = WORD.findall(plain(text))
    terms = read_question(typed).terms
    return bool(terms) and all(any(term.finds(word) for word in words) for term in terms)


@pytest.mark.parametrize("typed", FORMS)
@pytest.mark.parametrize("written", FORMS)
def test_any_form_of_a_word_finds_any_other(typed, written):
    assert found(typed, f"Вести {written} успеваемости")


def test_й_is_not_и_though_its_breve_may_come_apart():
    assert found("район", unicodedata.normalize("NFD", "в районе"))
    assert not found("раион ", "в районе")


@pytest.mark.parametrize("typed", ["№ 5", "АРП", "арп", "п. 5", "7а класс", "СОШ"])
def test_numbers_and_abbreviations_are_words(typed):
    assert found(typed, "АРП № 5 для 7А класса, СОШ, п. 5")


def test_a_short_number_is_not_the_beginning_of_a_longer_one():
    assert not found("№ 5", "приказ № 57")


@pytest.mark.parametrize("typed", ["и на", " ", "", "№ ;", "«»"])
def test_nothing_but_small_words_asks_for_nothing(typed):
    assert read_question(typed).terms == ()


@pytest.mark.parametrize("word", ["обучающихся", "наставничества", "показатели", "школьного", "анализирует", "профилю"])
def test_a_word_is_found_while_it_is_being_typed(word):
    for length in range(3, len(word) + 1):
        assert found(word[:length], f"О чём: {word}."), word[:length]


def test_a_finished_word_is_not_a_beginning():
    assert found("план", "планета")
    assert not found("план ", "планета")
    assert not found("планета", "план")


def test_all_words_must_be_there():
    assert found("наставники учителя", "Учителям нужен наставник")
    assert not found("наставники родители", "наставник")


def test_a_very_long_question_is_cut():
    assert len(read_question("слово " + " ".join(f"слово{n}" for n in range(99))).terms) <= MOST_WORDS


def joined(pieces) -> str:
    return "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in pieces)


def test_every_form_is_marked_and_nothing_else():
    said = "Учёт ведётся. Без учета нельзя; счётчик не считается. С УЧЁТОМ!"
    terms = read_question("учёт").terms
    assert joined(marked(said, terms)) == "[Учёт] ведётся. Без [учета] нельзя; счётчик не считается. С [УЧЁТОМ]!"


def test_the_passage_is_where_most_of_the_words_are():
    text = "Показатель. " + "вода " * 200 + "доля показателей и наставников растёт " + "вода " * 200
    passage, _ = excerpt(text, read_question("показатели наставники").terms)
    assert "[показателей] и [наставников]" in joined(passage)
    assert joined(passage).startswith("… ")
    assert joined(passage).endswith(" …")


def test_the_section_is_the_nearest_heading_above():
    text = "Цели\nСроки\nЦели\nнаставник\nСроки\nмарт"
    headings = [("Цели", "Цель программы"), ("Сроки", "Сроки реализации")]
    assert excerpt(text, read_question("наставник").terms, headings)[1] == "Цель программы"
    assert excerpt(text, read_question("март").terms, headings)[1] == "Сроки реализации"
    assert excerpt("март\nЦели", read_question("март").terms, headings)[1] == ""


RUSSIAN = st.text(alphabet="абвгеёийкнорстучщьяАЁЙ \n.,«»-1İß\u00ad\u0306", max_size=700)


@given(RUSSIAN, st.text(alphabet="аберстучий ", min_size=1, max_size=20))
def test_a_passage_is_a_piece_of_the_text_whatever_it_holds(text, typed):
    terms = read_question(typed).terms
    passage, _ = excerpt(text, terms)
    assert len("".join(piece.text for piece in passage)) <= 3 * WIDTH
    for piece in (*passage, *marked(text, terms)):
        if piece.hit:
            assert any(term.finds(plain(piece.text)) for term in terms)


@given(st.text(alphabet="абвгдежзийклмнопрстуфхцчшщъыьэюяё", min_size=3, max_size=20))
def test_a_stem_is_the_beginning_of_its_word(word):
    """The passage is looked for by beginnings; a stemmer that changed letters would hide it."""
    assert plain(word).startswith(stem(plain(word)))

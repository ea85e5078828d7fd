"""Two versions of a text: what the comparison says is exactly what happened."""

from hypothesis import given
from hypothesis import strategies as st

from app.documents.checks.comparing import compare, count, words

texts = st.lists(st.text("абв 12.,", min_size=1, max_size=40), max_size=12)


def side(paragraphs, *kinds) -> list[str]:
    joined = ("".join(piece.text for piece in one.pieces if piece.kind in kinds) for one in paragraphs)
    return [text for text in joined if text]


@given(texts, texts)
def test_without_what_was_deleted_it_is_the_new_text_and_without_what_was_added_the_old(old, new):
    found = compare(old, new)
    assert side(found, "same", "ins", "in") == new
    assert side(found, "same", "del", "out") == old


@given(texts)
def test_a_text_does_not_differ_from_itself(text):
    assert count(compare(text, text)) == 0


def test_a_word_is_shown_inside_its_paragraph():
    (one,) = compare(["Диагностика в течение года"], ["Диагностика до 16.05.2022"])
    assert [(p.kind, p.text) for p in one.pieces if p.kind != "same"] == [
        ("del", "в"),
        ("ins", "до"),
        ("del", "течение года"),
        ("ins", "16.05.2022"),
    ]


def test_a_paragraph_that_says_something_else_is_one_gone_and_one_new():
    found = compare(["Повысить качество знаний."], ["Доля подтвердивших отметку: 41 % весной."])
    assert [[piece.kind for piece in one.pieces] for one in found] == [["del"], ["ins"]]


def test_like_is_paired_with_like_and_not_with_the_first_that_will_do():
    old = ["Доля учащихся с отметкой весной 34 %", "Доля учащихся с отметкой осенью 22 %"]
    new = ["Доля учащихся с отметкой осенью 25 %"]
    gone, changed = compare(old, new)
    assert [piece.kind for piece in gone.pieces] == ["del"]
    assert [(one.kind, one.text) for one in changed.pieces if one.kind != "same"] == [("del", "22"), ("ins", "25")]


def test_a_paragraph_that_was_moved_is_said_to_be_moved_and_its_words_are_not_new():
    moved, others = "Педагогический совет утвердил программу.", ["Первый абзац.", "Второй абзац.", "Третий абзац."]
    found = compare([moved, *others], [*others, moved])
    assert [one.pieces[0].kind for one in found] == ["out", "same", "same", "same", "in"]
    assert (words(found, "ins"), words(found, "del")) == (0, 0)


def test_a_short_line_in_two_places_is_not_called_moved():
    found = compare(["Да", "Первый абзац.", "Второй."], ["Первый абзац.", "Второй.", "Да"])
    assert {piece.kind for one in found for piece in one.pieces} == {"del", "same", "ins"}


def test_a_number_before_a_paragraph_is_a_change():
    (one,) = compare(["5.1. Выявить учащихся"], ["5.2. Выявить учащихся"])
    assert [(piece.kind, piece.text) for piece in one.pieces if piece.kind != "same"] == [("del", "1"), ("ins", "2")]


def test_a_long_passage_is_paired_too():
    old = [f"Мероприятие {chr(1072 + n % 30) * 9} номер {n} проведено в срок" for n in range(120)]
    new = [text.replace("в срок", "досрочно") for text in old]
    assert all({piece.kind for piece in one.pieces} == {"same", "del", "ins"} for one in compare(old, new))

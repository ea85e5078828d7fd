"""Two versions of a text: what the comparison says is exactly what happened."""

from hypothesis import given
from hypothesis import strategies as st

from app.documents.checks.comparing import compare, count

texts = st.lists(st.text("абв 12.,", min_size=1, max_size=40), max_size=12)


def side(paragraphs, *kinds) -> list[str]:
    joined = ("".join(piece.text for piece in one.pieces if piece.kind in kinds) for one in paragraphs)
    return [text for text in joined if text]


@given(texts, texts)
def test_without_what_was_deleted_it_is_the_new_text_and_without_what_was_added_the_old(old, new):
    found = compare(old, new)
    assert side(found, "same", "ins") == new
    assert side(found, "same", "del") == old


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
    assert [[piece.kind for piece in one.pieces] for one in found] == [["ins"], ["del"]]

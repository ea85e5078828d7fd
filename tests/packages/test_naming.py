"""Names in a package: what no system refuses, what stays apart, what МЭДК is given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.packages.naming import FORBIDDEN, apart, cleaned, ending_of, named, normalised


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("План/график: «2022»?.docx", "План_график_ «2022»_.docx"),
        ("CON.docx", "_CON.docx"),
        (" . ", "Без имени"),
        ("100 %", "100 _"),
        ("и\u0306", "й"),
    ],
)
def test_a_name_is_one_that_every_system_takes(typed, kept):
    assert cleaned(typed) == kept


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_no_name_is_empty_long_or_forbidden(typed):
    kept = cleaned(typed)
    assert 0 < len(kept) <= 91
    assert not FORBIDDEN.search(kept)
    assert kept == kept.strip(". ")


def test_what_stands_there_already_is_numbered_whatever_the_height_of_its_letters():
    assert list(apart(["а.docx", "А.DOCX", "а.docx", "б"])) == ["а.docx", "А (2).DOCX", "а (3).docx", "б"]


def test_an_ending_stays_however_long_the_words_are():
    assert named("я" * 300, "План.DOCX").endswith("я.docx")
    assert ending_of("без окончания") == ending_of("v1.странное окончание") == ""


def test_medk_is_given_letters_digits_and_underscores():
    assert normalised("057", "03", "АРП «Низкая адаптивность»") == "057_03_АРП_Низкая_адаптивность"

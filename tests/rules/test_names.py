"""Names and codes that look alike are the same, whatever the keyboard."""

import pytest

from app.kernel.names import cyrillic
from app.plan.registers.services import LETTERS


@pytest.mark.parametrize("typed", ["СМ2882", "CM2882", "cm2882 ", " см2882", "СM2882"])
def test_a_code_is_the_same_in_both_alphabets(typed):
    assert cyrillic(typed) == "СМ2882"


def test_every_letter_of_a_code_has_its_twin():
    assert cyrillic("ABEKMHPCT") == LETTERS
